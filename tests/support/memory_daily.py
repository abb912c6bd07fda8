"""Fake of the store of schedules and deliveries; keeps the contract that the databases keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.daily.models import Standing
from bot.daily.ports import DeliveryOutcome, Transition


@dataclass
class MemoryDaily:
    """Keeps schedules and deliveries in memory. It is a `DailyStore`; nothing in it waits, so each change is whole."""

    servers: dict[int, Standing] = field(default_factory=dict[int, Standing])

    async def standing(self, server: int) -> Standing:
        """Everything stored about a server; an empty standing when that is nothing."""
        return self.servers.get(server, Standing(server))

    async def change(self, server: int, decide: Transition) -> DeliveryOutcome:
        """Store what is decided, and give it back."""
        outcome = decide(await self.standing(server))
        self.servers[server] = outcome.standing
        return outcome

    async def claim(self, now: datetime, limit: int, decide: Transition) -> tuple[DeliveryOutcome, ...]:
        """The same for the servers whose `wake` has come, the longest waiting first, at most `limit`."""
        waiting = sorted((wake, server) for server, each in self.servers.items() if (wake := each.wake) and wake <= now)
        return tuple([await self.change(server, decide) for _, server in waiting[:limit]])

    async def next_wake(self) -> datetime | None:
        """The earliest `wake` of all servers; None when there is none."""
        return min((wake for each in self.servers.values() if (wake := each.wake)), default=None)

    async def erase(self, server: int) -> None:
        """Forget everything about a server."""
        self.servers.pop(server, None)
