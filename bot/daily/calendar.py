"""Due dates: local dates and times turned into instants, whatever clocks do in a zone.

The rule, without exceptions: the post of a date is due at the first instant at which the zone's clocks show that date
and time *or later*. A time that the clocks skip is thus due when the gap ends, one that they show twice is due the
first time, and a date that a zone leaves out altogether has no post.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.daily.models import Schedule
from bot.times.zone_rules import zone_of

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A local date, and the instant (UTC) at which its post is due."""

    day: date
    at: datetime


def local_date(instant: datetime, zone: str) -> date:
    """What date it is in a zone."""
    return instant.astimezone(zone_of(zone)).date()


def due_on(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """The instant (UTC) at which the post of a local date is due; None when the zone leaves that date out."""
    wanted = datetime.combine(day, at)
    instant = _reached(wanted, zone)
    return None if _shown(instant, zone) > wanted and not _exists(day, zone) else instant


def next_due(schedule: Schedule, after: datetime, beyond: date | None = None) -> Due:
    """The first post of a schedule that is due later than `after`.

    Args:
        schedule: whose next post.
        after: an instant, aware.
        beyond: when given, only later dates count: that date has had its post.

    Raises:
        UnknownZoneError: no time zone has the schedule's name.
    """
    # A date's post is never due on another date, but for a gap over midnight: then on the following one.
    first = local_date(after, schedule.zone) - DAY
    start = first if beyond is None else max(first, beyond + DAY)
    return next(due for due in dues(schedule, start) if due.at > after)


def dues(schedule: Schedule, start: date) -> Iterator[Due]:
    """Every post of a schedule from a local date on, in order; without end.

    Raises:
        UnknownZoneError: no time zone has the schedule's name.
    """
    zone = zone_of(schedule.zone)
    day = start
    while True:
        if day.isoweekday() in schedule.days and (at := due_on(day, schedule.at, zone)) is not None:
            yield Due(day, at)
        day += DAY


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Whether the clocks of a zone ever show that date."""
    return _shown(_reached(datetime.combine(day, time.min), zone), zone).date() == day


def _reached(wanted: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which the clocks of a zone show `wanted` (naive) or later.

    Of a time shown twice, fold 0 is the first showing. In a gap the two folds count with the offsets before and after
    it (PEP 495), which puts them on either side of the change: it is searched between them. So it is where `zoneinfo`
    errs, as it does for the last hour that its list of changes covers (23:59 in Nuuk on 28 October 2023): only what it
    says of instants is relied upon, never what it says of local times.
    """
    late = wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _shown(late, zone) == wanted:
        return late
    early, late = sorted((late, wanted.replace(tzinfo=zone, fold=1).astimezone(UTC)))
    while late - early > SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if _shown(middle, zone) < wanted:
            early = middle
        else:
            late = middle
    return late


def _shown(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of a zone show (naive)."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)
