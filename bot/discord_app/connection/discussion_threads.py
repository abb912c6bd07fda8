"""Discussion threads, as one process knows them: looked up once, and remembered for a while."""

from __future__ import annotations

from collections.abc import Collection

from bot.answering.expiring import Allowance, ExpiringMap
from bot.errors import StorageError
from bot.ports.discussions import Discussion, Opening
from bot.ports.ports import Ports

REMEMBERED = 600.0
"""Seconds for which it is remembered whether a thread is a discussion."""
OPENED_IN_TEN_MINUTES = 5
"""How many discussions a member may open within ten minutes: each is a thread that others see."""


class DiscussionThreads:
    """Which threads are discussions.

    Args:
        ports: where they are kept, and the clock.
    """

    def __init__(self, ports: Ports) -> None:
        self._ports = ports
        self._known: ExpiringMap[int, tuple[Discussion | None]] = ExpiringMap(REMEMBERED)
        self._allowed = Allowance(OPENED_IN_TEN_MINUTES, 600)

    def takes(self, member: int) -> bool:
        """Whether a member may open one more now; it is counted."""
        return self._allowed.takes(member, self._now)

    async def of(self, thread: int) -> Discussion | None:
        """The discussion in a thread; None where there is none, or it cannot be looked up now."""
        known = self._known.get(thread, self._now)
        if known is None:
            try:
                known = (await self._ports.store.discussion(thread),)
            except StorageError:  # the database says so itself; the thread is then a thread as any other
                return None
            self._known.put(thread, known, self._now)
        return known[0]

    async def open(self, discussion: Discussion) -> Opening:
        """Remember a discussion.

        Raises:
            StorageError: it cannot be stored.
        """
        opening = await self._ports.store.open_discussion(discussion)
        self._known.pop(discussion.thread)
        return opening

    async def note(self, thread: int, entries: Collection[str]) -> None:
        """Add what was answered; what cannot be stored, only this process knows."""
        known = self._known.get(thread, self._now)
        if known is not None and known[0] is not None:
            self._known.put(thread, (known[0].with_entries(entries),), self._now)
        try:
            await self._ports.store.note_discussed(thread, entries)
        except StorageError:  # the database says so itself
            return

    async def close(self, thread: int) -> Discussion | None:
        """Forget a discussion and give it; None where another has closed it, or there is none.

        Raises:
            StorageError: it cannot be forgotten.
        """
        self._known.put(thread, (None,), self._now)
        return await self._ports.store.close_discussion(thread)

    @property
    def _now(self) -> float:
        return self._ports.clock.monotonic()
