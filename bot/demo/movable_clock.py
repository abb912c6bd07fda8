"""A clock that runs as the machine's does and can be moved forward."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import SystemClock


class MovableClock(SystemClock):
    """The time of the demo: the bot and the server both go by it, so that a skipped night is skipped for all."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The current instant of the demo, aware, in UTC."""
        return super().now() + self._ahead

    def monotonic(self) -> float:
        """Seconds since an arbitrary point; a skipped night counts."""
        return super().monotonic() + self._ahead.total_seconds()

    def move_to(self, instant: datetime) -> bool:
        """Move forward to an instant; whether it lay ahead. The clock never goes back."""
        distance = instant - self.now()
        if distance <= timedelta():
            return False
        self._ahead += distance
        return True
