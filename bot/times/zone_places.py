"""Places that stand for a time zone: cities, countries, states and the names of their times, from CLDR and a gazetteer.

CLDR gives one city for each zone; `gazetteer.toml` adds large cities, states, and other names of countries.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import cast

from babel import Locale
from babel.core import get_global

from bot.languages import TONGUES, Language
from bot.text import fold
from bot.times.zone_rules import zone_names, zone_of

YEAR = 2024
"""Any year will do to learn what a zone's time is called in winter and in summer."""
UTC = "UTC"
NOWHERE = ("001", "ZZ")
"""The world, and no known region (CLDR)."""
CONTINENTS = (
    "Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
    "Pacific/",
)  # fmt: skip
"""How names begin that end in a city; others, such as US/Eastern, end in something else."""
COMMON = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul", "Asia/Kolkata",
    "Australia/Sydney", "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Moscow", "Africa/Lagos",
    "Africa/Johannesburg", "America/Sao_Paulo", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", UTC,
)  # fmt: skip
"""Zones offered before anything is typed, and first among equals."""


@dataclass(frozen=True, slots=True)
class Town:
    """A city, by its names as they are written; `where` are the names, folded, of what it lies in."""

    names: tuple[str, ...]
    where: frozenset[str]

    @property
    def folded(self) -> tuple[str, ...]:
        """Its names, for comparison."""
        return _folded(self.names)


@dataclass(frozen=True, slots=True)
class Place:
    """A time zone with what it may be called.

    Attributes:
        zone: IANA name.
        city: its city, and `land` its country or area, in each language.
        names: all names of its cities, folded for comparison.
        towns: the same cities, each with what it lies in.
        times: names of its time ("Central European Time"), folded.
        codes: abbreviations of its time ("CET"), which several zones may bear, folded.
        lands: names of its country, folded.
        regions: names of the states in which it holds, folded.
    """

    zone: str
    city: dict[Language, str]
    land: dict[Language, str]
    names: tuple[str, ...]
    towns: tuple[Town, ...]
    times: tuple[str, ...]
    codes: tuple[str, ...]
    lands: tuple[str, ...]
    regions: tuple[str, ...]

    @property
    def wider(self) -> tuple[str, ...]:
        """Names that other zones may bear, too."""
        return (*self.times, *self.lands, *self.regions)


@dataclass(frozen=True, slots=True)
class _Region:
    """A state or province: its names, and the zones that hold there."""

    names: Sequence[str]
    zones: Sequence[str]

    @property
    def full_names(self) -> list[str]:
        """The names that stand alone; an abbreviation (CA, DC, NSW) only says which city is meant."""
        return [name for name in self.names if not name.isascii() or not name.replace(".", "").isupper()]


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """What `gazetteer.toml` holds; a city is the code of its region, or nothing, and its names."""

    lands: Mapping[str, Sequence[str]]
    regions: Mapping[str, _Region]
    cities: Mapping[str, Sequence[Sequence[str]]]


@cache
def gazetteer() -> _Gazetteer:
    """The gazetteer."""
    read = tomllib.loads(files("bot.times").joinpath("gazetteer.toml").read_text("utf-8"))
    return _Gazetteer(read["lands"], {code: _Region(**row) for code, row in read["regions"].items()}, read["cities"])


@cache
def zones_by_name() -> dict[str, str]:
    """IANA names by themselves in small letters.

    Left out are those that are no name of a place but the abbreviation of a time, such as EST, whose rules nobody means
    who types it: it is Panama's time there.
    """
    return {name.lower(): _in_use(name) for name in zone_names() if "/" in name or not _is_code(name)}


@cache
def places() -> tuple[Place, ...]:
    """Every zone in use that lies somewhere, common ones first."""
    lands, retired = get_global("zone_territories"), get_global("zone_aliases")
    used = sorted(name for name in zone_names() if lands.get(name, NOWHERE[0]) not in NOWHERE and name not in retired)
    order = {zone: number for number, zone in enumerate(COMMON)}
    formerly: dict[str, list[str]] = {}
    for old, new in retired.items():
        formerly.setdefault(new, []).append(old)
    found = [_utc(), *(_place(zone, lands[zone], formerly.get(zone, [])) for zone in used)]
    return tuple(sorted(found, key=lambda place: order.get(place.zone, len(order))))


def _is_code(name: str) -> bool:
    """Whether a name is what clocks call the time, or none at all; UTC is the name of a zone."""
    called = zone_of(name).tzname(datetime(YEAR, 1, 1)) or ""  # noqa: DTZ001 - local
    return called != UTC and name in (called, "Factory")


def _in_use(name: str) -> str:
    """A name without a place in it ("ROK") as the name of today; others are kept as they are typed."""
    return name if "/" in name or name == UTC else str(get_global("zone_aliases").get(name, name))


def _utc() -> Place:
    names = {row.code: UTC for row in TONGUES}
    return Place(
        UTC, names, {row.code: "" for row in TONGUES}, ("utc",), (Town((UTC,), frozenset()),), (), ("gmt",), (), ()
    )


def _place(zone: str, land: str, formerly: list[str]) -> Place:
    cities: dict[Language, str] = {}
    lands: dict[Language, str] = {}
    english, *old = (_last(name) for name in (zone, *formerly) if name.startswith(CONTINENTS))
    for row in TONGUES:
        locale = Locale.parse(row.locale)
        cities[row.code] = _city(locale, (zone, *formerly)) or english
        lands[row.code] = cast("Mapping[str, str]", locale.territories).get(land, "")
    called = _folded((*lands.values(), *gazetteer().lands.get(land, ())))
    regions = {code: row for code, row in gazetteer().regions.items() if zone in row.zones}
    around = _folded(name for row in regions.values() for name in row.names)
    towns = (
        Town((*dict.fromkeys((*cities.values(), english, *old)),), frozenset((*called, *around, land.lower()))),
        *(
            Town(tuple(names), frozenset((*called, land.lower(), *_folded(regions[code].names if code else ()))))
            for code, *names in gazetteer().cities.get(zone, ())
        ),
    )
    times, codes = _names_of_time(zone)
    names = _folded((*(name for town in towns for name in town.names), zone))
    # The code of a country tells which city is meant, and means nothing alone: IN, ME and OR are words.
    return Place(zone, cities, lands, names, towns, times, codes, called, around)


def _names_of_time(zone: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a zone's time is called in full, and by what abbreviations, in every language (CLDR, IANA)."""
    kind = get_global("meta_zones").get(zone, "")
    long: list[str] = []
    short = [zone_of(zone).tzname(datetime(YEAR, month, 1)) or "" for month in (1, 7)]  # noqa: DTZ001 - local
    for row in TONGUES:
        named = cast("Mapping[str, Mapping[str, Mapping[str, str]]]", Locale.parse(row.locale).meta_zones).get(kind, {})
        long += named.get("long", {}).values()
        short += named.get("short", {}).values()
    return _folded(long), _folded(short)


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in names if name.strip("+-0123456789")))


def _city(locale: Locale, zones: tuple[str, ...]) -> str:
    """The city that CLDR gives for a zone under its present or a former name; empty where it gives none."""
    known = cast("Mapping[str, Mapping[str, str]]", locale.time_zones)
    return next((known[zone]["city"] for zone in zones if "city" in known.get(zone, {})), "")


def _last(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def _time_in() -> re.Pattern[str]:
    """What stands around a place whose time is meant: "London time", 北京时间, "hora de Madrid" (CLDR)."""
    forms = (str(Locale.parse(row.locale).zone_formats["region"]) for row in TONGUES)
    return re.compile("|".join(f"(?:{'|'.join(_affixes(form))})" for form in forms))


def _affixes(form: str) -> Iterator[str]:
    before, _, after = form.partition("%s")
    if fold(before):
        yield rf"^{re.escape(fold(before))}\s+"
    if fold(after):
        yield rf"\s*{re.escape(fold(after))}$"


def without_time(folded: str) -> str:
    """A place without the words that say that its time is meant, folded: "london" of "london time"."""
    return _time_in().sub("", folded).strip()
