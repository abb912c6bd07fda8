"""Where time comes from, so that tests and the demo can move it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """A source of time. `now` is for calendars, `monotonic` (seconds) for durations, `wait` for waiting."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since an arbitrary point; never goes back."""
        ...

    async def wait(self, seconds: float, event: asyncio.Event | None = None) -> bool:
        """Wait for `seconds`, or until `event` is set; whether it is set."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since an arbitrary point; never goes back."""
        return time.monotonic()

    async def wait(self, seconds: float, event: asyncio.Event | None = None) -> bool:
        """Wait for `seconds`, or until `event` is set; whether it is set."""
        if event is None:
            await asyncio.sleep(max(0.0, seconds))
            return False
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), seconds)
        return event.is_set()
