"""What curators work through: suggested questions, votes and misses as stored, and the port that gives them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from bot.ports.feedback import DownReason


@dataclass(frozen=True, slots=True)
class QueuedQuestion:
    """A question in the curators' queue. Who asked it is not told.

    Attributes:
        number: counts up; tells questions apart.
        server: where it was suggested; None in a direct message.
        suggested: when.
    """

    number: int
    text: str
    language: str
    server: int | None
    suggested: datetime


@dataclass(frozen=True, slots=True)
class CountedVotes:
    """The votes on an answer.

    Attributes:
        up, down: how many.
        reasons: how many of those who voted it down gave which reason; one press more, which not everybody makes.
    """

    up: int
    down: int
    reasons: Mapping[DownReason, int] = field(default_factory=dict[DownReason, int])


class CuratingStore(Protocol):
    """Gives what waits for curators. Every method may raise `StorageError`; then nothing was changed."""

    async def queued(self, server: int) -> Sequence[QueuedQuestion]:
        """The questions of a server that wait, oldest first."""
        ...

    async def mark_suggestions(self, numbers: Collection[int], *, done: bool) -> Sequence[int]:
        """Mark questions as done, or as waiting again; gives the numbers of those that changed."""
        ...

    async def of_the_same_member(self, number: int) -> Sequence[int]:
        """The numbers of all waiting questions of whoever suggested that one, itself among them."""
        ...

    async def voted_down(self) -> Mapping[str, CountedVotes]:
        """The votes by the id of the entry, for those that were voted down at all."""
        ...

    async def misses(self, since: date) -> Mapping[str, int]:
        """How often nothing was answered since a day (UTC), by the entry that came nearest; empty if none was near."""
        ...
