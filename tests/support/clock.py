"""Fake clock: a `Clock` that moves only when a test moves it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from enum import Enum

START = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
"""A Monday."""


class Waiting(Enum):
    """What becomes of whoever waits for some seconds."""

    MOVES = "the clock goes on by as many seconds at once; suits a single worker"
    HOLDS = "they wait until the test has moved the clock as far, or the event is set"
    EVENTS = "they wait for the event alone, however far the clock is moved; without one, as HOLDS"


class FakeClock:
    """A `Clock` whose hands a test moves; calendar and durations go together unless the calendar is set.

    Args:
        start: what the calendar shows at first; durations begin at 0.
        waiting: what becomes of whoever waits.

    Attributes:
        waiting: who waits (unless for an event alone), until which number of seconds, or for which event.
    """

    def __init__(self, start: datetime = START, waiting: Waiting = Waiting.MOVES) -> None:
        self._now = start
        self._seconds = 0.0
        self._policy = waiting
        self.waiting: dict[asyncio.Task[object], tuple[float, asyncio.Event]] = {}

    def now(self) -> datetime:
        """What the calendar shows."""
        return self._now

    def monotonic(self) -> float:
        """Seconds that have gone by."""
        return self._seconds

    async def wait(self, seconds: float, event: asyncio.Event | None = None) -> bool:
        """Wait as the policy says; whether the event is set."""
        if event is not None and event.is_set():
            return True
        if self._policy is Waiting.MOVES:
            self.pass_by(timedelta(seconds=seconds))
            await asyncio.sleep(0)
        elif self._policy is Waiting.EVENTS:
            await (event.wait() if event is not None else asyncio.sleep(seconds))  # by the loop, which `advance` moves
        else:
            await self._hold(self._seconds + seconds, event or asyncio.Event())
        return event is not None and event.is_set()

    async def _hold(self, until: float, event: asyncio.Event) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.waiting[task] = (until, event)
        try:
            while self._seconds < until and not event.is_set():  # noqa: ASYNC110 - two things to wait for
                await asyncio.sleep(0)
        finally:
            del self.waiting[task]

    def pass_by(self, span: timedelta | None = None, **parts: float) -> None:
        """Let time go by: a span, or its parts by name, as in `pass_by(minutes=5)`."""
        span = span or timedelta(**parts)
        self._now += span
        self._seconds += span.total_seconds()

    def set_to(self, now: datetime) -> None:
        """Set the calendar, as an operator or a time server does; no time goes by."""
        self._now = now
