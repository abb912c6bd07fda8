"""Names of places (CLDR) in every language of the bot, with the forms under which a text may speak of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, cast

from babel import Locale
from babel.languages import get_official_languages

from bot.languages.language_row import Language
from bot.languages.register import DEFAULT, TONGUES
from bot.text import simplified

_SHORT_FORMS = {
    "US": ("usa", "america", "american"),
    "GB": ("uk", "britain", "british"),
    "EU": ("eu", "european"),
    "150": ("european", "eu"),
    "UN": ("un",),
}
"""What CLDR lacks: abbreviations and adjectives that do not begin as the name does."""
_TWO = 2
_HAN = "\u3400"
"""The first of the Chinese characters; words before it are parted by spaces."""
_BEGINNING = re.compile(r"\b\w|[\u3400-\u9fff]")
_SHORT = re.compile(r"\b(?:US|U\.S\.|UK|EU)(?!\w)")
_WORLD = ("001", "CN", "ZZ")
"""Codes that name no place of their own in a text."""


@cache
def places(languages: tuple[Language, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The forms of each place in some languages (the first row's where there are none), by each of its names.

    All in small letters; the names by which it is known are those in every language that the bot speaks.
    """
    found: dict[str, tuple[str, ...]] = {}
    names_in = [_names(row.locale, "territories") for row in TONGUES]
    told_in = [names for row, names in zip(TONGUES, names_in, strict=True) if row.code in (DEFAULT, *languages)]
    spoken_there = _names(TONGUES[0].locale, "languages")
    for code in names_in[0]:
        if code in _WORLD:
            continue
        named = [names[code].casefold() for names in names_in if code in names]
        folded = [names[code].casefold() for names in told_in if code in names]
        spoken = [spoken_there.get(each, "").casefold() for each in get_official_languages(code)]
        adjectives = [each for each in spoken if each[:2] == folded[0][:2]]
        forms = tuple(dict.fromkeys((*folded, *_SHORT_FORMS.get(code, ()), *adjectives)))
        for name in (*named, *_SHORT_FORMS.get(code, ())):
            found.setdefault(name, forms)
    return found


def named_places(text: str) -> Iterator[str]:
    """The places that a text names, as it names them, each once: whole words, the longest name where two overlap.

    Two small letters are too few to be more than a word: "us" is none, "US" is one.
    """
    lowered = simplified(text).casefold()
    same = len(lowered) == len(text)  # else nothing tells where a name stands in the text as typed
    seen: set[str] = set()
    taken = 0
    known, lengths = places(), _lengths()
    for begin in _BEGINNING.finditer(lowered):
        at = begin.start()
        if at < taken:
            continue
        for length in lengths.get(lowered[at : at + _TWO], ()):
            name = lowered[at : at + length]
            if name in known and (name[0] >= _HAN or _ends(lowered, at + length)):
                taken = at + length
                if name not in seen:
                    seen.add(name)
                    yield text[at:taken] if same else name
                break
    for short in _SHORT.findall(text):
        if (plain := short.replace(".", "")).casefold() not in seen:
            seen.add(plain.casefold())
            yield plain


def forms_of(name: str, languages: tuple[Language, ...]) -> tuple[str, ...]:
    """Under which names, small letters, texts in some languages may speak of a place; none of what is no place.

    Args:
        name: the place, as `named_places` gives it.
        languages: those of the texts.
    """
    return places(languages).get("usa" if name == "US" else name.casefold(), ())


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isalnum() and text[at] < _HAN)


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """How long the names are, longest first, by their first two letters."""
    found: dict[str, set[int]] = {}
    for name in places():
        if len(name) > _TWO or (name and name[0] >= _HAN):
            found.setdefault(name[:_TWO], set()).add(len(name))
    return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()}


def _names(locale: str, kind: Literal["territories", "languages"]) -> dict[str, str]:
    """Names by code in one language; the library declares no types for them."""
    table = cast("Mapping[str, str]", getattr(Locale.parse(locale), kind))
    return dict(table)
