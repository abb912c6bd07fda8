"""Work on the engine: off the event loop, in the order of who waits for it, and never without end."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.answering.work_queue import Bounds, DroppedError, Priority, StoppingError, WorkQueue
from tests.support.clock import FakeClock

BOUNDS = {priority: Bounds(3, 5.0) for priority in Priority}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime.now(UTC))


@pytest.fixture
async def queue(clock: FakeClock) -> AsyncIterator[WorkQueue]:
    queue = WorkQueue(clock.monotonic, BOUNDS)
    yield queue
    queue.close()


class Gate:
    """The first piece of work, which lasts until the test lets it end; what comes meanwhile waits."""

    def __init__(self, queue: WorkQueue) -> None:
        self.done: list[str] = []
        self._queue = queue
        self._open = threading.Event()
        self._first = asyncio.create_task(queue.run(self._open.wait, Priority.OVERHEARD, "gate"))
        self._waiting: list[asyncio.Task[None]] = []

    async def enter(self, name: str, priority: Priority, lane: object = None) -> None:
        self._waiting.append(
            asyncio.create_task(self._queue.run(lambda: self.done.append(name), priority, lane or name))
        )
        await asyncio.sleep(0)

    async def open(self) -> list[str]:
        """What was done, in order; those that were dropped are among it with a minus."""
        self._open.set()
        every: list[asyncio.Task[Any]] = [self._first, *self._waiting]
        outcomes: list[object] = await asyncio.gather(*every, return_exceptions=True)
        assert all(not isinstance(each, BaseException) or isinstance(each, DroppedError) for each in outcomes)
        return self.done


async def begun(queue: WorkQueue) -> Gate:
    gate = Gate(queue)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return gate


async def test_the_event_loop_goes_on_while_work_is_done(queue: WorkQueue) -> None:
    loop, told = asyncio.get_running_loop(), asyncio.Event()

    def work() -> int:
        loop.call_soon_threadsafe(told.set)
        return asyncio.run_coroutine_threadsafe(told.wait(), loop).result() and threading.get_ident()

    assert await queue.run(work, Priority.CALL, 1) != threading.get_ident()


async def test_interactions_come_before_calls_and_calls_before_what_is_overheard(queue: WorkQueue) -> None:
    gate = await begun(queue)
    for name, priority in (("talk", Priority.OVERHEARD), ("call", Priority.CALL), ("command", Priority.INTERACTION)):
        await gate.enter(name, priority)
    assert await gate.open() == ["command", "call", "talk"]


async def test_who_asks_once_does_not_wait_for_all_of_who_asks_often(queue: WorkQueue) -> None:
    gate = await begun(queue)
    for name in ("ann 1", "ann 2"):
        await gate.enter(name, Priority.INTERACTION, "ann")
    await gate.enter("ben", Priority.INTERACTION, "ben")
    assert await gate.open() == ["ann 1", "ben", "ann 2"]


async def test_when_too_much_waits_whoever_has_most_of_it_loses_one(queue: WorkQueue) -> None:
    gate = await begun(queue)
    for name in ("ann 1", "ann 2", "ann 3"):
        await gate.enter(name, Priority.OVERHEARD, "ann")
    await gate.enter("ben", Priority.OVERHEARD, "ben")
    assert await gate.open() == ["ann 1", "ben", "ann 2"]
    assert queue.dropped == {Priority.OVERHEARD: 1}


async def test_what_has_waited_too_long_is_dropped(queue: WorkQueue, clock: FakeClock) -> None:
    gate = await begun(queue)
    await gate.enter("stale", Priority.OVERHEARD)
    clock.pass_by(seconds=5.1)
    await gate.enter("fresh", Priority.OVERHEARD)
    assert await gate.open() == ["fresh"]


async def test_a_mistake_in_one_piece_of_work_is_told_to_its_owner_alone(queue: WorkQueue) -> None:
    def mistaken() -> int:
        return int("x")

    with pytest.raises(ValueError, match="invalid literal"):
        await queue.run(mistaken, Priority.CALL, 1)
    assert await queue.run(lambda: 7, Priority.CALL, 1) == 7


async def test_once_closed_it_drops_what_waits_and_takes_nothing_more(queue: WorkQueue) -> None:
    gate = await begun(queue)
    await gate.enter("late", Priority.CALL)
    queue.close()
    assert await gate.open() == []
    with pytest.raises(StoppingError):
        await queue.run(lambda: 7, Priority.CALL, 1)
