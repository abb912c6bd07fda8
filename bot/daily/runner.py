"""Scheduler loop: sleeps until the nearest due date or end of a lease, claims, and delivers a few at a time."""

from __future__ import annotations

import logging

from bot.clock import Clock
from bot.daily.delivery import Claim, DeliveryWorker
from bot.daily.ports import DailyStore
from bot.lease_loop import LeaseLoop

log = logging.getLogger(__name__)

IN_HAND = 64
"""How many deliveries one process has claimed at a time: no more than it can send well within their lease, so that the
others are left to other processes."""
LONGEST_SLEEP = 60.0
"""Seconds, so that a clock that was set is noticed soon."""
SHORTEST_SLEEP = 1.0
"""Seconds before looking again for what another process has locked."""


class Runner(LeaseLoop):
    """Delivers until stopped."""

    called = "The posts of the day"

    def __init__(self, store: DailyStore, courier: DeliveryWorker, clock: Clock) -> None:
        super().__init__(clock)
        self._store = store
        self._courier = courier
        self._more = False

    def stop(self) -> None:
        """See `LeaseLoop.stop`; a delivery that is not yet sent is left to another process."""
        self._courier.stop()
        super().stop()

    async def _claim_due(self) -> float:
        await self._fill()
        return await self._time_to_sleep()

    async def _fill(self) -> None:
        """Take as many in hand as there is room for."""
        self._more = True
        while self._more and len(self._in_hand) < IN_HAND:
            room = IN_HAND - len(self._in_hand)
            claims = await self._courier.claim(room)
            for claim in claims:
                self._begin(self._deliver(claim))
            self._more = len(claims) == room

    async def _deliver(self, claim: Claim) -> None:
        try:
            await self._courier.deliver(claim)
        except Exception:
            log.exception("The post of the day of server %d waits for its lease", claim.delivery.server)

    def _has_room(self) -> bool:
        """When half of what was in hand is done, and more was waiting; or when all is."""
        return not self._in_hand or (self._more and len(self._in_hand) <= IN_HAND // 2)

    async def _time_to_sleep(self) -> float:
        if len(self._in_hand) >= IN_HAND:
            return LONGEST_SLEEP
        wake = await self._store.next_wake()
        if wake is None:
            return LONGEST_SLEEP
        seconds = (wake - self._clock.now()).total_seconds()
        return min(seconds, LONGEST_SLEEP) if seconds > 0 else SHORTEST_SLEEP
