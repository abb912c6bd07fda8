"""Glossary listing: terms on a topic, under a letter, in the order of the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.languages import Language
from bot.matching.language.pinyin import with_tones
from bot.pack.models import Pack, Term
from bot.text import fold


@dataclass(frozen=True, slots=True)
class Shelf:
    """Terms in order, and what was asked for: id of a topic and a letter, each empty for all."""

    terms: tuple[Term, ...]
    topic: str = ""
    letter: str = ""


def browse(pack: Pack, language: Language, topic: str = "", letter: str = "") -> Shelf:
    """The terms on a topic whose headword begins with a letter: in English the word, in Chinese its pinyin."""
    named = sorted((_sorted_by(term, language), term.id, term) for term in pack.terms if topic in ("", term.topic))
    return Shelf(tuple(term for name, _, term in named if name.startswith(letter)), topic, letter)


def letters(pack: Pack, language: Language) -> tuple[str, ...]:
    """The letters under which there are terms, in order."""
    return tuple(sorted({_sorted_by(term, language)[:1] for term in pack.terms}))


def _sorted_by(term: Term, language: Language) -> str:
    """The headword as the reader looks for it."""
    first = term.headwords(language)[0]
    return fold(with_tones(first) if first == term.chinese else first)
