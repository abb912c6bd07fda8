"""Scheduler loop: sleeps until the nearest due date or end of a lease, claims, and delivers a few at a time."""

from __future__ import annotations

import asyncio
import logging

from bot.clock import Clock
from bot.daily.delivery import Claim, DeliveryWorker
from bot.daily.ports import DailyStore
from bot.errors import StorageError

log = logging.getLogger(__name__)

IN_HAND = 64
"""How many deliveries one process has claimed at a time: no more than it can send well within their lease, so that the
others are left to other processes."""
LONGEST_SLEEP = 60.0
"""Seconds, so that a clock that was set is noticed soon."""
SHORTEST_SLEEP = 1.0
"""Seconds before looking again for what another process has locked, or after the database failed."""


class Runner:
    """Delivers until stopped. One a process; any number of processes share the work through the database."""

    def __init__(self, store: DailyStore, courier: DeliveryWorker, clock: Clock) -> None:
        self._store = store
        self._courier = courier
        self._clock = clock
        self._stopping = False
        self._changed = asyncio.Event()
        self._more = False
        self._in_hand: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """End the sleep and poll at once: a schedule has changed, or the clock."""
        self._changed.set()

    def stop(self) -> None:
        """Make `run` return once the requests under way are answered; nothing more is begun."""
        self._stopping = True
        self._courier.stop()
        self._changed.set()

    @property
    def in_hand(self) -> frozenset[asyncio.Task[None]]:
        """The deliveries under way."""
        return frozenset(self._in_hand)

    async def run(self) -> None:
        """Deliver until `stop`. When cancelled, deliveries in progress are left until their lease runs out."""
        try:
            while not self._stopping:
                self._changed.clear()
                await self._clock.wait(await self._round(), self._changed)
            await self._finish()
        finally:
            for task in self._in_hand:
                task.cancel()
            await self._finish()

    async def _round(self) -> float:
        """Claim what is due and begin delivering it; gives how many seconds to sleep."""
        try:
            await self._fill()
            return await self._time_to_sleep()
        except StorageError as error:
            log.warning("The quotes of the day wait for the database: %s", error)
        except Exception:
            log.exception("The quotes of the day: trying again")
        return SHORTEST_SLEEP * 5

    async def _fill(self) -> None:
        """Take as many in hand as there is room for."""
        self._more = True
        while self._more and len(self._in_hand) < IN_HAND:
            room = IN_HAND - len(self._in_hand)
            claims = await self._courier.claim(room)
            for claim in claims:
                self._begin(claim)
            self._more = len(claims) == room

    def _begin(self, claim: Claim) -> None:
        task = asyncio.create_task(self._deliver(claim))
        self._in_hand.add(task)
        task.add_done_callback(self._finished)

    async def _deliver(self, claim: Claim) -> None:
        try:
            await self._courier.deliver(claim)
        except Exception:
            log.exception("The quote of the day of server %d waits for its lease", claim.delivery.server)

    def _finished(self, task: asyncio.Task[None]) -> None:
        """Look for more when half of what was in hand is done, and more was waiting; or when all is."""
        self._in_hand.discard(task)
        if not self._in_hand or (self._more and len(self._in_hand) <= IN_HAND // 2):
            self._changed.set()

    async def _time_to_sleep(self) -> float:
        if len(self._in_hand) >= IN_HAND:
            return LONGEST_SLEEP
        wake = await self._store.next_wake()
        if wake is None:
            return LONGEST_SLEEP
        seconds = (wake - self._clock.now()).total_seconds()
        return min(seconds, LONGEST_SLEEP) if seconds > 0 else SHORTEST_SLEEP

    async def _finish(self) -> None:
        await asyncio.gather(*self._in_hand, return_exceptions=True)
