"""Deduplication of messages by nonce: within some minutes the same nonce returns the message that it made."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.state.models import Message

RETENTION = 300.0
"""Seconds; Discord says "the past few minutes"."""


class Nonces:
    """Remembers which message a nonce made.

    Args:
        now: the present instant in seconds since 1970.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._made: dict[tuple[int, str], tuple[float, Message]] = {}

    def made_by(self, author: int, nonce: str) -> Message | None:
        """The message that an author made with a nonce of late."""
        since = self._now() - RETENTION
        while self._made and (oldest := next(iter(self._made.items())))[1][0] <= since:
            del self._made[oldest[0]]
        found = self._made.get((author, nonce))
        return found[1] if found else None

    def note(self, message: Message) -> None:
        """Remember a message that was made with a nonce."""
        self._made[message.author, str(message.nonce)] = (self._now(), message)
