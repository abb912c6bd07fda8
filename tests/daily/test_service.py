"""What admins do to the post of the day, on every kind of store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.daily.errors import NoScheduleError, PausedError
from bot.daily.models import Reason, Schedule, State
from bot.daily.ports import DailyStore
from bot.daily.service import SHOWN
from bot.times.zone_rules import UnknownZoneError
from tests.daily.desk import EVERY_KIND, Desk
from tests.daily.world import NOON, Fate, noon
from tests.support.packs import village_pack

pytestmark = EVERY_KIND
TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FULL = Schedule(
    1, 2**62, time(8, 30), "Asia/Shanghai", frozenset({1, 3}), frozenset({"lending", "visiting"}), True, 2**61
)


async def test_a_schedule_is_kept_as_it_was_set(desk: Desk) -> None:
    set_to = await desk.daily.set(FULL)
    shown = await desk.daily.show(1)
    assert shown == set_to
    assert set_to.schedule == FULL
    assert set_to.due == datetime(2026, 3, 4, 0, 30, tzinfo=UTC)  # Wednesday: today's time has passed in Shanghai
    assert set_to.pause is None
    assert set_to.deliveries == ()


async def test_without_a_schedule_there_is_nothing_to_show_or_to_do(desk: Desk) -> None:
    assert await desk.daily.show(1) is None
    assert await desk.daily.skip(1) is None
    assert not await desk.daily.pause(1)
    assert not await desk.daily.resume(1)
    assert not await desk.daily.off(1)
    with pytest.raises(NoScheduleError):
        await desk.daily.post_now(1)
    assert await desk.store.next_wake() is None


async def test_a_zone_that_does_not_exist_is_refused_and_nothing_saved(desk: Desk) -> None:
    await desk.daily.set(noon())
    with pytest.raises(UnknownZoneError):
        await desk.daily.set(replace(noon(), zone="Mars/Olympus"))
    shown = await desk.daily.show(1)
    assert shown is not None
    assert shown.schedule == noon()


async def test_another_time_on_the_same_day_does_not_post_that_date_twice(desk: Desk) -> None:
    await desk.daily.set(noon())
    await desk.work_at(NOON)
    overview = await desk.daily.set(replace(noon(), at=time(18)))
    assert overview.due == NOON + DAY + 6 * HOUR
    assert await desk.work_at(NOON + 7 * HOUR) == []


async def test_a_zone_where_it_is_still_yesterday_does_not_post_a_date_twice(desk: Desk) -> None:
    await desk.daily.set(replace(noon(), zone="Pacific/Auckland"))
    [delivery] = await desk.work_at(datetime(2026, 3, 2, 23, 0, tzinfo=UTC))
    assert delivery.day == TOMORROW
    overview = await desk.daily.set(replace(noon(), zone="Pacific/Honolulu"))
    assert overview.due == datetime(2026, 3, 4, 22, 0, tzinfo=UTC)
    assert desk.discord.texts() == [(1, "2026-03-03")]


async def test_skipping_leaves_out_the_next_date_and_says_which(desk: Desk) -> None:
    await desk.daily.set(noon())
    assert await desk.daily.skip(1) == TODAY
    assert await desk.daily.skip(1) == TOMORROW
    assert await desk.due() == NOON + 2 * DAY
    assert await desk.work_at(NOON + DAY) == []
    assert await desk.days() == [(TOMORROW, State.SKIPPED), (TODAY, State.SKIPPED)]


async def test_many_dates_skipped_ahead_do_not_forget_that_today_was_posted(desk: Desk) -> None:
    await desk.daily.set(noon())
    await desk.work_at(NOON)
    for _ in range(40):
        await desk.daily.skip(1)
    assert (await desk.daily.post_now(1)).state is State.SENT
    assert len(desk.discord.posts) == 1


async def test_a_pause_rests_until_resumed_and_what_was_missed_stays_missed(desk: Desk) -> None:
    await desk.daily.set(noon())
    assert await desk.daily.pause(1)
    assert not await desk.daily.pause(1, Reason.GONE)
    overview = await desk.daily.show(1)
    assert overview is not None
    assert overview.pause is not None
    assert (overview.pause.reason, overview.pause.since, overview.due) == (Reason.ADMIN, desk.time.now(), None)
    assert await desk.work_at(NOON + DAY) == []
    assert await desk.daily.skip(1) is None
    assert not await desk.daily.resume(1, after=Reason.GONE)
    assert await desk.daily.resume(1)
    assert not await desk.daily.resume(1)
    assert await desk.due() == NOON + 2 * DAY
    assert await desk.days() == []


async def test_a_server_that_comes_back_goes_on_where_only_its_absence_had_stopped_it(desk: Desk) -> None:
    await desk.daily.set(noon())
    await desk.daily.pause(1, Reason.GONE)
    assert await desk.daily.resume(1, after=Reason.GONE)
    assert await desk.due() == NOON


async def test_off_and_a_new_start_repeat_neither_date_nor_quote(desk: Desk) -> None:
    await desk.daily.set(noon())
    [first] = await desk.work_at(NOON)
    assert await desk.daily.off(1)
    assert not await desk.daily.off(1)
    assert await desk.daily.show(1) is None
    assert await desk.work_at(NOON + HOUR) == []
    await desk.daily.set(replace(noon(), at=time(15)))
    assert await desk.due() == NOON + DAY + 3 * HOUR
    quotes = {first.entry}
    for days in (1, 2):
        quotes |= {delivery.entry for delivery in await desk.work_at(NOON + days * DAY + 3 * HOUR)}
    assert len(quotes) == len(village_pack().quotes)


async def test_posting_now_counts_as_the_post_of_today(desk: Desk) -> None:
    await desk.daily.set(noon())
    delivery = await desk.daily.post_now(1)
    assert (delivery.day, delivery.state, delivery.due) == (TODAY, State.SENT, desk.time.now())
    assert await desk.due() == NOON + DAY
    assert await desk.daily.post_now(1) == delivery
    assert await desk.work_at(NOON) == []
    assert desk.discord.texts() == [(1, "2026-03-02")]


async def test_posting_now_works_on_a_weekday_that_is_not_chosen(desk: Desk) -> None:
    await desk.daily.set(replace(noon(), days=frozenset({5})))
    assert (await desk.daily.post_now(1)).day == TODAY
    assert await desk.due() == NOON + 4 * DAY


async def test_posting_now_makes_good_for_a_date_that_was_skipped(desk: Desk) -> None:
    await desk.daily.set(noon())
    await desk.daily.skip(1)
    assert (await desk.daily.post_now(1)).state is State.SENT
    assert await desk.days() == [(TODAY, State.SENT)]
    assert await desk.due() == NOON + DAY


async def test_posting_now_while_it_is_being_posted_says_so_and_sends_nothing(desk: Desk) -> None:
    await desk.daily.set(noon())
    desk.time.pass_by(NOON - desk.time.now())
    await desk.worker.claim(1)
    assert (await desk.daily.post_now(1)).state is State.CLAIMED
    assert desk.discord.calls == []


async def test_posting_now_takes_over_a_lease_that_ran_out(desk: Desk) -> None:
    await desk.daily.set(noon())
    desk.time.pass_by(NOON - desk.time.now())
    await desk.worker.claim(1)
    desk.time.pass_by(HOUR)
    delivery = await desk.daily.post_now(1)
    assert (delivery.state, delivery.attempts) == (State.SENT, 2)
    assert desk.discord.calls == ["find", "send"]


async def test_posting_now_does_not_end_a_pause(desk: Desk) -> None:
    await desk.daily.set(noon())
    await desk.daily.pause(1)
    with pytest.raises(PausedError) as caught:
        await desk.daily.post_now(1)
    assert caught.value.pause.reason is Reason.ADMIN


async def test_posting_now_on_a_topic_without_quotes_says_so(desk: Desk) -> None:
    await desk.daily.set(replace(noon(), topics=frozenset({"cooking"})))
    delivery = await desk.daily.post_now(1)
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Reason.NO_QUOTE)


async def test_after_a_refusal_was_mended_today_can_be_posted_now(store: DailyStore) -> None:
    desk = Desk(store, Fate.FORBIDDEN)
    await desk.daily.set(noon())
    await desk.work_at(NOON)
    assert await desk.daily.resume(1)
    assert (await desk.daily.post_now(1)).state is State.SENT
    assert len(desk.discord.posts) == 1


async def test_erasing_a_server_leaves_nothing_and_spares_the_others(desk: Desk) -> None:
    await desk.daily.set(noon(1))
    await desk.daily.set(noon(2))
    await desk.work_at(NOON)
    await desk.daily.erase(1)
    assert await desk.daily.show(1) is None
    standing = await desk.store.standing(1)
    assert (standing.deliveries, dict(standing.seen.turns)) == ((), {})
    assert await desk.daily.show(2) is not None


async def test_deliveries_do_not_pile_up(desk: Desk) -> None:
    await desk.daily.set(noon())
    for days in range(30):
        await desk.work_at(NOON + days * DAY)
    standing = await desk.store.standing(1)
    assert SHOWN <= len(standing.deliveries) < 20
    assert len(standing.seen.turns) == 3
    assert max(standing.seen.turns.values()) == 10


async def test_what_waits_longest_is_claimed_first_and_no_more_than_asked_for(desk: Desk) -> None:
    for server in (3, 1, 2):
        await desk.daily.set(replace(noon(server), at=time(10 + server)))
    desk.time.pass_by(NOON + 2 * HOUR - desk.time.now())
    claims = await desk.worker.claim(2)
    assert [claim.delivery.server for claim in claims] == [1, 2]
    assert [claim.delivery.server for claim in await desk.worker.claim(2)] == [3]
    assert await desk.worker.claim(2) == ()


async def test_what_goes_wrong_with_one_server_does_not_hold_up_the_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.daily import delivery  # noqa: PLC0415 - to be patched

    whole = delivery.claim_due

    def clumsy(standing: object, terms: object) -> object:
        if getattr(standing, "server", None) == 1:
            raise ZeroDivisionError
        return whole(standing, terms)  # pyright: ignore[reportArgumentType] - passed on as they came

    monkeypatch.setattr(delivery, "claim_due", clumsy)
    await desk.daily.set(noon(1))
    await desk.daily.set(noon(2))
    assert [done.server for done in await desk.work_at(NOON)] == [2]
    monkeypatch.setattr(delivery, "claim_due", whole)
    assert await desk.work_at(NOON + timedelta(minutes=14)) == []
    assert [done.server for done in await desk.work_at(NOON + timedelta(minutes=15))] == [1]
