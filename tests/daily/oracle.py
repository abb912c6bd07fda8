"""When posts are due, found by another route than `bot.daily.calendar`: instants are turned into local times only.

The offsets of a zone are sampled along the years into stretches of constant offset, as integers; the first moment at
which a clock shows some time or later is then the minimum over the stretches. Local times are never turned into
instants, so that neither gaps, nor overlaps, nor `fold` come into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STEP = 3 * 3600
"""Seconds between samples; no zone changes its offset twice within."""


@dataclass(frozen=True)
class Stretch:
    """From `start` until before `end` (seconds since 1970) clocks show UTC plus `offset` (seconds)."""

    start: int
    end: int
    offset: int


def stretches(zone: ZoneInfo, first: date, last: date) -> list[Stretch]:
    """The stretches of a zone that cover two dates and a few days about them."""
    start, end = _seconds(first) - 3 * 86400, _seconds(last) + 3 * 86400
    samples = [(at, _offset(at, zone)) for at in range(start, end + STEP, STEP)]
    changes = [_change(before, after, old, zone) for (before, old), (after, new) in pairwise(samples) if old != new]
    edges = [start, *changes, samples[-1][0]]
    return [Stretch(begin, finish, _offset(begin, zone)) for begin, finish in pairwise(edges)]


def expected(zone: ZoneInfo, at: time, first: date, last: date) -> Iterator[tuple[date, datetime]]:
    """Every date of some that the clocks show, and the first instant at which they show `at` of it or later."""
    known = stretches(zone, first, last)
    day = first
    while day <= last:
        midnight = _seconds(day)
        if any(each.start + each.offset < midnight + 86400 and each.end + each.offset > midnight for each in known):
            wanted = midnight + at.hour * 3600 + at.minute * 60
            # Two days more than 24 hours apart cannot be confused: earlier stretches showed no time so late.
            reached = (max(each.start, wanted - each.offset) for each in known if each.end + each.offset > wanted)
            yield day, EPOCH + timedelta(seconds=min(reached))
        day += timedelta(days=1)


def _change(before: int, after: int, old: int, zone: ZoneInfo) -> int:
    """The second at which the offset is no longer `old`, between two samples."""
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == old:
            before = middle
        else:
            after = middle
    return after


def _offset(seconds: int, zone: ZoneInfo) -> int:
    shown = (EPOCH + timedelta(seconds=seconds)).astimezone(zone).replace(tzinfo=UTC)
    return int((shown - EPOCH).total_seconds()) - seconds


def _seconds(day: date) -> int:
    return (day - EPOCH.date()).days * 86400
