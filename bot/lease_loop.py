"""Loop over work that any process may claim for a while: sleeps until some is due, claims it, and lets tasks do it."""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from typing import Any

from bot.clock import Clock
from bot.errors import StorageError

log = logging.getLogger(__name__)

AFTER_FAILURE = 5.0
"""Seconds before looking again after the database failed."""


class LeaseLoop(ABC):
    """Claims and works until stopped. One a process; any number of processes share the work through the database.

    Attributes:
        called: what is worked on, in the plural, as the log names it.
    """

    called: str

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stopping = False
        self._changed = asyncio.Event()
        self._in_hand: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """End the sleep and look at once: there is something new, or the clock was set."""
        self._changed.set()

    def stop(self) -> None:
        """Make `run` return once the requests under way are answered; nothing more is begun."""
        self._stopping = True
        self._changed.set()

    @property
    def in_hand(self) -> frozenset[asyncio.Task[None]]:
        """The work under way."""
        return frozenset(self._in_hand)

    async def run(self) -> None:
        """Work until `stop`. When cancelled, what is in hand is left until its lease runs out."""
        try:
            while not self._stopping:
                self._changed.clear()
                await self._clock.wait(await self._look(), self._changed)
            await self._finish()
        finally:
            for task in self._in_hand:
                task.cancel()
            await self._finish()

    @abstractmethod
    async def _claim_due(self) -> float:
        """Claim what is due and begin with it; gives how many seconds to sleep."""

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._in_hand.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._in_hand.discard(task)
        if self._has_room():
            self._changed.set()

    def _has_room(self) -> bool:
        """Whether to look for more now that something is done."""
        return True

    async def _look(self) -> float:
        try:
            return await self._claim_due()
        except StorageError as error:
            log.warning("%s wait for the database: %s", self.called, error)
        except Exception:
            log.exception("%s: trying again", self.called)
        return AFTER_FAILURE

    async def _finish(self) -> None:
        await asyncio.gather(*self._in_hand, return_exceptions=True)
