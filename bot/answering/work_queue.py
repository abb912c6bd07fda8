"""Priority queue of work on the engine, done in a thread of its own, one piece at a time.

Reading and comparing a message takes milliseconds, and a message made to be costly takes tenths of a second: on the
event loop every other member would wait for it. So it is done beside, in this order: what answers an interaction, whose
first response Discord wants within three seconds; then calls; then what was merely overheard. Within each the turn goes
round: whoever has several pieces waiting comes after those who have fewer. What waits too long, or is too much, is
given up, and whoever asked for it is told so by `DroppedError`.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Priority(IntEnum):
    """For whom work is done; the least comes first."""

    INTERACTION = 0
    """Somebody used a command or pressed a button."""
    CALL = 1
    """Somebody named the bot in a message."""
    OVERHEARD = 2
    """Nobody called: a message in an open channel."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may wait, and for how many seconds."""

    most: int
    seconds: float


BOUNDS: Mapping[Priority, Bounds] = {
    Priority.INTERACTION: Bounds(500, 60.0),
    Priority.CALL: Bounds(500, 120.0),
    Priority.OVERHEARD: Bounds(200, 5.0),
}
"""A reply to what was overheard is worth little once the talk has gone on; who called gets theirs, however late."""


class DroppedError(Exception):
    """Work was given up before it was begun: too much was waiting, or it waited too long."""


class StoppingError(DroppedError):
    """Work was given up because the process ends; nothing was too much."""


@dataclass(order=True, slots=True)
class _Job(Generic[T]):
    """A piece of work; those that compare less are done sooner."""

    priority: Priority
    round: int
    """How many pieces of the same one were waiting when it came."""
    number: int
    lane: Hashable = field(compare=False)
    since: float = field(compare=False)
    work: Callable[[], T] = field(compare=False)
    done: asyncio.Future[T] = field(compare=False)


class WorkQueue:
    """Does work in turn, off the event loop.

    Args:
        monotonic: seconds on a clock that never goes back.
        bounds: how much may wait, by priority.

    Attributes:
        done: how much was done since the start, by priority; `dropped`: how much was given up.

    Example:
        queue = WorkQueue(time.monotonic)
        reply = await queue.run(lambda: engine.ask(text), Priority.CALL, lane=member)
    """

    def __init__(self, monotonic: Callable[[], float], bounds: Mapping[Priority, Bounds] = BOUNDS) -> None:
        self._monotonic = monotonic
        self._bounds = bounds
        self._heap: list[_Job[Any]] = []
        self._waiting: Counter[Priority] = Counter()
        self._lanes: Counter[tuple[Priority, Hashable]] = Counter()
        self._numbers = count()
        self._server: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, "engine")
        self._closed = False
        self.dropped: Counter[Priority] = Counter()
        self.done: Counter[Priority] = Counter()

    async def run(self, work: Callable[[], T], priority: Priority, lane: Hashable) -> T:
        """Have work done when its turn comes, and give its result.

        Args:
            work: what is done, in another thread; it must touch nothing that belongs to the event loop.
            priority: for whom.
            lane: whose turn it is: a member, or a server.

        Raises:
            DroppedError: it was given up before it was begun; `StoppingError` where the process ends.
        """
        if self._closed:
            raise StoppingError
        job = self._enter(work, priority, lane)
        if self._waiting[priority] > self._bounds[priority].most:
            self._drop(max(each for each in self._heap if each.priority is priority))
        if self._server is None:
            self._server = asyncio.create_task(self._serve(), name="engine work")
        try:
            return await job.done
        finally:
            self._lanes[priority, lane] -= 1
            if not self._lanes[priority, lane]:
                del self._lanes[priority, lane]

    def waiting(self, priority: Priority) -> int:
        """How many pieces of work of a priority wait."""
        return self._waiting[priority]

    def close(self) -> None:
        """Begin nothing more; what waits is dropped."""
        self._closed = True
        for job in tuple(self._heap):
            self._drop(job)
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _enter(self, work: Callable[[], T], priority: Priority, lane: Hashable) -> _Job[T]:
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        place = self._lanes[priority, lane]
        job = _Job(priority, place, next(self._numbers), lane, self._monotonic(), work, done)
        self._lanes[priority, lane] += 1
        self._waiting[priority] += 1
        heappush(self._heap, job)
        return job

    def _drop(self, job: _Job[Any]) -> None:
        self._heap.remove(job)
        heapify(self._heap)
        self._waiting[job.priority] -= 1
        self._give_up(job)

    def _give_up(self, job: _Job[Any]) -> None:
        if not job.done.done():
            self.dropped[job.priority] += 1
            job.done.set_exception(StoppingError() if self._closed else DroppedError())

    async def _serve(self) -> None:
        """Do what waits, until nothing does."""
        try:
            while self._heap:
                job = heappop(self._heap)
                self._waiting[job.priority] -= 1
                if self._monotonic() - job.since > self._bounds[job.priority].seconds:
                    self._give_up(job)
                elif not job.done.done():  # else whoever wanted it waits no longer
                    await self._do(job)
        finally:
            self._server = None

    async def _do(self, job: _Job[Any]) -> None:
        self.done[job.priority] += 1
        try:
            result = await asyncio.get_running_loop().run_in_executor(self._thread, job.work)
        except BaseException as error:
            if not job.done.done():
                job.done.set_exception(StoppingError() if isinstance(error, asyncio.CancelledError) else error)
            if not isinstance(error, Exception):
                raise
        else:
            if not job.done.done():
                job.done.set_result(result)
