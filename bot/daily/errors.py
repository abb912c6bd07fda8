"""Errors of `/daily`: what may be wrong with what an admin asks; the caller puts it into words."""

from __future__ import annotations

from bot.daily.models import Pause


class NoScheduleError(Exception):
    """The server has no schedule."""


class PausedError(Exception):
    """The schedule rests."""

    def __init__(self, pause: Pause) -> None:
        super().__init__(pause.reason)
        self.pause = pause
