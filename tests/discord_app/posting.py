"""A channel of the sandbox in which the post of the day is due, and what was asked of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.daily.models import Delivery, Schedule, State
from sandbox import InjectedFault, Message, User
from sandbox.rest.router import Exchange
from sandbox.tests.support.village import Village, founded


@dataclass
class Place:
    """A channel of the village, what is to be posted there, and what was asked of it.

    Attributes:
        delivery: a quote that is due now.
        schedule: the one it is delivered by.
    """

    village: Village
    delivery: Delivery
    schedule: Schedule
    exchanges: list[Exchange] = field(default_factory=list[Exchange])

    @property
    def messages(self) -> dict[int, Message]:
        """What stands in the channel, by id."""
        return self.village.world.messages[self.delivery.channel]

    @property
    def posted(self) -> list[Any]:
        """The bodies of all requests to post."""
        return [each.body for each in self.exchanges if self._is(each, "POST")]

    @property
    def pages(self) -> int:
        """How often a page of the history was asked for."""
        return sum(self._is(each, "GET") for each in self.exchanges)

    @property
    def threads(self) -> list[str]:
        """Names of the channel's threads."""
        return [each.name for each in self.village.world.channels.values() if each.parent == self.delivery.channel]

    def fails(self, **fault: Any) -> None:
        """Let requests to post go wrong, once unless the fault says otherwise."""
        self.village.sandbox.faults.add(InjectedFault("POST", "/channels/*/messages", **fault))

    def refuses_thread(self, **fault: Any) -> None:
        """Let the request for a thread go wrong."""
        self.village.sandbox.faults.add(InjectedFault("POST", "/channels/*/threads", **fault))

    def put(self, author: User, custom_id: str = "-", *, after: float = 0) -> int:
        """Let somebody have said something with a button, so many seconds after the quote was due."""
        self.village.clock.seconds = self.delivery.due.timestamp() + after
        row = {"type": 1, "components": [{"type": 2, "style": 2, "label": "-", "custom_id": custom_id}]}
        body = {"flags": 1 << 15, "components": [{"type": 17, "components": [row]}]}
        return self.village.sandbox.core.messages.send(author.id, self.village.general, body).id

    @staticmethod
    def _is(exchange: Exchange, method: str) -> bool:
        return (exchange.method, exchange.pattern) == (method, "/channels/{channel}/messages")


@asynccontextmanager
async def opened() -> AsyncGenerator[Place]:
    """A village that waits for its quote."""
    now = datetime.now(UTC)
    async with founded() as village:
        village.clock.seconds = now.timestamp()
        server, channel = village.guild.id, village.general.id
        lease = now + timedelta(minutes=2)
        delivery = Delivery(server, date(2026, 11, 21), channel, "ride-free", 0, now, State.CLAIMED, lease=lease)
        place = Place(village, delivery, Schedule(server, channel, time(8), "UTC"))
        village.sandbox.watch(place.exchanges.append)
        yield place
