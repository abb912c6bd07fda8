"""Replies of the last hour, by the messages that they answer: the port by which a restarted process knows them.

Ids alone: no words, and nobody's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

KEPT = timedelta(hours=1)
"""How long a reply follows its question, and is stored."""


@dataclass(frozen=True, slots=True)
class SentReply:
    """A reply that was sent.

    Attributes:
        message: id of the message that it answers.
        server: None in a direct message.
        reply: id of the bot's message.
        called: whether the bot was called, or joined in.
    """

    message: int
    server: int | None
    reply: int
    called: bool


class ReplyStore(Protocol):
    """Keeps which message was answered by which, for an hour. Both methods may raise `StorageError`."""

    async def note_replies(self, replies: Sequence[SentReply]) -> None:
        """Keep these; those that are too old go."""
        ...

    async def replies_since(self, moment: datetime) -> list[SentReply]:
        """Those that were noted since then, oldest first."""
        ...
