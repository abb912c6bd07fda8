"""Intermediate model of an imported FAQ: what every importer gives, whatever the format was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.errors import FootnoteError


class SourceError(FootnoteError):
    """A source that cannot be imported: says why, where, and what to do about it."""


@dataclass(frozen=True, slots=True, order=True)
class SourceLine:
    """A line of a source file.

    Attributes:
        file: its path, relative to the source that was named.
        line: 1-based; in a table the line on which the row begins.
    """

    file: str
    line: int

    def __str__(self) -> str:
        """The place as editors understand it."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Amounts:
    """How much there is of what: of a source, or of what was made from it."""

    entries: int = 0
    phrasings: int = 0
    links: int = 0
    blocks: int = 0

    def __add__(self, other: Amounts) -> Amounts:
        """Both together."""
        return Amounts(
            self.entries + other.entries,
            self.phrasings + other.phrasings,
            self.links + other.links,
            self.blocks + other.blocks,
        )


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """One question with its answer.

    Attributes:
        question: as a title, in one line.
        answer: Markdown.
        place: where it begins.
        key: what the source knows it by, or the question where it has no id: a second import finds it by that.
        phrasings: other ways to ask it, in the order found, the question itself not among them.
        topic: title of the section; empty where there is none.
        source: link or name of where the answer comes from; empty where the source names none.
        see_also: what the source knows related entries by: their keys, as it gives them.
    """

    question: str
    answer: str
    place: SourceLine
    key: str = ""
    phrasings: tuple[str, ...] = ()
    topic: str = ""
    source: str = ""
    see_also: tuple[str, ...] = ()


class NoteKind(StrEnum):
    """What became of a piece of the source."""

    CHANGED = "changed"
    """It stands in the pack in another form."""
    LEFT_OUT = "left out"
    """It does not stand in the pack."""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A piece of the source that is not in the pack as it was.

    Attributes:
        gone: how much went with a piece that was left out.
    """

    place: SourceLine
    kind: NoteKind
    text: str
    gone: Amounts = Amounts()


@dataclass(frozen=True, slots=True)
class ReadFaq:
    """Everything that was read from a source.

    Attributes:
        format: what the source was taken for, in words.
        entries: in the order found; no two with the same key.
        notes: what was changed and left out, in the order of places.
        seen: what was counted in the source, before anything was made of it.
        title: of the whole, where the source has one.
        language: code of its language, where the source says so.
    """

    format: str
    entries: Sequence[FaqEntry]
    notes: Sequence[Note] = ()
    seen: Amounts = field(default_factory=Amounts)
    title: str = ""
    language: str = ""
