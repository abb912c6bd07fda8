"""Delivery worker: looks whether a post stands already, sends, confirms, retries. `docs/daily.md` has the reasons."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf
from typing import TypeVar

from bot.clock import Clock
from bot.daily import settling
from bot.daily.claiming import LEASE, ClaimTerms, back_off, claim_due, claim_today
from bot.daily.models import Delivery, Reason, Standing, State
from bot.daily.ports import (
    TIMEOUT,
    BusyError,
    DailyStore,
    DeliveryOutcome,
    NothingToShowError,
    Poster,
    RefusedError,
    Transition,
    UnsureError,
)
from bot.errors import StorageError
from bot.pack.models import Pack

log = logging.getLogger(__name__)
T = TypeVar("T")

WAITS = (1.0, 2.0, 4.0, 8.0, 15.0, inf)
"""Seconds after each try of one lease. After the last, one that keeps failing makes room for others."""
AT_ONCE = 16
"""How many requests are with Discord at a time."""
FORGOTTEN = timedelta(days=1)
"""How long after its grace a delivery is given up when Discord never tells whether it stands."""


@dataclass(slots=True)
class Claim:
    """A delivery that this process claimed, and how far it has come.

    Attributes:
        until: the end of the lease on the clock that is never set, in seconds.
        uncertain: whether it may stand in the channel already, so that one must look before sending.
        message: id of the post, once known.
    """

    delivery: Delivery
    until: float
    uncertain: bool
    message: int | None = None


class _LetGoError(Exception):
    """There is no time left to begin anything more."""


class DeliveryWorker:
    """Claims deliveries and sees them through.

    Args:
        pack: gives the pack of the moment.
        grace: how late a post may be.
    """

    def __init__(
        self, store: DailyStore, poster: Poster, clock: Clock, pack: Callable[[], Pack], grace: timedelta
    ) -> None:
        self._store = store
        self._poster = poster
        self._clock = clock
        self._pack = pack
        self._grace = grace
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Begin nothing more; what has not been sent is let go, for another process or the next start."""
        self._stopping.set()

    async def claim(self, limit: int) -> tuple[Claim, ...]:
        """Claim what is due, of at most `limit` servers, in the order in which it is due."""
        terms, until = self._terms(), self._end_of_lease()
        outcomes = await self._store.claim(terms.now, limit, lambda standing: _claim_or_back_off(standing, terms))
        deliveries = [delivery for outcome in outcomes for delivery in outcome.claims]
        deliveries.sort(key=lambda delivery: delivery.due)
        return tuple(_claim(delivery, until) for delivery in deliveries)

    async def post_now(self, server: int) -> Delivery:
        """Claim a server's post of the present local date, if it is to be had, and see it through.

        Raises:
            NoScheduleError: the server has no schedule.
            PausedError: the schedule rests.
        """
        terms, until = self._terms(), self._end_of_lease()
        outcome = await self._store.change(server, lambda standing: claim_today(standing, terms))
        if outcome.claims:
            return await self.deliver(_claim(outcome.claims[0], until))
        return settling.todays(outcome.standing, terms.now)

    async def deliver(self, claim: Claim) -> Delivery:
        """See a delivery through, as far as its lease lasts; the rest is left to the next claim."""
        for wait in WAITS:
            asked = 0.0
            try:
                return await self._try(claim)
            except RefusedError as refused:
                return await self._refused(claim, refused.reason)
            except NothingToShowError:
                return await self._try_to_settle(claim, settling.pass_over(claim.delivery, self._terms()))
            except (_LetGoError, settling.ReplanError):
                break
            except BusyError as busy:
                asked = busy.seconds
            except UnsureError:
                claim.uncertain = True
            except StorageError as error:
                log.warning("The post of the day of server %d: %s", claim.delivery.server, error)
            except Exception:
                log.exception("The post of the day of server %d: trying again", claim.delivery.server)
                claim.uncertain = True
            pause = max(wait, asked)
            if not self._lasts(claim, pause + TIMEOUT):
                rest = settling.retry_delay(claim.delivery.attempts)
                return await self._let_go(claim, max(rest, timedelta(seconds=asked)))
            if await self._clock.wait(pause, self._stopping):
                break
        return await self._let_go(claim, timedelta())

    async def _try(self, claim: Claim) -> Delivery:
        """One try from beginning to end, leaving out what an earlier one has done."""
        delivery = claim.delivery
        if claim.message is None and claim.uncertain:
            claim.message = await self._ask(claim, lambda: self._poster.find(delivery))
        standing = await self._store.standing(delivery.server)
        schedule = standing.schedule
        if claim.message is None:
            if not settling.is_held(delivery, standing):
                return standing.delivery(delivery.day) or replace(delivery, state=State.SKIPPED, lease=None)
            reason = settling.objection(delivery, standing, self._terms())
            if reason is not None or schedule is None:
                return await self._settle(delivery, settling.give_up(delivery, reason or Reason.ADMIN))
            claim.message = await self._ask(claim, lambda: self._poster.send(delivery, schedule))
        if schedule is not None and schedule.thread:
            posted = replace(delivery, message=claim.message)
            await self._follow_up(claim, lambda: self._poster.follow_up(posted, schedule))
        return await self._settle(delivery, settling.confirm(delivery, claim.message))

    async def _ask(self, claim: Claim, question: Callable[[], Awaitable[T]]) -> T:
        """Ask something of Discord, in turn, and only when the lease lasts for the answer."""
        async with self._slots:
            if self._stopping.is_set() or not self._lasts(claim, TIMEOUT):
                raise _LetGoError
            try:
                async with asyncio.timeout(TIMEOUT):
                    return await question()
            except TimeoutError:
                raise UnsureError from None

    async def _follow_up(self, claim: Claim, question: Callable[[], Awaitable[None]]) -> None:
        """Open the thread. It is not worth a doubt about the post, so what goes wrong is only logged."""
        try:
            await self._ask(claim, question)
        except Exception as error:  # noqa: BLE001 - whatever it was, the post stands
            log.warning("No thread under the post of the day of server %d: %r", claim.delivery.server, error)

    async def _refused(self, claim: Claim, reason: Reason) -> Delivery:
        """Leave the date out and let the schedule rest: the next post would be refused as well."""
        log.warning("Discord refuses the post of the day of server %d: %s", claim.delivery.server, reason)
        return await self._try_to_settle(claim, settling.give_up(claim.delivery, reason, pause_at=self._clock.now()))

    async def _let_go(self, claim: Claim, rest: timedelta) -> Delivery:
        """End the lease early, so that the delivery can be claimed again after a rest."""
        now = self._clock.now()
        if claim.message is None and now - claim.delivery.due > self._grace + FORGOTTEN:
            return await self._try_to_settle(claim, settling.give_up(claim.delivery, Reason.LATE))
        return await self._try_to_settle(claim, settling.let_go(claim.delivery, now + rest))

    async def _try_to_settle(self, claim: Claim, decide: Transition) -> Delivery:
        """Settle; when the database fails, the lease runs out by itself and the delivery is claimed again."""
        try:
            return await self._settle(claim.delivery, decide)
        except StorageError as error:
            log.warning("The post of the day of server %d waits for its lease: %s", claim.delivery.server, error)
            return claim.delivery

    async def _settle(self, delivery: Delivery, decide: Transition) -> Delivery:
        """Store what became of a delivery, and give it as it is stored."""
        outcome = await self._store.change(delivery.server, decide)
        return outcome.standing.delivery(delivery.day) or delivery

    def _terms(self) -> ClaimTerms:
        return ClaimTerms(self._pack(), self._clock.now(), self._grace)

    def _end_of_lease(self) -> float:
        return self._clock.monotonic() + LEASE.total_seconds()

    def _lasts(self, claim: Claim, seconds: float) -> bool:
        """Whether the lease lasts for so long, by both clocks: one may be set, the other may stand still in sleep."""
        lease = claim.delivery.lease
        by_calendar = (lease - self._clock.now()).total_seconds() if lease else 0.0
        return min(by_calendar, claim.until - self._clock.monotonic()) >= seconds


def _claim_or_back_off(standing: Standing, terms: ClaimTerms) -> DeliveryOutcome:
    """Claim; a server whose claim fails unexpectedly is put off (back-off), so that it does not hold up the others."""
    try:
        return claim_due(standing, terms)
    except Exception:
        log.exception("The post of the day of server %d is put off", standing.server)
        return back_off(standing, terms)


def _claim(delivery: Delivery, until: float) -> Claim:
    return Claim(delivery, until, uncertain=delivery.attempts > 1)
