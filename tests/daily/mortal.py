"""Workers that die at a call to the outside, just before or just after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.daily.models import Delivery, Schedule, Standing
from bot.daily.ports import DailyStore, DeliveryOutcome, Poster, Transition

T = TypeVar("T")


class Killed(BaseException):
    """The process is gone. Nothing in the bot catches this."""


@dataclass
class Fuse:
    """Counts the moments before and after each call, and kills at one of them.

    Attributes:
        moment: which one, from 0; None kills at none.
        passed: the moments that were come through, by name.
    """

    moment: int | None = None
    passed: list[str] = field(default_factory=list[str])

    async def call(self, name: str, work: Callable[[], Awaitable[T]]) -> T:
        self._burn(f"before {name}")
        result = await work()
        self._burn(f"after {name}")
        return result

    def _burn(self, moment: str) -> None:
        if len(self.passed) == self.moment:
            raise Killed(moment)
        self.passed.append(moment)


@dataclass
class MortalStore:
    """A `DailyStore` behind a fuse."""

    store: DailyStore
    fuse: Fuse

    async def standing(self, server: int) -> Standing:
        return await self.fuse.call("read", lambda: self.store.standing(server))

    async def change(self, server: int, decide: Transition) -> DeliveryOutcome:
        return await self.fuse.call("settle", lambda: self.store.change(server, decide))

    async def claim(self, now: datetime, limit: int, decide: Transition) -> tuple[DeliveryOutcome, ...]:
        return await self.fuse.call("claim", lambda: self.store.claim(now, limit, decide))

    async def next_wake(self) -> datetime | None:
        return await self.fuse.call("sleep", self.store.next_wake)

    async def erase(self, server: int) -> None:
        await self.fuse.call("erase", lambda: self.store.erase(server))


@dataclass
class MortalPoster:
    """A `Poster` behind a fuse."""

    poster: Poster
    fuse: Fuse

    async def find(self, delivery: Delivery) -> int | None:
        return await self.fuse.call("find", lambda: self.poster.find(delivery))

    async def send(self, delivery: Delivery, schedule: Schedule) -> int:
        return await self.fuse.call("send", lambda: self.poster.send(delivery, schedule))

    async def follow_up(self, delivery: Delivery, schedule: Schedule) -> None:
        await self.fuse.call("follow_up", lambda: self.poster.follow_up(delivery, schedule))
