"""Importer of web pages: headings, lists of definitions, folded sections, accordions, and schema.org's FAQPage.

The page is written as Markdown, its questions as headings, and read as such. Navigation, forms and scripts are no text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape
from html.parser import HTMLParser

from bot.pack.importing.formats.html_parts import to_markdown
from bot.pack.importing.formats.json_faq import read_json
from bot.pack.importing.formats.markdown_faq import read_markdown
from bot.pack.importing.models import ReadFaq, SourceError, SourceLine
from bot.pack.importing.pack_head import says_nothing
from bot.pack.importing.source_files import SourceFile

_NO_TEXT = frozenset((
    "script", "style", "nav", "footer", "aside", "form", "template", "noscript", "svg", "iframe", "select",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FRAMES = frozenset((
    "html", "body", "main", "div", "section", "article", "header", "dl", "dd", "details", "hgroup",
))  # fmt: skip
"""Elements that only hold others: what is a question stands in them or beside them."""
_ASKED = re.compile(
    r"(?:^|[\s_-])(?:question|pregunta|frage|accordion[\w-]*(?:header|title|button|toggle|trigger)"
    r"|faq[\w-]*(?:title|header|q))(?:$|[\s_-])",
    re.IGNORECASE,
)
_LEVEL = 6
"""Of a question that is no heading: below every section."""


def read_html(file: SourceFile, base: str = "") -> ReadFaq:
    """Read a web page with questions and answers.

    Args:
        file: the page.
        base: its address, by which relative links are completed; by default the one that it names as its own.
    """
    page = _Page()
    page.feed(file.text)
    page.close()
    page.flush()
    base = base or page.address
    read = read_markdown(SourceFile(file.name, "\n".join(page.lines)), base)
    read = _placed(read, page.places)
    title = read.title if read.title and not says_nothing(read.title) else _first_part(page.title) or read.title
    for line, data in page.data:
        told = _told_in(SourceFile(file.name, "\n" * (line - 1) + data), base)
        if told is not None and len(told.entries) > len(read.entries):
            read = told
    return replace(read, format="a web page", title=title, language=read.language or page.language)


def _told_in(file: SourceFile, base: str) -> ReadFaq | None:
    """What the data for search engines hold; None where these are no questions."""
    try:
        return read_json(file, base) if '"FAQPage"' in file.text else None
    except SourceError:
        return None


def _placed(read: ReadFaq, places: Sequence[tuple[int, int]]) -> ReadFaq:
    """The same with the lines of the page in the place of those of the Markdown that was made of it."""
    made = [line for line, _ in places]

    def of_page(place: SourceLine) -> SourceLine:
        at = bisect_right(made, place.line) - 1
        return replace(place, line=places[at][1] if at >= 0 else 1)

    return replace(
        read,
        entries=[replace(entry, place=of_page(entry.place)) for entry in read.entries],
        notes=[replace(note, place=of_page(note.place)) for note in read.notes],
    )


def _first_part(title: str) -> str:
    """The name of a page without that of its site: "Garden FAQ | Riverside" is "Garden FAQ"."""
    parts = [part.strip() for part in re.split(r"\s[|–—·-]\s", title) if part.strip()]
    return next((part for part in parts if not says_nothing(part)), parts[0] if parts else "")


@dataclass(slots=True)
class _Title:
    """A heading or a question that is being read: the element, what closes it, and its words."""

    tag: str
    level: int
    asked: bool
    line: int
    depth: int = 0
    words: list[str] = field(default_factory=list[str])


class _Page(HTMLParser):
    """A page as lines of Markdown.

    Attributes:
        lines: the Markdown.
        places: the first line of each piece of it with the line of the page that it comes from, both from 1.
        data: what scripts hold that are data, with their lines.
        address: what the page names as its own.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.lines: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.data: list[tuple[int, str]] = []
        self.title = self.address = self.language = ""
        self._silent: list[str] = []
        self._open: _Title | None = None
        self._chunk: list[str] = []
        self._chunk_line = 1
        self._folded = 0
        self._in_question = 0
        self._reading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note_head(tag, given)
        if self._silent or tag in _NO_TEXT:
            if tag in _NO_TEXT:
                self._silent.append(tag)
                self._reading = "data" if given.get("type") == "application/ld+json" else ""
            return
        asked = self._is_asked(tag, given)
        if self._open is not None:
            self._open.asked |= asked
            self._open.depth += tag == self._open.tag
            return
        if tag in _HEADINGS or asked:
            self._open = _Title(tag, _HEADINGS.get(tag, _LEVEL), asked, self.getpos()[0])
        elif tag in ("details", "dd"):
            self._folded += 1
        elif tag not in _FRAMES and tag not in ("head", "title"):
            self._keep(self.get_starttag_text() or "")
        elif tag in _FRAMES:
            self._keep("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent[-1]:
                self._silent.pop()
            return
        if self._reading == "title" and tag == "title":
            self._reading = ""
        if self._open is not None:
            if tag == self._open.tag:
                self._open.depth -= 1
                if self._open.depth < 0:
                    self._close()
            return
        if tag in ("details", "dd"):
            self._folded = max(0, self._folded - 1)
        if tag in _FRAMES:
            self._keep("\n\n")
        elif tag not in ("head", "title", *_VOID):
            self._keep(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._silent:
            if self._reading == "data" and self._silent[-1] == "script":
                self.data.append((self.getpos()[0], data))
        elif self._reading == "title":
            self.title += data
        elif self._open is not None:
            self._open.words.append(data)
        else:
            self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};") if self._open or self._reading else f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};") if self._open or self._reading else f"&#{name};")

    def flush(self) -> None:
        """Write what was read since the last heading."""
        html = "".join(self._chunk).strip()
        self._chunk = []
        if re.search(r"[^\W_]|<(?:img|code)", re.sub(r"<[^<>]*>", "", html)) or "<img" in html:
            made, _ = to_markdown(f"<div>{html}</div>")
            self._write(made, self._chunk_line)

    def _note_head(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "html":
            code, _, region = given.get("lang", "").partition("-")
            self.language = f"{code}-{region}" if code == "zh" and region else code.lower()
        elif tag == "title" and not self._silent and not self.title:
            self._reading = "title"
        elif tag == "base" or (tag == "link" and given.get("rel") == "canonical"):
            address = given.get("href", "")
            self.address = self.address or (address if address.startswith(("http://", "https://")) else "")

    def _is_asked(self, tag: str, given: Mapping[str, str]) -> bool:
        """Whether an element is a question by its name, its role or what its class is called."""
        if tag in ("summary", "dt"):
            return True
        if tag == "button" and ("aria-expanded" in given or "aria-controls" in given or "collapse" in str(given)):
            return True
        if "Question" in given.get("itemtype", ""):
            self._in_question = 1
        elif given.get("itemprop") == "name" and self._in_question:
            self._in_question = 0
            return True
        names = given.get("class", "")
        return tag in ("div", "p", "span", "a", "strong", "li", "button", *_HEADINGS) and bool(_ASKED.search(names))

    def _close(self) -> None:
        title, self._open = self._open, None
        words = " ".join("".join(title.words).split()) if title else ""
        if title is None or not words:
            return
        self.flush()
        mark = f"{'#' * title.level} {'Q. ' if title.asked else ''}"
        folded = self._folded and not title.asked
        self._write(f"**{words}**" if folded else f"{mark}{_plain(words)}", title.line)

    def _keep(self, html: str) -> None:
        if not self._chunk:
            self._chunk_line = self.getpos()[0]
        self._chunk.append(html)

    def _write(self, text: str, line: int) -> None:
        self.places.append((len(self.lines) + 1, line))
        self.lines += [*text.split("\n"), ""]


def _plain(words: str) -> str:
    """A title whose signs are no marks of Markdown or HTML."""
    return escape(re.sub(r"([*_`\[\]\\])", r"\\\1", words), quote=False)
