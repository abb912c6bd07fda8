"""Snowflake ids: a timestamp in milliseconds, shifted left, with a counter below."""

from __future__ import annotations

from collections.abc import Callable

EPOCH_MS = 1_420_070_400_000
"""The first millisecond of 2015, from which Discord counts."""

_SHIFT = 22


class Snowflakes:
    """Generator of strictly increasing ids, even when the clock is set back.

    Args:
        now: the present instant in seconds since 1970.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last = 0

    def make(self) -> int:
        """A new id, larger than every earlier one."""
        self._last = max(self._last + 1, snowflake_at(self._now()))
        return self._last


def snowflake_at(seconds: float) -> int:
    """The smallest id that belongs to an instant (seconds since 1970)."""
    return max(0, int(seconds * 1000) - EPOCH_MS) << _SHIFT


def timestamp_of(snowflake: int) -> float:
    """When an id was made, in seconds since 1970."""
    return ((snowflake >> _SHIFT) + EPOCH_MS) / 1000
