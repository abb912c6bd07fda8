"""The servers of a soak: all over the world, all due at one instant; and the dates on which each must be posted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.daily.models import Schedule

DUE = time(12, 0)
"""When all are due, in UTC."""
ZONES = (
    "UTC", "Asia/Shanghai", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Africa/Lagos", "America/Phoenix",
    "America/Bogota", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Yangon", "Africa/Nairobi",
)  # fmt: skip
"""Zones whose clocks have not been changed for years, so that the servers stay due together; local dates differ."""
FIRST = 1000


def schedules(servers: int, *, threads: bool = True) -> Iterator[Schedule]:
    """One for each server; a server's channel has its number, too. Every fifth wants a thread, where any does."""
    for number in range(servers):
        zone = ZONES[number % len(ZONES)]
        at = datetime.combine(date(2021, 1, 1), DUE, UTC).astimezone(ZoneInfo(zone)).time()
        yield Schedule(FIRST + number, FIRST + number, at, zone, thread=threads and number % 5 == 0)


def expected(schedule: Schedule, start: datetime, end: datetime) -> dict[date, datetime]:
    """The local dates on which a server must be posted between two instants, and when each is due."""
    day, zone, found = start.date() - timedelta(days=2), ZoneInfo(schedule.zone), dict[date, datetime]()
    while day <= end.date() + timedelta(days=2):
        due = datetime.combine(day, schedule.at, zone).astimezone(UTC)
        if start < due <= end:
            found[day] = due
        day += timedelta(days=1)
    return found
