"""The world around the post of the day, for tests: time that is moved by hand, and Discord's end of the wire."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count

from bot.clock import Clock
from bot.daily.delivery import DeliveryWorker
from bot.daily.models import Delivery, Reason, Schedule
from bot.daily.ports import LOOK_BACK, BusyError, DailyStore, Poster, RefusedError, UnsureError
from bot.pack.models import Pack
from tests.support.clock import START
from tests.support.packs import village_pack

NOON = START.replace(hour=12)
GRACE = timedelta(hours=6)
NONCES_LAST = timedelta(minutes=5)
UNDERWAY = timedelta(minutes=1)
"""How long a request that was given up may still be on its way: its connection was closed after 20 seconds."""


def noon(server: int = 1, channel: int = 10, *, thread: bool = False) -> Schedule:
    """A schedule of every day at noon, in UTC."""
    return Schedule(server, channel, time(12), "UTC", thread=thread)


class Fate(StrEnum):
    """What befalls a request."""

    FINE = "fine"
    LOST = "lost"
    """It never arrives; the sender hears nothing."""
    MUTE = "mute"
    """It is done; the sender hears nothing."""
    SLOW = "slow"
    """The sender hears nothing; it is done after the next request of any kind, or before it after a minute."""
    BUSY = "busy"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Post:
    """A message in a channel."""

    id: int
    delivery: Delivery
    at: datetime

    @property
    def key(self) -> tuple[int, date]:
        """The server and the date; there may be one post of each."""
        return self.delivery.server, self.delivery.day


@dataclass
class FakePoster:
    """Discord: keeps messages, and remembers a nonce for five minutes. It is a `Poster`.

    Attributes:
        fates: what befalls the next requests; afterwards all go well.
        calls: the requests made, by name.
    """

    time: Clock
    fates: Iterator[Fate] = field(default_factory=lambda: iter(()))
    posts: list[Post] = field(default_factory=list[Post])
    threads: set[int] = field(default_factory=set[int])
    calls: list[str] = field(default_factory=list[str])
    late: list[tuple[datetime, Delivery]] = field(default_factory=list[tuple[datetime, Delivery]])
    ids: Iterator[int] = field(default_factory=lambda: count(1000))
    before_send: Callable[[Delivery], None] | None = None
    """Called with each delivery on its way to the channel."""

    async def find(self, delivery: Delivery) -> int | None:
        late = self._late()
        fate = await self._suffer("find")
        found = next((post.id for post in self.posts if self._is_it(post, delivery)), None)
        self._land(late)
        await self._answer(fate)
        return found

    async def send(self, delivery: Delivery, schedule: Schedule) -> int:
        if self.before_send is not None:
            self.before_send(delivery)
        late = self._late()
        fate = await self._suffer("send")
        if fate is Fate.SLOW:
            self.late.append((self.time.now(), delivery))
        if fate in (Fate.FINE, Fate.MUTE):
            self._store(delivery)
        self._land(late)
        await self._answer(fate)
        return self._store(delivery).id

    async def follow_up(self, delivery: Delivery, schedule: Schedule) -> None:
        fate = await self._suffer("follow_up")
        assert delivery.message is not None
        self.threads.add(delivery.message)
        await self._answer(fate)

    def texts(self) -> list[tuple[int, str]]:
        """Every message's server and date, in order."""
        return [(post.delivery.server, post.delivery.day.isoformat()) for post in self.posts]

    async def _suffer(self, call: str) -> Fate:
        self.calls.append(call)
        await asyncio.sleep(0)
        fate = next(self.fates, Fate.FINE)
        if fate is Fate.BUSY:
            raise BusyError(7)
        if fate is Fate.FORBIDDEN:
            raise RefusedError(Reason.FORBIDDEN)
        if fate is Fate.LOST:
            raise UnsureError
        return fate

    async def _answer(self, fate: Fate) -> None:
        await asyncio.sleep(0)
        if fate in (Fate.MUTE, Fate.SLOW):
            raise UnsureError

    def _late(self) -> list[Delivery]:
        """The posts still on their way, which the next request overtakes; what had a minute has arrived before it."""
        now = self.time.now()
        for sent, delivery in self.late:
            if now - sent > UNDERWAY:
                self._store(delivery, sent + UNDERWAY)
        late = [delivery for sent, delivery in self.late if now - sent <= UNDERWAY]
        self.late = []
        return late

    def _land(self, late: Iterable[Delivery]) -> None:
        for delivery in late:
            self._store(delivery)

    def _store(self, delivery: Delivery, at: datetime | None = None) -> Post:
        now = at or self.time.now()
        for post in self.posts:
            if post.delivery.nonce == delivery.nonce and now - post.at < NONCES_LAST:
                return post
        post = Post(next(self.ids), delivery, now)
        self.posts.append(post)
        return post

    @staticmethod
    def _is_it(post: Post, delivery: Delivery) -> bool:
        there = post.delivery.channel == delivery.channel and post.at >= delivery.due - LOOK_BACK
        return there and post.key == (delivery.server, delivery.day)


def courier(store: DailyStore, poster: Poster, clock: Clock, pack: Callable[[], Pack] = village_pack) -> DeliveryWorker:
    """A worker with the shipped grace."""
    return DeliveryWorker(store, poster, clock, pack, GRACE)


async def work(courier: DeliveryWorker) -> list[Delivery]:
    """Claim everything that is due and see it through, one after the other."""
    return [await courier.deliver(claim) for claim in await courier.claim(64)]
