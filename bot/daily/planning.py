"""State transitions of a schedule: what admins decide, as pure functions from one standing to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from bot.daily.calendar import next_due
from bot.daily.models import Delivery, Pause, Reason, Schedule, Standing, State
from bot.times.zone_rules import UnknownZoneError

KEPT = 14
"""How many posts, and how many skipped dates, are kept of each server."""


def start(standing: Standing, schedule: Schedule, now: datetime) -> Standing:
    """Begin a schedule, in place of the present one and of any pause.

    Raises:
        UnknownZoneError: no time zone has that name.
    """
    due = next_due(schedule, now, spoken_for(standing))
    return replace(standing, schedule=schedule, day=due.day, due=due.at, pause=None)


def amend(standing: Standing, change: Callable[[Schedule], Schedule]) -> Standing:
    """Change what is posted, and neither when nor where; what is claimed already stays as it was chosen."""
    return standing if standing.schedule is None else replace(standing, schedule=change(standing.schedule))


def pause(standing: Standing, reason: Reason, now: datetime) -> Standing:
    """Rest from now on; without a schedule, or when it rests already, nothing changes."""
    if standing.schedule is None or standing.pause is not None:
        return standing
    return replace(standing, day=None, due=None, pause=Pause(reason, now))


def resume(standing: Standing, after: Reason | None, now: datetime) -> Standing:
    """End a pause (only one for the reason `after`, when given); nothing that was missed is made up for."""
    if standing.schedule is None or standing.pause is None or after not in (None, standing.pause.reason):
        return standing
    return start(standing, standing.schedule, now)


def remove(standing: Standing) -> Standing:
    """Remove the schedule. The deliveries stay: no date is posted twice, and nothing repeats, after a new start."""
    if standing.schedule is None:
        return standing
    return replace(standing, schedule=None, day=None, due=None, pause=None)


def skip(standing: Standing, now: datetime) -> Standing:
    """Leave out the next date that is due, and record that; nothing changes when none is due."""
    if standing.schedule is None or standing.day is None or standing.due is None:
        return standing
    skipped = Delivery(
        server=standing.server,
        day=standing.day,
        channel=standing.schedule.channel,
        entry="",
        turn=0,
        due=standing.due,
        state=State.SKIPPED,
        attempts=0,
        reason=Reason.ADMIN,
    )
    return advance(record(standing, skipped), standing.day, now)


def advance(standing: Standing, done: date, now: datetime) -> Standing:
    """Make the first date after `done`, and after `now`, the next; a zone no longer known lets the schedule rest."""
    if standing.schedule is None:
        return standing
    try:
        due = next_due(standing.schedule, now, max(done, spoken_for(standing) or done))
    except UnknownZoneError:
        return pause(standing, Reason.ZONE, now)
    return replace(standing, day=due.day, due=due.at)


def record(standing: Standing, *deliveries: Delivery) -> Standing:
    """Insert deliveries, each in place of one for the same date; of posts and of skips the latest `KEPT` stay."""
    by_day = {each.day: each for each in (*standing.deliveries, *deliveries)}
    latest = [by_day[day] for day in sorted(by_day, reverse=True)]
    # Counted apart: many dates skipped ahead, or missed by a clock set wrong, must not push out that today was posted.
    posts = [delivery for delivery in latest if delivery.state is not State.SKIPPED]
    skips = [delivery for delivery in latest if delivery.state is State.SKIPPED]
    kept = {*posts[:KEPT], *skips[:KEPT], *(delivery for delivery in posts if delivery.state is State.CLAIMED)}
    return replace(standing, deliveries=tuple(delivery for delivery in latest if delivery in kept))


def is_final(delivery: Delivery) -> bool:
    """Whether a date is settled for good: posted, being posted, or left out on purpose. Others may be tried again."""
    return delivery.state is not State.SKIPPED or delivery.reason is Reason.ADMIN


def spoken_for(standing: Standing) -> date | None:
    """The latest date that is settled for good: schedules go on after it, whatever zone they change to."""
    return max((delivery.day for delivery in standing.deliveries if is_final(delivery)), default=None)
