"""Names of places (CLDR) in every language of the bot, with the forms under which a text may speak of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

from babel import Locale
from babel.languages import get_official_languages

from bot.languages import DEFAULT, TONGUES, Language

_SHORT_FORMS = {
    "US": ("usa", "america", "american"),
    "GB": ("uk", "britain", "british"),
    "EU": ("eu", "european"),
    "150": ("european", "eu"),
    "UN": ("un",),
}
"""What CLDR lacks: abbreviations and adjectives that do not begin as the name does."""
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


def _names(locale: str, kind: Literal["territories", "languages"]) -> dict[str, str]:
    """Names by code in one language; the library declares no types for them."""
    table = cast("Mapping[str, str]", getattr(Locale.parse(locale), kind))
    return dict(table)
