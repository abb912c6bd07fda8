"""Importer of Markdown FAQs: headings, "Q:" and "A:", bold questions, or folded sections (`<details>`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from yaml import YAMLError, safe_load

from bot.pack.importing.formats import html_parts, markdown_parts
from bot.pack.importing.formats.markdown_outline import (
    BodyQuestion,
    Outline,
    Section,
    asks,
    cleaned,
    without_answer_mark,
)
from bot.pack.importing.formats.note_boxes import without_boxes
from bot.pack.importing.models import Amounts, FaqEntry, Note, NoteKind, ReadFaq
from bot.pack.importing.source_files import SourceFile

_INDEX_LINE = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\[[^\]]*\]\(#[^)]*\)\s*")
_BACK = re.compile(r"^[ \t]*[*_]*\[[^\]\n]*\]\(#[^)\n]*\)[*_]*[ \t]*$\n?", re.MULTILINE)
_WITHIN = re.compile(r"\[[^\]\n]*\]\(#[^)\n]*\)")
_MUCH = 40
"""Words before the questions of a section that make them an answer to its title."""
_OTHER_LETTERS = 4
"""Letters beside each link that a list of contents may have: the names of its columns, a line that explains it."""


def read_markdown(file: SourceFile, base: str = "") -> ReadFaq:
    """Read a Markdown FAQ: sections are topics, the innermost headings (or what stands for them) questions.

    Args:
        file: the document.
        base: address of the page on which it stands, by which relative links are completed.
    """
    outline = Outline.of(file.text)
    reading = _Reading(file, outline, base)
    matter = reading.front_matter()
    title, root = _text(matter.get("title")), outline.root
    if len(root.parts) == 1 and root.parts[0].parts and not asks(root.parts[0].title):
        reading.body_left_out(root)
        only = root.parts[0]
        title = title or cleaned(only.title)
        only.title = ""
        reading.section(only, "")
    else:
        reading.section(root, "")
    links, blocks = markdown_parts.count(without_boxes(file.text).text)
    gone = sum((note.gone for note in reading.notes), Amounts())
    seen = Amounts(len(reading.entries) + gone.entries, 0, links, blocks)
    language = _text(matter.get("lang") or matter.get("language"))
    return ReadFaq("a Markdown FAQ", reading.entries, sorted(reading.notes), seen, title, language)


def as_markdown(file: SourceFile, line: int, text: str, known: Mapping[str, str], base: str) -> tuple[str, list[Note]]:
    """An answer as Markdown that stands by itself, and what was changed in it.

    Args:
        file: where it comes from.
        line: the 1-based line on which it begins there.
        text: Markdown or HTML.
        known: the link definitions of the document.
        base: as for `read_markdown`.
    """
    notes: list[Note] = []
    if html_parts.holds_html(text):
        before = markdown_parts.count(text)
        text, lost = html_parts.to_markdown(text)
        after = markdown_parts.count(text)
        notes = [Note(file.at(line), NoteKind.LEFT_OUT, told) for told in lost]
        missing = Amounts(links=max(0, before.links - after.links), blocks=max(0, before.blocks - after.blocks))
        if missing != Amounts():
            told = f"HTML was made Markdown; {missing.links} links and {missing.blocks} blocks of code went with it."
            notes.append(Note(file.at(line), NoteKind.LEFT_OUT, told, missing))
    made, changes = markdown_parts.made_whole(text, known, base)
    notes += [
        Note(file.at(line + each.line - 1), NoteKind.CHANGED, each.text, Amounts(links=each.links, blocks=-each.blocks))
        for each in changes
    ]
    return "\n".join(each.rstrip() for each in made.strip("\n").split("\n")).rstrip(), notes


class _Reading:
    """One document being read."""

    def __init__(self, file: SourceFile, outline: Outline, base: str) -> None:
        self.entries: list[FaqEntry] = []
        self.notes: list[Note] = []
        self._file = file
        self._outline = outline
        self._base = base
        self._known = markdown_parts.references(file.text)

    def front_matter(self) -> Mapping[str, Any]:
        """What stands before the text as keys and values; what is not used of it is named."""
        try:
            found: object = safe_load(self._outline.matter)
        except YAMLError:
            self._left_out(0, "The front matter is no YAML.")
            return {}
        matter = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
        for name in matter.keys() - {"title", "lang", "language"}:
            self._left_out(0, f"{name!r} of the front matter has no place in a pack.")
        return matter

    def section(self, section: Section, topic: str) -> None:
        """Take what is under a heading: it is the question, or the topic of questions below it."""
        inner = self._inside(section)
        below = [asks(part.title) for part in section.parts]
        asking = bool(section.title) and asks(section.title)
        if section.title and not inner and (not section.parts or (asking and 2 * sum(below) <= len(below))):
            self._entry(section.line, section.title, self._outline.text(section.begin, section.end), topic)
            return
        if inner:
            intro = self._outline.text(section.begin, inner[0].line)
            if section.title and (asking or _says_much(intro)) and intro.strip():  # before questions in bold
                self._entry(section.line, section.title, intro, topic)
            else:
                self._intro(section.begin, inner[0].line)
            for each in inner:
                self._entry(each.line, each.title, each.answer, cleaned(section.title) or topic)
        elif asking or (section.title and _says_much(self._outline.text(section.begin, section.own_end))):
            self._entry(section.line, section.title, self._outline.text(section.begin, section.own_end), topic)
        else:
            self.body_left_out(section)
        for part in section.parts:
            self.section(part, topic if asking else cleaned(section.title) or topic)

    def _inside(self, section: Section) -> list[BodyQuestion]:
        """The questions in a section's own text; what is folded away in the answer to its title is none."""
        inner = self._outline.asked(section.begin, section.own_end)
        answers = bool(section.title) and asks(section.title) and not any(asks(each.title) for each in inner)
        return [] if answers else inner

    def body_left_out(self, section: Section) -> None:
        """Name the text of a section that no question has for an answer."""
        self._intro(section.begin, section.own_end)

    def _intro(self, begin: int, end: int) -> None:
        text = self._outline.text(begin, end)
        if not text.strip():
            return
        first = next(line for line in range(begin, end) if self._outline.lines[line].strip())
        what = "The list of contents" if _is_index(text) else "Text that answers no question"
        if not re.sub(r"^ {0,3}\[[^\]]+\]:\s*\S+.*$", "", text, flags=re.MULTILINE).strip():
            return  # definitions of links, which stand where they are used
        words = " ".join(text.split())
        self._left_out(first, f"{what} was left out: {words[:60]}{'…' * (len(words) > 60)}", _tally(text))

    def _entry(self, line: int, heading: str, text: str, topic: str) -> None:
        title = cleaned(heading)
        linked = markdown_parts.count(heading).links
        text = without_answer_mark(text)
        if _is_index(text):
            self._left_out(line, f"The list of contents was left out: {title}", _tally(text))
            return
        if not text.strip():
            self._left_out(line, f"{title!r} has no answer.", Amounts(entries=1, links=linked))
            return
        if linked:
            self._left_out(line, f"The link in {title!r} was left out; titles have none.", Amounts(links=linked))
        for back in _BACK.findall(text):
            self._left_out(line, f"A link back was left out: {back.strip()}", Amounts(links=1))
        text = _BACK.sub("", text)
        start = self._start(line, text)
        answer, notes = as_markdown(self._file, start, text, self._known, self._base)
        self.notes += notes
        self.entries.append(FaqEntry(title, answer, self._file.at(line + 1), topic=topic))

    def _start(self, line: int, text: str) -> int:
        """The 1-based line on which an answer begins, at or after its question."""
        first = text.strip().split("\n", 1)[0].strip()
        lines = self._outline.lines
        return next((n + 1 for n in range(line, min(len(lines), line + 10)) if first and first in lines[n]), line + 1)

    def _left_out(self, line: int, text: str, gone: Amounts | None = None) -> None:
        self.notes.append(Note(self._file.at(line + 1), NoteKind.LEFT_OUT, text, gone or Amounts()))


def _says_much(text: str) -> bool:
    """Whether what stands before the questions of a section is more than a line that introduces them."""
    unspaced = sum("\u3040" < sign < "\ud7b0" for sign in text)  # Chinese, Japanese, Korean: some two to a word
    return max(len(text.split()), unspaced // 2) >= _MUCH


def _text(value: object) -> str:
    """A value of the front matter that is to be a text; anything else is none."""
    return value if isinstance(value, str) else ""


def _tally(text: str) -> Amounts:
    links, blocks = markdown_parts.count(text)
    return Amounts(links=links, blocks=blocks)


def _is_index(text: str) -> bool:
    """Whether a text is little but links to places in the same document, as a list or a table."""
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and all(_INDEX_LINE.fullmatch(line) for line in lines):
        return True
    links = len(_WITHIN.findall(text))
    others = sum(letter.isalpha() for letter in _WITHIN.sub("", text))
    return links > 2 and others <= _OTHER_LETTERS * links
