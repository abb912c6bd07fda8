"""Ports of the post of the day: the store it is kept in, and the poster that sends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.daily.models import Delivery, Reason, Schedule, Standing

TIMEOUT = 20.0
"""Seconds within which every method of a `Poster` has returned or raised."""
LOOK_BACK = timedelta(hours=1)
"""How long before a delivery was due its post is looked for: this machine's clock may be ahead of Discord's."""


class RefusedError(Exception):
    """A permanent error: Discord refuses until the server's admins change something (403, 404, 400)."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class BusyError(Exception):
    """Discord asks to wait (429); nothing was posted."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds} seconds")
        self.seconds = seconds


class UnsureError(Exception):
    """No answer, or a fault at Discord's end (5xx): it may have been posted or not."""


class NothingToShowError(Exception):
    """Of the kind that was chosen there is nothing after all; nothing was posted."""


class Poster(Protocol):
    """Posts deliveries. Every method may raise `RefusedError`, `BusyError` or `UnsureError`, within `TIMEOUT`."""

    async def find(self, delivery: Delivery) -> int | None:
        """Id of the post of this delivery in its channel; None when it is not there.

        Looks through all that was posted since `LOOK_BACK` before `delivery.due`, which may be long ago; raises
        `UnsureError` when it cannot.
        """
        ...

    async def send(self, delivery: Delivery, schedule: Schedule) -> int:
        """Post it in the delivery's channel, under its nonce; the id of the post.

        May raise `NothingToShowError` besides.
        """
        ...

    async def follow_up(self, delivery: Delivery, schedule: Schedule) -> None:
        """What comes after a post that stands: the thread for discussion, if wanted. Must be harmless to repeat.

        The delivery carries the id of the post.
        """
        ...


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """What a decision leads to.

    Attributes:
        standing: what is to be stored; the very object that was given when nothing changes.
        claims: deliveries claimed by this call, which the caller must now make.
    """

    standing: Standing
    claims: tuple[Delivery, ...] = ()


Transition = Callable[[Standing], DeliveryOutcome]
"""A pure function, so that a store may call it again. What it raises undoes the change."""


class DailyStore(Protocol):
    """Keeps schedules and deliveries. Each change is one transaction, and changes of one server come one by one."""

    async def standing(self, server: int) -> Standing:
        """Everything stored about a server; an empty standing when that is nothing."""
        ...

    async def change(self, server: int, decide: Transition) -> DeliveryOutcome:
        """Lock a server, store what is decided, and give it back."""
        ...

    async def claim(self, now: datetime, limit: int, decide: Transition) -> tuple[DeliveryOutcome, ...]:
        """The same, in one transaction, for at most `limit` servers whose `wake` has come, the longest waiting first.

        Servers that another process has locked are passed over.
        """
        ...

    async def next_wake(self) -> datetime | None:
        """The earliest `wake` of all servers; None when there is none."""
        ...

    async def erase(self, server: int) -> None:
        """Forget everything about a server."""
        ...
