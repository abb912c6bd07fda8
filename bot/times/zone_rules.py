"""Time zone rules, read from the `tzdata` package so that every machine agrees on them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


class UnknownZoneError(Exception):
    """No time zone has that name."""

    def __init__(self, zone: str) -> None:
        super().__init__(zone)
        self.zone = zone


@cache
def zone_names() -> frozenset[str]:
    """Every name of a time zone, by the `tzdata` package."""
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


@cache
def zone_of(name: str) -> ZoneInfo:
    """The rules of a zone. They come from the `tzdata` package, so that every machine agrees on them.

    Raises:
        UnknownZoneError: no time zone has that name.
    """
    if name not in zone_names():
        raise UnknownZoneError(name)
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)
