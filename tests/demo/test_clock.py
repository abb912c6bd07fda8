"""The clock of the demo."""

from __future__ import annotations

from datetime import timedelta

from bot.demo.movable_clock import MovableClock


def test_the_clock_moves_forward_and_never_back() -> None:
    clock = MovableClock()
    now, ticks = clock.now(), clock.monotonic()
    assert clock.move_to(now + timedelta(days=2))
    assert timedelta(days=2) <= clock.now() - now < timedelta(days=2, seconds=30)
    assert clock.monotonic() - ticks >= timedelta(days=2).total_seconds() - 1
    there = clock.now()
    assert not clock.move_to(now)
    assert clock.now() >= there
