"""Markdown pieces: counting links and code, making every link whole, and what Discord cannot show made showable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from yarl import URL

from bot.pack.importing.formats.note_boxes import without_boxes

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_CODE = re.compile(
    r"(?P<fence>^ {0,3}(?P<mark>`{3,}|~{3,}).*?(?:^ {0,3}(?P=mark)[`~]*[ \t]*$|\Z))"
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)")
_REFERENCE = re.compile(r"(?<![\]\\])(!?)\[([^\[\]\n]+)\](?:\[([^\[\]\n]*)\])?(?![\[(:])")
_LINK = re.compile(
    r"(?<!\\)(\[(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]\n]*\])*\]\(\s*<?)([^)\s>]+)(>?(?:\s+[\"'][^\"'\n]*[\"'])?\s*\))"
)
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*\S+.*$\n?", re.MULTILINE)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DEEP_HEADING = re.compile(
    r"^(?P<before>[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)#{4,6}[ \t]+(?P<title>\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE
)
_RULE = re.compile(r"(?:^|(?<=\n\n))[ ]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$\n?", re.MULTILINE)
_BOX = re.compile(r"^(?P<item>[ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[(?P<tick>[ xX])\](?=\s)", re.MULTILINE)
_PICTURED_LINK = re.compile(r"\[\s*!\[([^\]\n]*)\]\([^)\n]*\)\s*\](?=\()")
_FILE_NAME = re.compile(r"[!-~]*")
_ATTRIBUTES = re.compile(r"^[ \t]*\{[:.#][^{}\n]*\}[ \t]*$\n?|\{:[^{}\n]*\}|(?<=\))\{[.#\w][^{}\n]*\}", re.MULTILINE)
"""What kramdown and its like write after a block or a link: `{: #id}`, `{.class}`, `{target="_blank"}`."""
_HARD_BREAK = re.compile(r"(\S*?)\\{1,2}[ \t]*$", re.MULTILINE)
_LINE_OF_SIGNS = re.compile(
    r"^[ \t]*[\u2500-\u259f\u2015\u2e3a\u2e3b\u23af\ufe4d-\ufe4f•·]{4,}[ \t]*$\n?", re.MULTILINE
)
"""A rule drawn with signs, as people write it in Discord."""
_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")
_FILLED_IN = re.compile(r"\{\{[^{}\n]+\}\}")
_NO_WORDS = re.compile(r"(?:image|img|picture)?", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>()\[\]\"'`]+")


class Adjustment(NamedTuple):
    """Something that was changed: on which line of the text, from 1, and what.

    Attributes:
        blocks: how many blocks of code it added.
        links: how many links went with it.
    """

    line: int
    text: str
    blocks: int = 0
    links: int = 0


class Pieces(NamedTuple):
    """Links and blocks of code of a text."""

    links: int
    blocks: int


def count(text: str) -> Pieces:
    """How many links (Markdown, bare, and images, which become links) and blocks of code a text has."""
    tokens = _PARSER.parse(text)
    links = 0
    for token in _all(tokens):
        if token.type in ("link_open", "image"):
            links += 1
        elif token.type == "text" and not token.meta.get("linked"):
            links += len(_BARE.findall(token.content))
        elif token.type in ("html_block", "html_inline"):
            links += len(re.findall(r"<(?:a\s[^>]*href|img\s[^>]*src)", token.content, re.IGNORECASE))
    return Pieces(links, sum(token.type in ("fence", "code_block") for token in tokens) + text.lower().count("<pre"))


def _all(tokens: list[Token]) -> Iterator[Token]:
    """Every token, those inside a paragraph with the rest; words of a link are no second link."""
    for token in tokens:
        yield token
        inside = 0
        for child in token.children or ():
            inside += (child.type == "link_open") - (child.type == "link_close")
            if inside and child.type == "text":
                child.meta["linked"] = True
            yield child


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Adjustment what is not code; code stays to the letter."""
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        parts += [change(text[at : code.start()]), code.group()]
        at = code.end()
    return "".join([*parts, change(text[at:])])


def blocks(text: str) -> list[str]:
    """The top-level blocks of a text: paragraphs, lists, fences, each whole."""
    lines = text.split("\n")
    begins = [token.map[0] for token in _PARSER.parse(text) if token.map and token.level == 0 and token.nesting >= 0]
    starts = sorted({0, *begins})
    ends = [*starts[1:], len(lines)]
    return ["\n".join(lines[begin:end]).strip("\n") for begin, end in zip(starts, ends, strict=True)]


def references(text: str) -> Mapping[str, str]:
    """Targets of the link definitions of a document, `[label]: address`, by their labels."""
    env: dict[str, Any] = {}
    _PARSER.parse(text, env)
    return {label.casefold(): found["href"] for label, found in env.get("references", {}).items()}


def made_whole(text: str, known: Mapping[str, str], base: str = "") -> tuple[str, list[Adjustment]]:
    """Make what depends on the rest of a document, or what Discord cannot show, stand by itself.

    Links by reference get their address, images become links, tables become blocks of code, note boxes quotations,
    deep headings words in bold, and relative links are completed by `base`, or only their words are kept.

    Args:
        text: a part of a document.
        known: `references` of the whole.
        base: address of the page on which the document stands; empty when that is not known.
    """
    text, told = without_boxes(text)
    changes = [Adjustment(line, each) for line, each in told]
    text = _tables(text, changes)
    line_of = _Lines(text)

    def inline(found: re.Match[str]) -> str:
        mark, words, label = found.groups()
        target = known.get(" ".join((label or words).split()).casefold())
        return found.group() if target is None else f"{mark}[{words}]({target})"

    def defined(found: re.Match[str]) -> str:
        return "" if " ".join(found.group(1).split()).casefold() in known else found.group()

    def linked(found: re.Match[str]) -> str:
        words, target = found.groups()
        if not base and not _ABSOLUTE.match(target):
            told = f"The image {target} was left out: give the page's address with --base, then it is linked."
            changes.append(Adjustment(line_of(found.group()), told, links=1))
            return "" if _FILE_NAME.fullmatch(words) else words
        changes.append(
            Adjustment(line_of(found.group()), f"The image {target} is linked: Discord shows none in a text.")
        )
        return f"[{words or 'image'}]({target})"

    def completed(found: re.Match[str]) -> str:
        before, target, after = found.groups()
        if _ABSOLUTE.match(target):
            return found.group()
        if not base:
            told = f"Of the link to {target} only the words were kept: give the page's address with --base."
            changes.append(Adjustment(line_of(target), told, links=1))
            words = before[1 : before.rindex("](")]
            return "" if _NO_WORDS.fullmatch(words) else words
        return f"{before}{URL(base).join(URL(target))}{after}"

    def emboldened(found: re.Match[str]) -> str:
        title = found["title"].replace("**", "")
        return f"{found['before']}**{title}**"

    def kept(found: re.Match[str]) -> str:
        told = f"{found.group()} stands as it is: what the page's own tool puts there is not known."
        changes.append(Adjustment(line_of(found.group()), told))
        return found.group()

    text = outside_code(text, lambda part: _plain(_FILLED_IN.sub(kept, part)))
    text = outside_code(text, lambda part: _DEFINITION.sub(defined, part))
    text = outside_code(text, lambda part: _REFERENCE.sub(inline, part))
    text = outside_code(text, lambda part: _IMAGE.sub(linked, part))
    text = outside_code(text, lambda part: _LINK.sub(completed, part))
    text = outside_code(text, lambda part: _GAP.sub("\n\n", _LINE_OF_SIGNS.sub("", _RULE.sub("", part))))
    text = outside_code(
        text, lambda part: _BOX.sub(lambda box: f"{box['item']}{'☐' if box['tick'] == ' ' else '☑'}", part)
    )
    return _DEEP_HEADING.sub(emboldened, text) if "####" in text else text, changes


def _plain(text: str) -> str:
    """Markdown without what only its own tool understands: entities of HTML, attributes, marks of forced breaks."""
    text = _ATTRIBUTES.sub("", text) if "{" in text else text
    text = _PICTURED_LINK.sub(lambda found: f"[{found[1] or 'image'}]", text)
    text = _HARD_BREAK.sub(lambda found: found[0] if "\\" in found[1] else found[1], text) if "\\" in text else text
    return unescape(text).replace("\xa0", " ") if "&" in text else text


class _Lines:
    """Line numbers of pieces of a text, found in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, piece: str) -> int:
        at = self._text.find(piece)
        return self._text.count("\n", 0, at) + 1 if at >= 0 else 1


def _tables(text: str, changes: list[Adjustment]) -> str:
    """Put tables between fences: Discord then shows their columns as they were typed."""
    if "|" not in text:
        return text
    lines = text.split("\n")
    for token in reversed(_PARSER.parse(text)):
        if token.type == "table_open" and token.map and token.level == 0:
            begin, end = token.map
            changes.append(Adjustment(begin + 1, "The table stands in a block of code: Discord shows no tables.", 1))
            lines[begin:end] = ["```", *lines[begin:end], "```"]
    return "\n".join(lines)
