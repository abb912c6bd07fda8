"""Pagination of Markdown: cut between blocks, never inside a link, a piece of code, a list item or a fence that fits.

What is longer than a page by itself is cut where it hurts least: a list between items, a quotation and a fence between
lines (the fence is closed and opened again), a paragraph between sentences, else between words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from bot.markdown.dialect import tokens

Measure = Callable[[str], int]
"""How long a text is, in the units in which the room is given."""

_ATOM = re.compile(
    r"(?P<ticks>`+)(?!`)[\s\S]*?(?<!`)(?P=ticks)(?!`)"  # code
    r"|!?\[[^\]]*\]\([^)\s]*(?:\s+\"[^\"]*\")?\)|<[^<>\s]+>|https?://\S+"  # links, mentions
    r"|\*\*[^*]+\*\*|__[^_]+__|\|\|[^|]+\|\||~~[^~]+~~|\*[^*\s][^*\n]*\*|(?<!\w)_[^_\n]+_(?!\w)"
)
"""What is whole or nothing: half of it would show its marks."""
_SENTENCE_END = re.compile(r"(?:[.!?]['\"”’)\]]*\s+|[。！？；]['\"”’）]*\s*|\n+)")
_SPACE = re.compile(r"\s+|(?<=[\u3400-\u9fff、，])(?=[\u3400-\u9fff])")
_FENCE = re.compile(r"^(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)\n")


def utf16(text: str) -> int:
    """Length in UTF-16 units, as Discord counts at its strictest."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def chunks(text: str, room: int, measure: Measure = utf16) -> list[str]:
    """Cut a text into stretches of which each measures at most `room`; as few as that allows, in order.

    Args:
        text: Markdown.
        room: what one stretch may measure.
        measure: how long a text is; by default in UTF-16 units.

    Returns:
        Stretches that are Markdown by themselves. Put after one another, with the lines between them, they say what
        the text says.
    """
    found: list[str] = []
    for block in _kept_together(_blocks(text)):
        for piece in _cut(block, room, measure):
            joined = f"{found[-1]}{_gap(found[-1], piece)}{piece}" if found else piece
            if found and measure(joined.strip("\n")) <= room:
                found[-1] = joined
            else:
                found.append(piece)
    return [stripped for chunk in found if (stripped := chunk.strip("\n").rstrip())]


def _gap(before: str, after: str) -> str:
    return "" if before.endswith("\n") or after.startswith("\n") else "\n"


def _blocks(text: str) -> list[tuple[str, str]]:
    """The top-level blocks of a text, each with its kind and the empty lines after it."""
    lines = text.splitlines(keepends=True)
    opened = [token for token in tokens(text)[0] if token.level == 0 and token.map and token.nesting >= 0]
    starts = [token.map[0] for token in opened if token.map]
    if not starts:
        return [("paragraph_open", text)] if text.strip() else []
    bounds = [0, *starts[1:], len(lines)]
    return [(token.type, "".join(lines[a:b])) for token, (a, b) in zip(opened, pairwise(bounds), strict=True)]


def _kept_together(blocks: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The blocks, a heading together with what follows it."""
    heading = ""
    for kind, block in blocks:
        if kind == "heading_open":
            heading += block
        else:
            yield kind, heading + block
            heading = ""
    if heading:
        yield "heading_open", heading


def _cut(block: tuple[str, str], room: int, measure: Measure) -> Iterator[str]:
    """A block whole where it fits, else in parts that do."""
    kind, text = block
    if measure(text.strip("\n")) <= room:
        yield text
    elif kind == "fence" and (opening := _FENCE.match(text)):
        yield from _cut_fence(text, opening, room, measure)
    elif kind in ("bullet_list_open", "ordered_list_open") and len(items := _items(text)) > 1:
        for item in items:
            yield from _cut(("list_item", item), room, measure)
    elif "\n" in text.strip("\n"):
        yield from _lines(text, room, measure)
    else:
        yield from _words(text, room, measure)


def _items(text: str) -> list[str]:
    """The items of a list, each with what is nested in it."""
    lines = text.splitlines(keepends=True)
    starts = [token.map[0] for token in tokens(text)[0] if _is_item(token) and token.map]
    bounds = [0, *starts[1:], len(lines)]
    return ["".join(lines[a:b]) for a, b in pairwise(bounds)]


def _is_item(token: Token) -> bool:
    return token.type == "list_item_open" and token.level == 1


def _cut_fence(text: str, opening: re.Match[str], room: int, measure: Measure) -> Iterator[str]:
    """A fence too long for a page, as several: each part is closed, and the next opened in the same language."""
    close = f"{opening['indent']}{opening['marks']}\n"
    body = text[opening.end() :].rstrip()
    body = body[: -len(opening["marks"])].rstrip("\n ") if body.endswith(opening["marks"]) else body
    part = ""
    inside = room - measure(opening[0]) - measure(close)
    for line in _lines(f"{body}\n", inside, measure):
        if part and measure(part + line) > inside:
            yield f"{opening[0]}{part.rstrip()}\n{close}"
            part = ""
        part += line
    yield f"{opening[0]}{part.rstrip()}\n{close}"


def _lines(text: str, room: int, measure: Measure) -> Iterator[str]:
    """A text of several lines, line by line; a line too long by itself between its words."""
    if "```" in text or measure(text) <= room or not _ATOM.search(text):
        for line in text.splitlines(keepends=True):
            yield from [line] if measure(line) <= room else _words(line, room, measure)
    else:
        yield from _words(text, room, measure)


def _words(text: str, room: int, measure: Measure) -> Iterator[str]:
    """Running text, cut between sentences, else between words, and inside a word only where it fills a page."""
    atoms = [match.span() for match in _ATOM.finditer(text) if measure(match[0]) <= room]

    def free(cut: int) -> bool:
        return not any(start < cut < end for start, end in atoms)

    sentences = [match.end() for match in _SENTENCE_END.finditer(text) if free(match.end())]
    words = [match.end() for match in _SPACE.finditer(text) if free(match.end())]
    start = 0
    while start < len(text) and measure(text[start:]) > room:
        reach = _reach(text, start, room, measure)
        late = start + (reach - start) // 2
        cut = next((end for end in reversed(sentences) if late < end <= reach), 0)
        cut = cut or next((end for end in reversed(words) if start < end <= reach), 0) or reach
        yield text[start:cut]
        start = cut
    if text[start:].strip():
        yield text[start:]


def _reach(text: str, start: int, room: int, measure: Measure) -> int:
    """The furthest place so that what stands from `start` to it measures at most `room`; at least one character."""
    low, high = start + 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[start:middle]) <= room else (low, middle - 1)
    return low
