"""Everything a glossary term may be called: what the curator typed, and the forms derived from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.matching.language.highlight import located_words
from bot.matching.language.pinyin import initials, loose, prepare, syllables
from bot.matching.language.words import tokens
from bot.pack.models import Term
from bot.text import has_han

_SHORTEST_INITIALS = 3


class NameKind(IntEnum):
    """What sort of name it is; a lower one is the better reason to think of a term."""

    HEADWORD = 0
    VARIANT = 1
    ID = 2
    PINYIN = 3
    INITIALS = 4


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a term.

    Attributes:
        term: the term's position in the glossary.
        shown: the name as a reader may see it.
        key: its letters, digits and Chinese characters only, as `compact` gives them.
        words: base forms of its words in order; none for a derived form that is not made of words.
    """

    term: int
    kind: NameKind
    shown: str
    key: str
    words: tuple[str, ...] = ()


def compact(text: str) -> str:
    """A text as compared for sameness of names: lower case and simplified, without accents, spaces and marks."""
    return "".join(tokens(text))


def names_of(terms: Sequence[Term]) -> tuple[Name, ...]:
    """All names of all terms, those of a term together; the same key stands once for each term, as its best kind."""
    prepare(name for term in terms for name in _read_aloud(term))
    found: list[Name] = []
    for number, term in enumerate(terms):
        best: dict[tuple[str, tuple[str, ...]], Name] = {}
        for name in _names(number, term):
            if name.key:
                best.setdefault((name.key, name.words), name)
        found += best.values()
    return tuple(found)


def _names(number: int, term: Term) -> Iterator[Name]:
    for kind, shown in (
        *((NameKind.HEADWORD, headword) for headword in term.term.texts),
        *((NameKind.VARIANT, variant) for variant in term.variants),
        (NameKind.ID, term.id.replace("-", " ")),
    ):
        key = compact(shown)
        yield Name(number, kind, shown, key, words_of(shown))
        if "-" in shown:
            yield Name(number, kind, shown, key, words_of(shown.replace("-", "")))
    for shown in _read_aloud(term):
        said = syllables(shown)
        yield Name(number, NameKind.PINYIN, shown, loose("".join(said)))
        if len(said) >= _SHORTEST_INITIALS:
            yield Name(number, NameKind.INITIALS, shown, initials(shown))
    for shown in (*term.term.texts, *term.variants):
        words = [] if has_han(shown) else tokens(shown.replace("-", " "))
        if len(words) >= _SHORTEST_INITIALS:
            yield Name(number, NameKind.INITIALS, shown, "".join(word[0] for word in words))


def _read_aloud(term: Term) -> list[str]:
    """The Chinese names of a term, of which pinyin is derived; none where it has no Chinese headword."""
    return [name for name in (term.chinese, *term.variants) if name and has_han(name)] if term.chinese else []


def words_of(text: str) -> tuple[str, ...]:
    """The base forms of a text's words, in order."""
    return tuple(word.base for word in located_words(text))
