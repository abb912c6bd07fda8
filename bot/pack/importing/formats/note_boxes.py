"""Note boxes and components of documentation tools (MkDocs, Docusaurus, GitBook, GitHub, MDX) as plain Markdown.

Discord has no boxes: one becomes a quotation that begins with its title in bold. Tags around text go, the text stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_INDENTED = re.compile(
    r"^(?P<set_in>[ \t]*)(?:!!!|\?\?\?)\+?[ \t]+(?P<kind>[\w-]+)[^\"\n]*(?:\"(?P<title>[^\"]*)\")?[ \t]*$"
)
_COLONS = re.compile(
    r"^(?P<set_in>[ \t]*):{3,}[ \t]*\{?(?P<kind>[A-Za-z][\w-]*)\}?[ \t]*\[?(?P<title>[^\]\n]*)\]?[ \t]*$"
)
_COLONS_END = re.compile(r"^[ \t]*:{3,}[ \t]*$")
_HINT = re.compile(r"^(?P<set_in>[ \t]*)\{%-?[ \t]*hint(?:[ \t]+style=\"(?P<kind>\w+)\")?[ \t]*-?%\}[ \t]*$")
_HINT_END = re.compile(r"^[ \t]*\{%-?[ \t]*endhint[ \t]*-?%\}[ \t]*$")
_ALERT = re.compile(r"^(?P<before>[ \t]*>[ \t]*)\[!(?P<kind>\w+)\][+-]?[ \t]*(?P<title>[^\n]*)$")
_EMBED = re.compile(r"^(?P<set_in>[ \t]*)\{%-?[ \t]*embed[ \t]+url=\"(?P<url>[^\"]+)\"[^%]*%\}[ \t]*$")
_TAB = re.compile(
    r"^(?P<set_in>[ \t]*)(?:\{%[ \t]*tab\b|<Tab(?:Item|Panel)?\b)[^>%]*?"
    r"(?:title|label)=\"(?P<title>[^\"]+)\"[^>%]*[%}>]+$"
)
_TEMPLATE = re.compile(r"^[ \t]*\{%.*%\}[ \t]*$")
_COMPONENT = re.compile(r"^[ \t]*</?[A-Z]\w*(?:\s[^<>]*)?/?>[ \t]*$")
_IMPORT = re.compile(r"^import\s.+\sfrom\s+[\"'][^\"']+[\"'];?[ \t]*$")
_FENCE = re.compile(r"^[ \t]*(`{3,}(?=[^`]*$)|~{3,})")


class Plain(NamedTuple):
    """A text without boxes, and what was changed in it: lines from 1, each with a sentence."""

    text: str
    told: list[tuple[int, str]]


def without_boxes(text: str) -> Plain:
    """A text whose boxes are quotations and whose components are gone; blocks of code stay to the letter.

    Example:
        `!!! warning` above an indented line becomes `> **Warning**` above `> ` and that line.
    """
    if not any(mark in text for mark in ("!!!", "???", ":::", "{%", "[!", "<", "import ")):
        return Plain(text, [])
    told: list[tuple[int, str]] = []
    return Plain("\n".join(_lines(text.split("\n"), told)), told)


def _lines(lines: list[str], told: list[tuple[int, str]], first: int = 1) -> Iterator[str]:
    at, fence = 0, ""
    while at < len(lines):
        line = lines[at]
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if fence or mark:
            yield line
            at += 1
            continue
        if (box := _box(lines, at)) is not None:
            title, inner, set_in, at_next = box
            told.append((first + at, "A note box is a quotation: Discord shows no boxes."))
            yield from _quoted(title, list(_lines(inner, told, first + at + 1)), set_in)
            at = at_next
            continue
        yield from _single(line, first + at, told)
        at += 1


def _box(lines: list[str], at: int) -> tuple[str, list[str], str, int] | None:
    """A box that begins on a line: its title, its lines, what it is set in by, and the line after it."""
    line = lines[at]
    if found := _INDENTED.match(line):
        inner_by = len(found["set_in"].expandtabs(4)) + 4
        end = at + 1
        while end < len(lines) and (not lines[end].strip() or _set_in(lines[end]) >= inner_by):
            end += 1
        while end > at + 1 and not lines[end - 1].strip():
            end -= 1
        inner = [each.expandtabs(4)[inner_by:] for each in lines[at + 1 : end]]
        return (_named(found["kind"], found["title"]), inner, found["set_in"], end) if inner else None
    for opening, closing in ((_COLONS, _COLONS_END), (_HINT, _HINT_END)):
        if found := opening.match(line):
            end = next((n for n in range(at + 1, len(lines)) if closing.match(lines[n])), None)
            if end is not None:
                title = found.groupdict().get("title") or ""
                inner = [each.removeprefix(found["set_in"]) for each in lines[at + 1 : end]]
                return _named(found["kind"] or "note", title), inner, found["set_in"], end + 1
    return None


def _quoted(title: str, inner: list[str], set_in: str) -> Iterator[str]:
    while inner and not inner[0].strip():
        inner.pop(0)
    while inner and not inner[-1].strip():
        inner.pop()
    mark = "" if set_in else "> "  # inside a list Discord shows no quotation
    yield f"{set_in}{mark}**{title}**"
    for line in inner:
        yield f"{set_in}{mark}{line.removeprefix('> ')}".rstrip()


def _single(line: str, number: int, told: list[tuple[int, str]]) -> Iterator[str]:
    """A line outside of boxes, without what only a tool understands."""
    if found := _ALERT.match(line):
        told.append((number, "A note box is a quotation: Discord shows no boxes."))
        yield f"{found['before']}**{_named(found['kind'], found['title'])}**"
    elif found := _EMBED.match(line):
        yield f"{found['set_in']}{found['url']}"
    elif found := _TAB.match(line):
        yield f"{found['set_in']}**{found['title']}**"
        yield ""
    elif _TEMPLATE.match(line) or _COMPONENT.match(line) or _IMPORT.match(line):
        told.append((number, f"{' '.join(line.split())[:60]} was left out: only the page's own tool understands it."))
        yield ""
    else:
        yield line


def _named(kind: str, title: str | None) -> str:
    return (title or "").strip().strip("*") or kind.replace("-", " ").capitalize()


def _set_in(line: str) -> int:
    spread = line.expandtabs(4)
    return len(spread) - len(spread.lstrip(" "))
