"""Seeing a delivery through, whatever befalls it on the way to Discord and back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.daily.claiming import LEASE
from bot.daily.models import Delivery, Reason, Schedule, State
from bot.daily.service import Daily
from bot.errors import DatabaseFailure, StorageError
from bot.pack.models import Pack, Quote
from tests.daily.world import GRACE, NOON, FakePoster, Fate, courier, noon, work
from tests.support.clock import FakeClock
from tests.support.memory_daily import MemoryDaily
from tests.support.packs import village_pack

TODAY = date(2026, 3, 2)


class Scene:
    """One server whose post is due at noon, and a worker."""

    def __init__(self, *fates: Fate, schedule: Schedule | None = None) -> None:
        self.store = MemoryDaily()
        self.time = FakeClock()
        self.discord = FakePoster(self.time, iter(fates))
        self.pack: Pack = village_pack()
        self.daily = Daily(self.store, self.discord, self.time, lambda: self.pack, GRACE)
        self.worker = courier(self.store, self.discord, self.time, lambda: self.pack)
        self.schedule = schedule or noon()

    async def at_noon(self, after: timedelta = timedelta()) -> Delivery:
        """Set the schedule, let it become due, and deliver."""
        await self.daily.set(self.schedule)
        self.time.pass_by(NOON + after - self.time.now())
        [delivery] = await work(self.worker)
        return delivery

    async def later(self, after: timedelta = LEASE) -> Sequence[Delivery]:
        self.time.pass_by(after)
        return await work(self.worker)

    async def stored(self) -> Delivery:
        overview = await self.daily.show(1)
        assert overview is not None
        return overview.deliveries[0]


class SlowAnswers:
    """A connection over which requests arrive, and answers only once they are let through. It is a `Poster`.

    Attributes:
        sent: set when a post has arrived.
        heard: set to let the answers through.
    """

    def __init__(self, discord: FakePoster) -> None:
        self._discord = discord
        self.sent, self.heard = asyncio.Event(), asyncio.Event()

    async def find(self, delivery: Delivery) -> int | None:
        return await self._discord.find(delivery)

    async def send(self, delivery: Delivery, schedule: Schedule) -> int:
        number = await self._discord.send(delivery, schedule)
        self.sent.set()
        await self.heard.wait()
        return number

    async def follow_up(self, delivery: Delivery, schedule: Schedule) -> None:
        await self._discord.follow_up(delivery, schedule)


async def test_a_post_is_sent_once_and_recorded() -> None:
    scene = Scene()
    delivery = await scene.at_noon()
    assert delivery.state is State.SENT
    assert delivery.message == scene.discord.posts[0].id
    assert delivery.lease is None
    assert scene.discord.calls == ["send"]
    assert await scene.later(timedelta(hours=1)) == []
    assert await scene.stored() == delivery


async def test_the_thread_is_opened_when_wanted() -> None:
    scene = Scene(schedule=noon(thread=True))
    delivery = await scene.at_noon()
    assert scene.discord.threads == {delivery.message}


@pytest.mark.parametrize("fate", [Fate.LOST, Fate.MUTE, Fate.BUSY, Fate.FORBIDDEN])
async def test_a_thread_that_fails_does_not_cast_doubt_on_the_post(fate: Fate) -> None:
    scene = Scene(Fate.FINE, fate, schedule=noon(thread=True))
    assert (await scene.at_noon()).state is State.SENT
    assert len(scene.discord.posts) == 1


@pytest.mark.parametrize("fate", [Fate.MUTE, Fate.SLOW])
async def test_after_an_answer_that_was_lost_it_looks_before_it_sends_again(fate: Fate) -> None:
    scene = Scene(fate)
    assert (await scene.at_noon()).state is State.SENT
    assert scene.discord.calls[:2] == ["send", "find"]
    assert len(scene.discord.posts) == 1


async def test_a_request_that_was_lost_is_made_again() -> None:
    scene = Scene(Fate.LOST, Fate.LOST, Fate.LOST)
    assert (await scene.at_noon()).state is State.SENT
    assert scene.discord.calls == ["send", "find", "find", "find", "send"]


async def test_busy_means_waiting_within_the_lease() -> None:
    scene = Scene(Fate.BUSY)
    assert (await scene.at_noon()).state is State.SENT
    assert scene.time.now() >= NOON + timedelta(seconds=7)
    assert scene.discord.calls == ["send", "send"]


async def test_a_refusal_settles_the_date_and_pauses_the_schedule_with_the_reason() -> None:
    scene = Scene(Fate.FORBIDDEN)
    delivery = await scene.at_noon()
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Reason.FORBIDDEN)
    overview = await scene.daily.show(1)
    assert overview is not None
    assert overview.due is None
    assert overview.pause is not None
    assert overview.pause.reason is Reason.FORBIDDEN
    assert await scene.later(timedelta(days=2)) == []


async def test_a_refusal_of_a_channel_that_was_left_meanwhile_does_not_pause() -> None:
    scene = Scene(Fate.FORBIDDEN)
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [claim] = await scene.worker.claim(1)
    await scene.daily.set(replace(scene.schedule, channel=11))
    assert (await scene.worker.deliver(claim)).reason is Reason.FORBIDDEN
    overview = await scene.daily.show(1)
    assert overview is not None
    assert overview.pause is None


async def test_what_keeps_failing_is_let_go_and_claimed_again_later_each_time() -> None:
    scene = Scene(*[Fate.LOST] * 12)
    first = await scene.at_noon()
    assert first.state is State.CLAIMED
    assert first.lease is not None
    rests = [first.lease - scene.time.now()]
    while (delivery := (await scene.later(rests[-1]))[0]).state is State.CLAIMED:
        assert delivery.lease is not None
        rests.append(delivery.lease - scene.time.now())
    assert rests == sorted(rests)
    assert rests[-1] > rests[0]
    assert delivery.state is State.SENT
    assert len(scene.discord.posts) == 1


async def test_what_fails_beyond_its_grace_is_recorded_as_missed() -> None:
    scene = Scene(*[Fate.LOST] * 6)
    await scene.at_noon(after=GRACE - timedelta(minutes=1))
    [delivery] = await scene.later(timedelta(hours=1))
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Reason.LATE)
    assert scene.discord.posts == []


async def test_what_stands_is_confirmed_however_late_that_is_found_out() -> None:
    scene = Scene(Fate.MUTE, *[Fate.LOST] * 5)
    assert (await scene.at_noon()).state is State.CLAIMED
    [delivery] = await scene.later(timedelta(hours=20))
    assert delivery.state is State.SENT
    assert len(scene.discord.posts) == 1


async def test_what_nobody_can_look_at_for_a_day_is_given_up() -> None:
    scene = Scene(*[Fate.LOST] * 12)
    await scene.at_noon()
    [delivery] = await scene.later(GRACE + timedelta(days=1, minutes=1))
    assert (delivery.day, delivery.state, delivery.reason) == (TODAY, State.SKIPPED, Reason.LATE)


@pytest.mark.parametrize("change", ["pause", "off"])
async def test_a_schedule_that_is_stopped_after_the_claim_posts_nothing(change: str) -> None:
    scene = Scene()
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [claim] = await scene.worker.claim(1)
    await (scene.daily.pause(1) if change == "pause" else scene.daily.off(1))
    delivery = await scene.worker.deliver(claim)
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Reason.ADMIN)
    assert scene.discord.posts == []


async def test_a_server_that_is_erased_after_the_claim_gets_nothing_and_leaves_nothing() -> None:
    scene = Scene()
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [claim] = await scene.worker.claim(1)
    await scene.daily.erase(1)
    await scene.worker.deliver(claim)
    assert scene.discord.posts == []
    assert (await scene.store.standing(1)).deliveries == ()


async def test_a_channel_changed_after_the_claim_counts_from_the_next_date() -> None:
    scene = Scene()
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [claim] = await scene.worker.claim(1)
    await scene.daily.set(replace(scene.schedule, channel=11))
    await scene.worker.deliver(claim)
    await scene.later(timedelta(days=1))
    assert [post.delivery.channel for post in scene.discord.posts] == [10, 11]


async def test_whoever_lost_the_lease_settles_nothing_and_sends_nothing() -> None:
    scene = Scene()
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [late] = await scene.worker.claim(1)
    [taken_over] = await scene.later()
    assert taken_over.attempts == 2
    assert (await scene.worker.deliver(late)).state is State.SENT
    assert len(scene.discord.posts) == 1


async def test_a_worker_whose_clock_was_set_forward_does_not_send_on_a_lease_that_ran_out() -> None:
    scene = Scene()
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [claim] = await scene.worker.claim(1)
    scene.time.set_to(NOON + LEASE)
    assert (await scene.worker.deliver(claim)).state is State.CLAIMED
    assert scene.discord.calls == []


async def test_a_worker_whose_clock_was_set_back_does_not_send_on_a_lease_that_ran_out() -> None:
    scene = Scene()
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [claim] = await scene.worker.claim(1)
    scene.time.set_to(NOON - timedelta(hours=1))
    scene.time.pass_by(minutes=2)
    assert (await scene.worker.deliver(claim)).state is State.CLAIMED
    assert scene.discord.calls == []


async def test_a_worker_that_hears_late_of_its_post_overwrites_nothing_that_another_recorded() -> None:
    scene = Scene()
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    slow = SlowAnswers(scene.discord)
    [claim] = await (worker := courier(scene.store, slow, scene.time)).claim(1)
    delivering = asyncio.create_task(worker.deliver(claim))
    await slow.sent.wait()
    scene.discord.posts.clear()  # a moderator deletes it, so whoever looks for it does not find it
    scene.time.pass_by(minutes=6)
    [posted_anew] = await work(scene.worker)
    before = await scene.store.standing(1)
    slow.heard.set()
    await delivering
    assert await scene.store.standing(1) == before
    assert (await scene.stored()).message == posted_anew.message == scene.discord.posts[0].id


async def test_a_quote_that_left_the_pack_after_the_claim_is_replaced_by_another() -> None:
    scene = Scene()
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [claim] = await scene.worker.claim(1)
    gone = claim.delivery.entry
    scene.pack = scene.pack.having({Quote: [quote for quote in scene.pack.quotes if quote.id != gone]})
    assert (await scene.worker.deliver(claim)).state is State.CLAIMED
    [delivery] = await scene.later(timedelta())
    assert delivery.state is State.SENT
    assert delivery.entry in scene.pack.quote_by_id


async def test_without_any_quote_the_date_is_skipped_and_the_schedule_goes_on() -> None:
    scene = Scene()
    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [claim] = await scene.worker.claim(1)
    scene.pack = scene.pack.having({Quote: ()})
    assert (await scene.worker.deliver(claim)).reason is Reason.NO_QUOTE
    assert await scene.later(timedelta(days=1)) == []
    scene.pack = village_pack()
    [delivery] = await scene.later(timedelta(days=1))
    assert delivery.state is State.SENT
    assert (await scene.stored()) == delivery


async def test_a_database_that_fails_when_the_post_stands_does_not_double_it() -> None:
    scene = Scene()
    whole, broken = scene.store.change, 3

    async def change(*arguments: object) -> object:
        nonlocal broken
        if scene.discord.posts and broken:
            broken -= 1
            raise StorageError("The database is locked.", DatabaseFailure.LOCKED)
        return await whole(*arguments)  # pyright: ignore[reportArgumentType] - passed on as they came

    scene.store.change = change  # pyright: ignore[reportAttributeAccessIssue] - a database that fails thrice
    delivery = await scene.at_noon()
    assert (delivery.state, broken) == (State.SENT, 0)
    assert scene.discord.calls == ["send"]


async def test_a_database_that_stays_away_leaves_the_lease_to_run_out() -> None:
    scene = Scene()
    whole = scene.store.change

    async def change(*_arguments: object) -> object:
        raise StorageError("The database cannot be reached.", DatabaseFailure.UNREACHABLE)

    await scene.daily.set(scene.schedule)
    scene.time.pass_by(NOON - scene.time.now())
    [claim] = await scene.worker.claim(1)
    scene.store.change = change  # pyright: ignore[reportAttributeAccessIssue] - a database that is away
    assert (await scene.worker.deliver(claim)).state is State.CLAIMED
    scene.store.change = whole
    [delivery] = await scene.later()
    assert delivery.state is State.SENT
    assert len(scene.discord.posts) == 1


async def test_a_mistake_in_the_code_that_posts_is_treated_as_uncertain() -> None:
    scene = Scene()
    send = scene.discord.send

    async def clumsy(delivery: Delivery, schedule: Schedule) -> int:
        scene.discord.send = send
        await send(delivery, schedule)
        raise KeyError("oops")

    scene.discord.send = clumsy
    assert (await scene.at_noon()).state is State.SENT
    assert len(scene.discord.posts) == 1
