"""The machine's clock, as the rest of the bot sees it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import Clock, SystemClock


def test_now_is_aware_and_in_utc() -> None:
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_durations_never_go_back() -> None:
    clock: Clock = SystemClock()
    readings = [clock.monotonic() for _ in range(100)]
    assert readings == sorted(readings)


async def test_waiting_ends_when_the_event_is_set() -> None:
    clock: Clock = SystemClock()
    event = asyncio.Event()
    asyncio.get_running_loop().call_soon(event.set)
    assert await clock.wait(3600, event)
    assert await clock.wait(3600, event), "It is set already."


async def test_waiting_ends_when_the_time_is_over() -> None:
    clock: Clock = SystemClock()
    assert not await clock.wait(0, asyncio.Event())
    assert not await clock.wait(0)
