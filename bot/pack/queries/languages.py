"""Languages of a pack: in which ones its answers stand, and which one a reader is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from babel import Locale, UnknownLocaleError

from bot.languages import LANGUAGES, TONGUES
from bot.pack.models import LocalizedText, Pack
from bot.text import simplified, without_accents

_SHORTEST_STEM = 6
"""Letters of the longest name of a language that is taken as it is."""


def languages_of(pack: Pack) -> frozenset[str]:
    """Codes of the languages in which at least one answer of a pack stands."""
    return frozenset(language for question in pack.questions for language, _ in question.answer.items())


def shown_in(text: LocalizedText, reader: str) -> str:
    """The language in which a reader is shown a text: the reader's, or the pack's first that there is."""
    shown = text.text(reader)
    return next(language for language, written in text.items() if written is shown)


def names_of(pack: Pack) -> list[str]:
    """What the languages of a pack call themselves, such as "English" and "Deutsch"."""
    return [own_name(code) for code in pack.info.languages]


def own_name(code: str) -> str:
    """What a language calls itself (CLDR, unless the bot speaks it); its code where nobody has written that down."""
    row = next((row for row in TONGUES if row.code == code), None)
    if row is not None:
        return row.name
    try:
        name = Locale.parse(code, sep="-").get_display_name() or code
    except (ValueError, UnknownLocaleError):
        return code
    return name[0].upper() + name[1:]


@cache
def name_in(code: str, reader: str) -> str:
    """What a reader's language calls a language (CLDR), such as "inglés"; its own name where that is not known."""
    try:
        known = cast("Mapping[str, str]", Locale.parse(reader.replace("-", "_")).languages)
    except (ValueError, UnknownLocaleError):
        return own_name(code)
    return known.get(code.replace("-", "_")) or known.get(code.partition("-")[0]) or own_name(code)


@cache
def called(code: str, languages: tuple[str, ...]) -> frozenset[str]:
    """What people call a language, in small letters and without accents (CLDR).

    Args:
        code: of the language.
        languages: in which it is called something, besides those of the register; of a language that the bot does not
            speak only what its forms have in common ("angielsk").
    """
    row = next((row for row in TONGUES if row.code == code), None)
    names = {*row.asked_as} if row else {own_name(code).casefold()}
    for other in (*languages, *(row.locale for row in TONGUES)):
        try:
            known = cast("Mapping[str, str]", Locale.parse(other.replace("-", "_")).languages)
        except (ValueError, UnknownLocaleError):
            continue
        if found := known.get(code.partition("-")[0]):
            names.add(found.casefold())
    for row in LANGUAGES:
        if row not in TONGUES:
            names.add(_stem(name_in(code, row.code)))
    return frozenset(without_accents(name) for name in names if len(name) > 1)


def _stem(name: str) -> str:
    """What the forms of a language's name have in common, small letters: hardly more than two letters of it change."""
    plain = without_accents(name.casefold()).removeprefix("ال")
    return plain[:-2] if len(plain) > _SHORTEST_STEM else simplified(plain)
