"""The words of a text with the places where they stand, so that a match can be shown in the text as it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.matching.language.inflection import base
from bot.matching.language.words import HAN, NUMBER_MARKS, UNSPACED, pairs
from bot.text import has_han, simplified, without_accents

_HAN = rf"{HAN}\uf900-\ufaff"
_MARKS = r"\u0300-\u036f\u064b-\u0652\u0640"
_LETTER = rf"(?:[^\W\d_{_HAN}{UNSPACED}]|[{_MARKS}])"
_OTHER = rf"(?:[^\W_{_HAN}{UNSPACED}]|[{_MARKS}])"
_WORD = re.compile(
    rf"(?P<skipped>https?://\S+|<(?:[@#:/]|a:|t:)[^<>\s]*>)"  # links, and what Discord shows as something else
    rf"|[{_HAN}%]"
    rf"|(?P<run>[{UNSPACED}]+)"
    rf"|\d+(?:[.,]\d+)+"
    rf"|{_LETTER}(?:[.&/]{_LETTER})+(?!{_OTHER})"  # initials: A.I., R&D, y/y
    rf"|{_OTHER}+(?:['\u2019]{_OTHER}+)*"
)


class Word(NamedTuple):
    """A word of a text: its base form, and its place as offsets into the text."""

    base: str
    start: int
    end: int


def located_words(text: str) -> list[Word]:
    """The words of a text as it stands; hyphens part words, apostrophes do not.

    Chinese characters and runs of kana and the like are cut as by `tokens`. Links and Discord's own marks are passed
    over. The base forms are lower case, without accents, singular, American and simplified, so that two texts may be
    compared by them; the places are those in the text that was given.
    """
    plain = _simplified_in_place(text)
    return [word for match in _WORD.finditer(plain) if match.lastgroup != "skipped" for word in _words(match)]


def _words(match: re.Match[str]) -> Iterator[Word]:
    """A match as a word, or as the pairs of a run (see `words.tokens`)."""
    start, text = match.start(), match.group()
    places = pairs(text) if match.lastgroup == "run" else ((0, len(text)),)
    for begin, end in places:
        if word := _base(text[begin:end]):
            yield Word(word, start + begin, start + min(end, len(text)))


def merged(spans: Iterable[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Spans in order, those joined into one that overlap or have nothing but space or a hyphen between them."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip(" \t\n-\u2010\u2011\u00a0")):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _base(word: str) -> str:
    """The base form of a word; empty for one made of nothing but accents."""
    plain = without_accents(unicodedata.normalize("NFKC", word)).casefold()
    if plain == "%":
        return "percent"
    if plain[:1].isdigit():
        return base(NUMBER_MARKS.sub("", plain))
    return base(re.sub(r"[.'\u2019]", "", plain))


def _simplified_in_place(text: str) -> str:
    """The text with simplified characters, each where its traditional one stood."""
    if not has_han(text):
        return text
    whole = simplified(text)
    return whole if len(whole) == len(text) else "".join(_simplified_character(character) for character in text)


def _simplified_character(character: str) -> str:
    other = simplified(character)
    return other if len(other) == 1 else character
