"""Languages of a pack: in which ones its answers stand, and which one a reader is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from babel import Locale, UnknownLocaleError

from bot.languages import TONGUES
from bot.pack.models import LocalizedText, Pack
from bot.text import without_accents


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
    """What people who write these languages call a language, in small letters and without accents (CLDR)."""
    row = next((row for row in TONGUES if row.code == code), None)
    names = {*row.asked_as} if row else {own_name(code).casefold()}
    for other in (*languages, *(row.locale for row in TONGUES)):
        try:
            known = cast("Mapping[str, str]", Locale.parse(other.replace("-", "_")).languages)
        except (ValueError, UnknownLocaleError):
            continue
        if found := known.get(code.partition("-")[0]):
            names.add(found.casefold())
    return frozenset(without_accents(name) for name in names if len(name) > 1)
