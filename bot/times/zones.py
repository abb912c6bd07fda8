"""Search for a time zone by what people call it: a city, a state or a country, an IANA name, an offset.

What is exactly the name of one zone's place is taken (`zone_meant`); all else is a guess, which is offered and never
taken (`find_zones`). A name that several zones bear is exact only where their clocks agree.
"""

from __future__ import annotations

import re
from datetime import UTC as WORLD
from datetime import datetime, timedelta
from functools import cache, lru_cache

from rapidfuzz import fuzz

from bot.languages import Language, tongue
from bot.text import fold, has_han
from bot.times.offsets import is_utc, read_offset
from bot.times.zone_places import COMMON, UTC, Place, gazetteer, places, without_time, zones_by_name
from bot.times.zone_rules import zone_of

LIKE = 80
"""Likeness, of 100, from which a name that is spelt otherwise is still offered."""
CODE = 2
"""Latin letters up to which a name of a city is an abbreviation, and not taken."""
INSIDE = 4
"""Letters from which what was typed is looked for inside a name, too; of Chinese, one says enough."""


def find_zones(typed: str, now: datetime) -> list[str]:
    """IANA names of the zones that fit what was typed, best first; before anything is typed, common ones."""
    offset, wanted = read_offset(typed), without_time(fold(typed))
    if offset is not None:
        return [place.zone for place in places() if now.astimezone(zone_of(place.zone)).utcoffset() == offset]
    if not wanted:
        return list(COMMON)
    exact = [zone for zone in (known_zone(typed), zone_meant(typed, now)) if zone]
    return list(dict.fromkeys((*exact, *_named(typed), *(_ranked(wanted) or _by_parts(typed)))))


def known_zone(name: str) -> str | None:
    """The IANA name that this is, whatever its case; None when there is none. Names out of use are understood, too."""
    return zones_by_name().get(name.strip().replace(" ", "_").lower())


def zone_meant(typed: str, now: datetime) -> str | None:
    """The one zone that free text names exactly, in all that was typed; None where there is none, or are several.

    An abbreviation of a time or a state (PT, CST, CA) names none: the same letters are in use elsewhere. What was typed
    may hold the country or the state of a city, if they are its own: "London, UK", not "London, Ontario".
    """
    if is_utc(typed):
        return UTC
    named = _named(typed)
    agree = len({_course(zone, now.year) for zone in named}) == 1
    return known_zone(typed) or (named[0] if agree else None)


def prepare() -> None:
    """Read the names from CLDR, which takes a moment, before somebody waits for them."""
    _towns()


def say_zone(zone: str, language: Language, asked: str = "") -> str:
    """A zone in words: its city and country, of which one may do; where another of its cities was asked for, that."""
    place = next((place for place in places() if place.zone == zone), None)
    if place is None:
        return zone
    city, land = _city_asked(place, fold(asked), language), place.land[language]
    if city in land or not land:
        return city
    return tongue(language).place.format(city=city, land=land)


def _city_asked(place: Place, wanted: str, language: Language) -> str:
    """The city of a zone that was asked for, as it was called; its first one where none was."""
    own = place.city[language]
    if not wanted or fold(own).startswith(wanted):
        return own
    further = (name for town in place.towns[1:] for name in town.names)
    return next((name for name in further if fold(name).startswith(wanted) or wanted.startswith(fold(name))), own)


@lru_cache(maxsize=64)
def _named(typed: str) -> tuple[str, ...]:
    """The zones of which all that was typed is the name: of a city, maybe with its country, a country or a time."""
    wanted = fold(typed)
    if not wanted:
        return ()
    bare = without_time(wanted)
    joined = bare.replace(" ", "")
    if _is_code(joined):
        return tuple(place.zone for place in places() if bare in place.lands)
    cities = dict.fromkeys(zone for zone, name, where in _towns() if _is_town(joined, name, where))
    states = [zone for row in gazetteer().regions.values() if bare in map(fold, row.full_names) for zone in row.zones]
    wider = (place.zone for place in places() if wanted in place.times or bare in place.lands)
    return tuple(dict.fromkeys((*cities, *states, *wider)))  # Washington is a city, and a state elsewhere


def _is_code(joined: str) -> bool:
    """Whether something is two letters, which may stand for a city, a state or a time: LA, CA, PT."""
    return len(joined) <= CODE and joined.isascii()


def _is_town(wanted: str, name: str, where: frozenset[str]) -> bool:
    """Whether a city is wanted: its name, alone, or before or after what it lies in; all without blanks."""
    return (
        wanted == name
        or (wanted.startswith(name) and _are_around(wanted.removeprefix(name), where))
        or (wanted.endswith(name) and _are_around(wanted.removesuffix(name), where))
    )


def _are_around(words: str, where: frozenset[str]) -> bool:
    """Whether words name what a city lies in, or two of these, a state and its country."""
    return words in where or any(words.endswith(name) and words.removesuffix(name) in where for name in where)


@cache
def _towns() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Every name of every city without blanks: its zone, the name, and what it lies in."""
    return tuple(
        (place.zone, name.replace(" ", ""), frozenset(around.replace(" ", "") for around in town.where))
        for place in places()
        for town in place.towns
        for name in town.folded
    )


@lru_cache(maxsize=1024)
def _course(zone: str, year: int) -> tuple[timedelta | None, ...]:
    """A zone's offsets through this year and the next: where they are the same, it is the same which zone is taken."""
    rules = zone_of(zone)
    first = datetime(year, 1, 1, tzinfo=WORLD)
    return tuple((first + timedelta(days=day)).astimezone(rules).utcoffset() for day in range(0, 2 * 365, 7))


def _ranked(wanted: str) -> list[str]:
    """Guesses at what was typed, best first."""
    ranked = ((_rank(place, wanted), number, place.zone) for number, place in enumerate(places()))
    return [zone for rank, _, zone in sorted(ranked) if rank < 0]


def _by_parts(typed: str) -> list[str]:
    """Guesses at each part of what was typed, from the last on: of "London, Ontario" first what lies in Ontario."""
    parts = [fold(part) for part in re.split(r"[,，、(（)）/]", typed)]
    if len(parts) == 1:
        parts = fold(typed).split()
    found = [zone for part in reversed(parts) if part for zone in (_named(part) or _ranked(part)[:3])]
    return list(dict.fromkeys(found))


def _rank(place: Place, wanted: str) -> float:
    """How well a place fits: the lower, the better; from 0 on, not at all."""
    fits = (
        wanted in place.names,
        wanted in place.codes,
        wanted in place.times or wanted in place.regions,
        any(name.startswith(wanted) for name in place.names),
        any(name.startswith(wanted) for name in place.wider),
        any(f" {wanted}" in f" {name}" for name in (*place.names, *place.wider)),
        (has_han(wanted) or len(wanted) >= INSIDE) and any(wanted in name for name in (*place.names, *place.wider)),
        has_han(wanted) and any(name in wanted for name in place.times if has_han(name)),
    )
    if any(fits):
        return fits.index(True) - len(fits) - 1
    likeness = max((fuzz.ratio(wanted, name, score_cutoff=LIKE) for name in place.names), default=0)
    return -likeness / 100
