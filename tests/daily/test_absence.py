"""After downtime, with clocks set wrong, and when the rules of a zone change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.daily.models import Reason, State
from bot.daily.ports import DeliveryOutcome
from bot.daily.service import SHOWN
from bot.times.zone_rules import UnknownZoneError
from tests.daily.desk import EVERY_KIND, Desk
from tests.daily.world import GRACE, NOON, noon, work

pytestmark = EVERY_KIND
TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def test_late_within_the_grace_is_posted_late(desk: Desk) -> None:
    await desk.daily.set(noon())
    [delivery] = await desk.work_at(NOON + GRACE)
    assert (delivery.state, delivery.day, delivery.due) == (State.SENT, TODAY, NOON)


async def test_after_a_long_absence_the_newest_date_is_posted_and_the_others_are_recorded_as_missed(
    desk: Desk,
) -> None:
    await desk.daily.set(noon())
    [delivery] = await desk.work_at(NOON + 40 * DAY + HOUR)
    assert (delivery.state, delivery.day) == (State.SENT, TODAY + 40 * DAY)
    days = await desk.days()
    assert days[0] == (TODAY + 40 * DAY, State.SENT)
    assert {state for _, state in days[1:]} == {State.SKIPPED}
    assert len(days) == SHOWN
    assert await desk.due() == NOON + 41 * DAY


async def test_too_late_is_recorded_and_nothing_posted(desk: Desk) -> None:
    await desk.daily.set(noon())
    assert await desk.work_at(NOON + GRACE + timedelta(seconds=1)) == []
    overview = await desk.daily.show(1)
    assert overview is not None
    assert [(each.day, each.reason) for each in overview.deliveries] == [(TODAY, Reason.LATE)]


async def test_a_clock_set_back_never_posts_twice(desk: Desk) -> None:
    await desk.daily.set(noon())
    await desk.work_at(NOON)
    for hours in (1, 24, 24 * 40):
        desk.time.set_to(NOON - hours * HOUR)
        assert await work(desk.worker) == []
        assert await desk.work_at(NOON) == []
    assert desk.discord.texts() == [(1, "2026-03-02")]


async def test_a_clock_set_far_ahead_and_back_again_is_mended_by_setting_the_schedule_anew(desk: Desk) -> None:
    await desk.daily.set(noon())
    desk.time.set_to(NOON + 400 * DAY + GRACE + HOUR)
    assert await work(desk.worker) == []
    desk.time.set_to(NOON - HOUR)
    assert (await desk.daily.set(noon())).due == NOON
    assert len(await desk.work_at(NOON)) == 1


async def test_a_zone_whose_name_is_not_known_any_more_pauses_with_that_reason(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.daily.set(noon())

    def unknown(name: str) -> None:
        raise UnknownZoneError(name)

    monkeypatch.setattr("bot.daily.calendar.zone_of", unknown)
    assert await desk.work_at(NOON) == []
    overview = await desk.daily.show(1)
    assert overview is not None
    assert overview.pause is not None
    assert overview.pause.reason is Reason.ZONE


async def test_rules_that_put_the_time_later_than_was_thought_do_not_post_early(desk: Desk) -> None:
    await desk.daily.set(noon())
    standing = await desk.store.standing(1)
    early = replace(standing, due=NOON - HOUR)  # as it was stored by the zone's earlier rules
    await desk.store.change(1, lambda _: DeliveryOutcome(early))
    assert await desk.work_at(NOON - HOUR) == []
    assert await desk.due() == NOON
    assert len(await desk.work_at(NOON)) == 1
