"""When a post is due, in every zone: skipped and repeated hours, dates left out, weekdays, leap days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise, takewhile

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.daily.calendar import DAY, dues, local_date, next_due
from bot.daily.models import Schedule
from bot.times.weekdays import EVERY_DAY
from bot.times.zone_rules import UnknownZoneError, zone_names, zone_of
from tests.daily import oracle

NEW_YORK = "America/New_York"
TRICKY = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "America/Havana", "America/Nuuk", "America/Scoresbysund",
    "America/Asuncion", "America/Sao_Paulo", "America/St_Johns", "Antarctica/Troll", "Asia/Amman", "Asia/Beirut",
    "Asia/Gaza", "Asia/Kathmandu", "Asia/Tehran", "Australia/Lord_Howe", "Europe/Dublin", "Pacific/Apia",
    "Pacific/Chatham", "Pacific/Easter", "Pacific/Kiritimati", "Pacific/Kwajalein", "Pacific/Norfolk",
)  # fmt: skip


def at(text: str, zone: str, days: frozenset[int] = EVERY_DAY) -> Schedule:
    return Schedule(1, 2, time.fromisoformat(text), zone, days)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def following(schedule: Schedule, after: str, count: int) -> list[str]:
    """The next dates, with what the clocks of the zone show when each is due."""
    found: list[str] = []
    now, beyond = utc(after), None
    for _ in range(count):
        due = next_due(schedule, now, beyond)
        found.append(f"{due.day} at {due.at.astimezone(zone_of(schedule.zone)):%m-%d %H:%M:%S %z}")
        now, beyond = due.at, due.day
    return found


def test_a_time_that_the_clocks_skip_is_due_when_the_gap_ends() -> None:
    assert following(at("02:30", NEW_YORK), "2026-03-07 12:00", 2) == [
        "2026-03-08 at 03-08 03:00:00 -0400",
        "2026-03-09 at 03-09 02:30:00 -0400",
    ]


def test_a_time_that_the_clocks_show_twice_is_due_the_first_time() -> None:
    assert following(at("01:30", NEW_YORK), "2026-10-31 12:00", 2) == [
        "2026-11-01 at 11-01 01:30:00 -0400",
        "2026-11-02 at 11-02 01:30:00 -0500",
    ]


def test_nothing_is_due_in_the_repetition_of_an_hour() -> None:
    between = utc("2026-11-01 05:30")  # 01:30 has been, and comes again at 06:30
    assert next_due(at("01:30", NEW_YORK), between).day == date(2026, 11, 2)


@pytest.mark.parametrize("time_of_day", ["00:00", "12:00", "23:59"])
def test_a_date_that_a_zone_leaves_out_has_no_post(time_of_day: str) -> None:
    days = [line[:10] for line in following(at(time_of_day, "Pacific/Apia"), "2011-12-28 11:00", 3)]
    assert "2011-12-30" not in days
    assert "2011-12-31" in days


def test_a_gap_over_midnight_delays_the_post_of_the_date_before_it() -> None:
    assert following(at("23:30", "America/Scoresbysund"), "2027-03-27 12:00", 2) == [
        "2027-03-27 at 03-28 00:00:00 -0100",
        "2027-03-28 at 03-28 23:30:00 -0100",
    ]


def test_where_the_standard_library_errs_the_clocks_of_the_zone_count() -> None:
    """`zoneinfo` puts 23:59 of that date an hour too early, by the summer time that Nuuk did not have that year."""
    found = following(at("23:59", "America/Nuuk"), "2023-10-28 12:00", 1)
    assert found == ["2023-10-28 at 10-28 23:59:00 -0200"]


def test_the_leap_day_has_a_post() -> None:
    assert following(at("08:00", "Asia/Shanghai"), "2028-02-28 03:00", 2)[0] == "2028-02-29 at 02-29 08:00:00 +0800"


def test_only_the_weekdays_chosen_are_due() -> None:
    found = following(at("09:00", "Europe/Berlin", frozenset({1, 5})), "2026-03-03 00:00", 4)
    assert [line[:10] for line in found] == ["2026-03-06", "2026-03-09", "2026-03-13", "2026-03-16"]


def test_a_date_that_had_its_post_is_not_due_again() -> None:
    due = next_due(at("20:00", "UTC"), utc("2026-03-02 07:00"), beyond=date(2026, 3, 2))
    assert due.day == date(2026, 3, 3)


def test_a_schedule_needs_a_day_of_the_week() -> None:
    with pytest.raises(ValueError, match="expected one or more"):
        at("09:00", "UTC", frozenset())


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../zones", "Europe", "europe/berlin"])
def test_a_name_that_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZoneError) as caught:
        zone_of(name)
    assert caught.value.zone == name


def test_every_zone_has_rules() -> None:
    assert len(zone_names()) > 500
    assert all(zone_of(name).utcoffset(datetime(2026, 1, 1)) is not None for name in zone_names())  # noqa: DTZ001


def test_it_can_be_tomorrow_somewhere() -> None:
    assert local_date(utc("2026-03-02 11:00"), "Pacific/Auckland") == date(2026, 3, 3)


@cache
def changes(name: str) -> list[date]:
    """Dates about which a zone changes its clocks."""
    noons = [datetime(1985, 1, 1, 12, tzinfo=UTC) + DAY * number for number in range(55 * 365)]
    shown = [(noon.date(), noon.astimezone(zone_of(name)).utcoffset()) for noon in noons]
    return [day for (_, before), (day, after) in pairwise(shown) if before != after]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(TRICKY), st.times(), st.sets(st.integers(1, 7), min_size=1), st.data())
def test_posts_are_due_when_a_walk_through_the_zone_says_so(
    name: str, time_of_day: time, days: set[int], data: st.DataObject
) -> None:
    zone = zone_of(name)
    first = data.draw(st.sampled_from(changes(name))) - 4 * DAY
    schedule = Schedule(1, 2, time_of_day.replace(second=0, microsecond=0), name, frozenset(days))
    wanted = [
        (day, due)
        for day, due in oracle.expected(zone, schedule.at, first, first + 9 * DAY)
        if day.isoweekday() in days
    ]
    assume(wanted)
    found = takewhile(lambda due: due.day <= first + 9 * DAY, dues(schedule, first))
    assert [(due.day, due.at) for due in found] == wanted


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TRICKY), st.times(), st.integers(0, 8 * 1440), st.data())
def test_the_next_post_after_any_moment_is_the_first_later_one(
    name: str, time_of_day: time, minutes: int, data: st.DataObject
) -> None:
    zone = zone_of(name)
    first = data.draw(st.sampled_from(changes(name))) - 4 * DAY
    moment = datetime.combine(first, time(), UTC) + timedelta(minutes=minutes)
    schedule = Schedule(1, 2, time_of_day.replace(second=0, microsecond=0), name)
    wanted = next(
        (day, due) for day, due in oracle.expected(zone, schedule.at, first - DAY, first + 12 * DAY) if due > moment
    )
    due = next_due(schedule, moment)
    assert (due.day, due.at) == wanted


def in_twenty_years_no_date_is_missed_or_doubled(name: str, time_of_day: str) -> None:
    first, last = date(2011, 1, 1), date(2030, 12, 31)
    schedule = at(time_of_day, name)
    found = takewhile(lambda due: due.day <= last, dues(schedule, first))
    assert [(due.day, due.at) for due in found] == [*oracle.expected(zone_of(name), schedule.at, first, last)], name


@pytest.mark.parametrize("name", TRICKY[::6])
def test_in_twenty_years_no_date_is_missed_or_doubled(name: str) -> None:
    in_twenty_years_no_date_is_missed_or_doubled(name, "02:30")


@pytest.mark.soak
@pytest.mark.parametrize("time_of_day", ["00:00", "02:30", "23:59"])
@pytest.mark.parametrize("share", range(20))
def test_in_twenty_years_no_date_is_missed_or_doubled_in_any_zone(share: int, time_of_day: str) -> None:
    """A twentieth of the zones at a time: a test for each would be a third of all that is collected in every run."""
    for name in sorted(zone_names())[share::20]:
        in_twenty_years_no_date_is_missed_or_doubled(name, time_of_day)
