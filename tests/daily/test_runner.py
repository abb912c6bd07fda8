"""The loop: on time, woken by changes, many at once in order, fair, and stopped without loss."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bot.daily.delivery import AT_ONCE
from bot.daily.models import Delivery, Schedule, State
from bot.daily.ports import UnsureError
from bot.daily.runner import IN_HAND
from bot.daily.service import Daily
from bot.errors import DatabaseFailure, StorageError
from tests.daily.conductor import running
from tests.daily.world import GRACE, NOON, FakePoster, noon
from tests.support.clock import FakeClock, Waiting
from tests.support.memory_daily import MemoryDaily
from tests.support.packs import village_pack

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass
class Counted(FakePoster):
    """Counts how many requests it has at a time, and never answers about some servers."""

    mute: set[int] = field(default_factory=set[int])
    present: int = 0
    most: int = 0
    delay: int = 0
    """How many turns of the loop a request takes."""

    async def send(self, delivery: Delivery, schedule: Schedule) -> int:
        self.present += 1
        self.most = max(self.most, self.present)
        try:
            for _ in range(self.delay):
                await asyncio.sleep(0)
            if delivery.server in self.mute:
                raise UnsureError
            return await super().send(delivery, schedule)
        finally:
            self.present -= 1


class Scene:
    """One or several processes on one store, in a time that the test moves."""

    def __init__(self) -> None:
        self.time = FakeClock(waiting=Waiting.HOLDS)
        self.store = MemoryDaily()
        self.discord = Counted(self.time)
        self.daily = self.process()

    def process(self) -> Daily:
        return Daily(self.store, self.discord, self.time, village_pack, GRACE)

    def deliveries(self) -> list[Delivery]:
        return [delivery for standing in self.store.servers.values() for delivery in standing.deliveries]

    def claimed(self) -> list[Delivery]:
        return [delivery for delivery in self.deliveries() if delivery.state is State.CLAIMED]

    def all_sent(self) -> bool:
        return {delivery.state for delivery in self.deliveries()} == {State.SENT}

    async def until_requests_are_under_way(self) -> None:
        while not self.discord.present:  # noqa: ASYNC110 - it is others that move
            await asyncio.sleep(0)


async def test_a_post_is_made_when_it_is_due_and_not_before() -> None:
    scene = Scene()
    await scene.daily.set(noon())
    async with running(scene.time, scene.daily.runner) as conductor:
        await conductor.until(NOON - timedelta(seconds=1))
        assert scene.discord.posts == []
        await conductor.until(NOON + timedelta(seconds=1))
        assert [post.at for post in scene.discord.posts] == [NOON]
        await conductor.until(NOON + 2 * DAY)
    assert scene.discord.texts() == [(1, "2026-03-02"), (1, "2026-03-03"), (1, "2026-03-04")]


async def test_a_schedule_set_while_the_loop_sleeps_is_kept() -> None:
    scene = Scene()
    async with running(scene.time, scene.daily.runner) as conductor:
        await conductor.until(NOON - timedelta(seconds=10))
        await scene.daily.set(noon())
        await conductor.until(NOON)
        assert [post.at for post in scene.discord.posts] == [NOON]


async def test_a_clock_set_ahead_is_noticed_within_a_minute() -> None:
    scene = Scene()
    await scene.daily.set(noon())
    async with running(scene.time, scene.daily.runner) as conductor:
        await conductor.settle()
        scene.time.set_to(NOON)
        await conductor.until(NOON + MINUTE)
        assert len(scene.discord.posts) == 1


async def test_a_clock_moved_ahead_is_noticed_at_once_when_the_loop_is_woken() -> None:
    scene = Scene()
    await scene.daily.set(noon())
    async with running(scene.time, scene.daily.runner) as conductor:
        await conductor.settle()
        scene.time.set_to(NOON)
        scene.daily.runner.wake()
        await conductor.settle()
        assert len(scene.discord.posts) == 1


async def test_hundreds_due_at_once_go_out_in_order_a_few_at_a_time() -> None:
    scene = Scene()
    scene.discord.delay = 3
    held: list[int] = []
    for server in range(1, 401):
        await scene.daily.set(noon(server))

    scene.discord.before_send = lambda _: held.append(len(scene.claimed()))
    async with running(scene.time, scene.daily.runner) as conductor:
        await conductor.until(NOON)
    order = [server for server, _ in scene.discord.texts()]
    assert sorted(order) == list(range(1, 401))
    assert max(abs(place - server) for place, server in enumerate(order, 1)) <= IN_HAND
    assert scene.discord.most == AT_ONCE
    assert max(held) <= IN_HAND
    assert scene.all_sent()


async def test_servers_that_keep_failing_do_not_hold_up_the_others() -> None:
    scene = Scene()
    scene.discord.mute = set(range(1, 2 * IN_HAND + 1))
    for server in range(1, 3 * IN_HAND + 1):
        await scene.daily.set(noon(server))
    async with running(scene.time, scene.daily.runner) as conductor:
        await conductor.until(NOON + 2 * MINUTE)
        assert len(scene.discord.posts) == IN_HAND
        scene.discord.mute = set()
        await conductor.until(NOON + 30 * MINUTE)
    assert len(scene.discord.posts) == 3 * IN_HAND
    assert scene.all_sent()


async def test_stopping_finishes_what_is_under_way_and_leaves_the_rest_to_others() -> None:
    scene = Scene()
    scene.discord.delay = 20
    for server in range(1, 201):
        await scene.daily.set(noon(server))
    scene.time.set_to(NOON)
    async with running(scene.time, scene.daily.runner):
        await scene.until_requests_are_under_way()
    sent = len(scene.discord.posts)
    assert AT_ONCE <= sent <= IN_HAND
    assert scene.discord.present == 0
    assert all(delivery.lease == NOON for delivery in scene.claimed()), "They are free at once."
    other = scene.process()
    async with running(scene.time, other.runner) as conductor:
        await conductor.until(NOON + MINUTE)
    assert len(scene.discord.posts) == 200


async def test_cancelling_leaves_the_leases_to_run_out() -> None:
    scene = Scene()
    scene.discord.delay = 20
    for server in range(1, 101):
        await scene.daily.set(noon(server))
    scene.time.set_to(NOON)
    task = asyncio.create_task(scene.daily.runner.run())
    await scene.until_requests_are_under_way()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert scene.discord.present == 0
    other = scene.process()
    async with running(scene.time, other.runner) as conductor:
        await conductor.until(NOON + 10 * MINUTE)
    assert len(scene.discord.posts) == 100


async def test_several_loops_share_the_work_and_post_nothing_twice() -> None:
    scene = Scene()
    others = [scene.process() for _ in range(3)]
    for server in range(1, 151):
        await scene.daily.set(noon(server))
    async with running(scene.time, scene.daily.runner, *(other.runner for other in others)) as conductor:
        await conductor.until(NOON + 5 * MINUTE)
    assert sorted(server for server, _ in scene.discord.texts()) == list(range(1, 151))


@pytest.mark.parametrize(
    "error", [StorageError("The database is locked.", DatabaseFailure.LOCKED), RuntimeError("a mistake")]
)
async def test_a_database_that_fails_for_a_while_only_delays(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene()
    await scene.daily.set(noon())

    async def fail(*_arguments: Any) -> None:
        raise error

    async with running(scene.time, scene.daily.runner) as conductor:
        await conductor.until(NOON - timedelta(seconds=1))
        with monkeypatch.context() as patch:
            patch.setattr(scene.store, "claim", fail)
            await conductor.until(NOON + MINUTE)
            assert scene.discord.posts == []
        await conductor.until(NOON + MINUTE + timedelta(seconds=10))
        assert len(scene.discord.posts) == 1


@pytest.mark.slow
async def test_a_month_in_many_zones_passes_without_a_date_missed_or_doubled() -> None:
    scene = Scene()
    zones = ("America/New_York", "Pacific/Kiritimati", "Pacific/Niue", "Asia/Gaza", "Europe/London")
    for server, zone in enumerate(zones, 1):
        await scene.daily.set(replace(noon(server), zone=zone, at=time(2, 30)))
    async with running(scene.time, scene.daily.runner) as conductor:
        await conductor.until(datetime.fromisoformat("2026-03-31T12:00:00+00:00"))
    by_server: dict[int, list[str]] = {server: [] for server in range(1, len(zones) + 1)}
    for server, day in scene.discord.texts():
        by_server[server].append(day)
    for days in by_server.values():
        assert len(set(days)) == len(days) >= 28
        first = datetime.fromisoformat(days[0])
        assert days == [f"{first + number * DAY:%Y-%m-%d}" for number in range(len(days))]
