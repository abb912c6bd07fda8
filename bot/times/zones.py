"""Search for a time zone by what people call it: a city or a country in English or Chinese, an IANA name, an offset.

Names come from CLDR, which gives one city for each zone. A few large cities that are not that city stand in `ALSO`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import cast

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_name
from rapidfuzz import fuzz

from bot.languages import TONGUES, Language, tongue
from bot.text import fold
from bot.times.zone_rules import zone_names, zone_of

LIKE = 80
"""Likeness, of 100, from which a name that is spelt otherwise is still offered."""
YEAR = 2024
"""Any year will do to learn what a zone's time is called in winter and in summer."""
UTC = "UTC"
NOWHERE = ("001", "ZZ")
"""The world, and no known region (CLDR)."""
COMMON = (
    "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo", "Asia/Seoul", "Asia/Kolkata",
    "Australia/Sydney", "Europe/London", "Europe/Paris", "Europe/Berlin", "Europe/Moscow", "Africa/Lagos",
    "Africa/Johannesburg", "America/Sao_Paulo", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", UTC,
)  # fmt: skip
"""Zones offered before anything is typed, and first among equals."""
ALSO = {
    "Asia/Shanghai": ("Beijing", "北京", "Guangzhou", "广州", "Shenzhen", "深圳", "Chengdu", "成都"),
    "Asia/Kolkata": ("Mumbai", "孟买", "Delhi", "德里"),
    "Asia/Ho_Chi_Minh": ("Hanoi", "河内"),
    "America/New_York": ("Washington", "华盛顿", "Boston", "波士顿"),
    "America/Los_Angeles": ("San Francisco", "旧金山", "Seattle", "西雅图"),
    "America/Sao_Paulo": ("Rio de Janeiro", "里约热内卢"),
    "America/Toronto": ("Montreal", "蒙特利尔"),
}
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A time zone with what it may be called.

    Attributes:
        zone: IANA name.
        city: its city, and `land` its country or area, in each language.
        names: all names of cities, folded for comparison.
        times: names of its time ("Central European Time", "CET"), folded.
        lands: names of its country, folded.
    """

    zone: str
    city: dict[Language, str]
    land: dict[Language, str]
    names: tuple[str, ...]
    times: tuple[str, ...]
    lands: tuple[str, ...]

    @property
    def wider(self) -> tuple[str, ...]:
        """Names that other zones may bear, too."""
        return (*self.times, *self.lands)


def find_zones(typed: str, now: datetime) -> list[str]:
    """IANA names of the zones that fit what was typed, best first; before anything is typed, common ones."""
    wanted = fold(typed)
    if not wanted and not _OFFSET.fullmatch(typed.strip()):
        return list(COMMON)
    if offset := _offset(typed):
        return [place.zone for place in _places() if now.astimezone(zone_of(place.zone)).utcoffset() == offset]
    ranked = ((_rank(place, wanted), number, place.zone) for number, place in enumerate(_places()))
    found = [zone for rank, _, zone in sorted(ranked) if rank < 0]
    exact = known_zone(typed)
    return [exact, *(zone for zone in found if zone != exact)] if exact else found


def known_zone(name: str) -> str | None:
    """The IANA name that this is, whatever its case; None when there is none. Names out of use are understood, too."""
    return _by_name().get(name.strip().replace(" ", "_").lower())


def zone_meant(typed: str, now: datetime) -> str | None:
    """The one zone that free text means: an IANA name, a city, the name of a time, or all that fits; else None."""
    wanted, town = fold(typed), fold(typed.partition(",")[0])
    city = next((place.zone for place in _places() if wanted in place.names or town in place.names), None)
    time = next((place.zone for place in _places() if wanted in place.times), None)
    return known_zone(typed) or city or time or _only(typed, now)


def prepare() -> None:
    """Read the names from CLDR, which takes a moment, before somebody waits for them."""
    _places()


def say_zone(zone: str, language: Language, asked: str = "") -> str:
    """A zone in words: its city and country, of which one may do; where another of its cities was asked for, that."""
    place = next((place for place in _places() if place.zone == zone), None)
    if place is None:
        return zone
    wanted = fold(asked)
    city = next((name for name in ALSO.get(zone, ()) if wanted and fold(name).startswith(wanted)), place.city[language])
    land = place.land[language]
    if city in land or not land:
        return city
    return tongue(language).place.format(city=city, land=land)


def say_offset(zone: str, now: datetime) -> str:
    """How far a zone is from UTC at an instant: "UTC+5:30"."""
    offset = now.astimezone(zone_of(zone)).utcoffset() or timedelta()
    minutes = round(abs(offset).total_seconds() / 60)
    sign, rest = "-" if offset < timedelta() else "+", f":{minutes % 60:02}" if minutes % 60 else ""
    return f"UTC{sign}{minutes // 60}{rest}"


def _only(typed: str, now: datetime) -> str | None:
    found = find_zones(typed, now) if fold(typed) else []
    return found[0] if len(found) == 1 else None


def _rank(place: Place, wanted: str) -> float:
    """How well a place fits: the lower, the better; from 0 on, not at all."""
    fits = (
        wanted in place.names,
        wanted in place.times,
        any(name.startswith(wanted) for name in place.names),
        any(name.startswith(wanted) for name in place.wider),
        any(f" {wanted}" in f" {name}" for name in (*place.names, *place.wider)),
        any(wanted in name for name in (*place.names, *place.wider)),
    )
    if any(fits):
        return fits.index(True) - len(fits) - 1
    likeness = max((fuzz.ratio(wanted, name, score_cutoff=LIKE) for name in place.names), default=0)
    return -likeness / 100


def _offset(typed: str) -> timedelta | None:
    found = _OFFSET.fullmatch(typed.strip())
    if found is None:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -offset if found[1] == "-" else offset


@cache
def _by_name() -> dict[str, str]:
    return {name.lower(): name for name in zone_names() if "/" in name or name == UTC}


@cache
def _places() -> tuple[Place, ...]:
    """Every zone in use that lies somewhere, common ones first."""
    lands, retired = get_global("zone_territories"), get_global("zone_aliases")
    used = sorted(
        name for name in _by_name().values() if lands.get(name, NOWHERE[0]) not in NOWHERE and name not in retired
    )
    order = {zone: number for number, zone in enumerate(COMMON)}
    formerly: dict[str, list[str]] = {}
    for old, new in retired.items():
        formerly.setdefault(new, []).append(old)
    utc = Place(UTC, {row.code: UTC for row in TONGUES}, {row.code: "" for row in TONGUES}, ("utc", "gmt"), (), ())
    places = [utc, *(_place(zone, lands[zone], formerly.get(zone, [])) for zone in used)]
    return tuple(sorted(places, key=lambda place: order.get(place.zone, len(order))))


def _place(zone: str, land: str, formerly: list[str]) -> Place:
    cities: dict[Language, str] = {}
    lands: dict[Language, str] = {}
    times: list[str] = []
    english, *old = (_last(name) for name in (zone, *formerly) if "/" in name)
    for row in TONGUES:
        locale = Locale.parse(row.locale)
        cities[row.code] = _city(locale, (zone, *formerly)) or english
        lands[row.code] = cast("Mapping[str, str]", locale.territories).get(land, "")
        times.append(get_timezone_name(zone_of(zone), locale=locale))
        times += {zone_of(zone).tzname(datetime(YEAR, month, 1)) or "" for month in (1, 7)}  # noqa: DTZ001 - local
    names = (*cities.values(), english, *old, *ALSO.get(zone, ()), zone)
    return Place(zone, cities, lands, _folded(names), _folded(times), _folded(lands.values()))


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in names if name.strip("+-0123456789")))


def _city(locale: Locale, zones: tuple[str, ...]) -> str:
    """The city that CLDR gives for a zone under its present or a former name; empty where it gives none."""
    known = cast("Mapping[str, Mapping[str, str]]", locale.time_zones)
    return next((known[zone]["city"] for zone in zones if "city" in known.get(zone, {})), "")


def _last(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
