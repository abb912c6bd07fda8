"""Cache of servers' settings: fast enough for every message, and there when the database is not."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.errors import StorageError
from bot.ports.server_settings import ServerSettings, SpeakMode

FRESH = 5.0
"""Time to live, in seconds: at most so late does one process see what another saved."""
AT_ONCE = 0.2
"""Seconds after which whoever asks is given what was known last, while the database is still being asked."""
AGAIN = 0.5
"""Seconds between two tries to read settings of which nothing is known."""
MOST_AT_ONCE = 200
"""Most servers whose settings are read by one query."""
_QUIET = ServerSettings(mode=SpeakMode.COMMANDS)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    settings: ServerSettings
    until: float


class KnownSettings:
    """Remembers servers' settings for `FRESH` seconds; one small entry for each server that this process serves.

    One query is under way at a time, for all servers that were asked for before it began: a thousand messages at once
    read each server's settings once, and a database that hangs is asked by one connection.

    Args:
        read: reads the settings of servers.
        clock: by which they age.
        at_once: seconds that whoever asks is let wait at most.
    """

    def __init__(
        self,
        read: Callable[[Collection[int]], Awaitable[Mapping[int, ServerSettings]]],
        clock: Clock,
        at_once: float = AT_ONCE,
    ) -> None:
        self._read = read
        self._clock = clock
        self._at_once = at_once
        self._held: dict[int, _Held] = {}
        self._wanted: dict[int, asyncio.Future[None]] = {}
        self._reader: asyncio.Task[None] | None = None
        self._failing = False

    async def of(self, server: int) -> ServerSettings:
        """A server's settings, at most `FRESH` seconds old, within `at_once` seconds.

        While they cannot be read, they are those last known; where none are known, the bot speaks only when commanded.
        """
        held = self._held.get(server)
        if held is None or self._clock.monotonic() >= held.until:
            # Once a read has failed nobody waits for the next who can do with what was known.
            patience = 0.0 if held is not None and self._failing else self._at_once
            await asyncio.wait({self._ask(server)}, timeout=patience)
            held = self._held.get(server)
        return held.settings if held is not None else _QUIET

    async def once_known(self, server: int, patience: float) -> ServerSettings:
        """The same for somebody who waits for it: where none are known, it is tried again for `patience` seconds."""
        ends = self._clock.monotonic() + patience
        settings = await self.of(server)
        while server not in self._held and self._clock.monotonic() < ends:
            await self._clock.wait(AGAIN)
            settings = await self.of(server)
        return settings

    def note(self, server: int, settings: ServerSettings) -> None:
        """Remember what was just saved or read."""
        self._held[server] = _Held(settings, self._clock.monotonic() + FRESH)

    def _ask(self, server: int) -> asyncio.Future[None]:
        """Have a server's settings read, together with others; done when it was tried."""
        asked = self._wanted.get(server)
        if asked is None:
            asked = self._wanted[server] = asyncio.get_running_loop().create_future()
        if self._reader is None:
            self._reader = asyncio.create_task(self._read_wanted(), name="settings")
        return asked

    async def _read_wanted(self) -> None:
        """Read what is wanted until nothing is."""
        try:
            while self._wanted:
                batch = {server: self._wanted[server] for server in list(self._wanted)[:MOST_AT_ONCE]}
                await self._read_batch(batch)
                for server, asked in batch.items():
                    del self._wanted[server]
                    asked.set_result(None)
        finally:
            self._reader = None
            for asked in self._wanted.values():
                asked.cancel()
            self._wanted.clear()

    async def _read_batch(self, servers: Collection[int]) -> None:
        before = {server: self._held.get(server) for server in servers}
        try:
            found = await self._read(servers)
            self._failing = False
        except StorageError as error:
            if not self._failing:
                log.warning("Settings cannot be read, so those last known are used until they can. %s", error)
            self._failing = True
            found = {server: held.settings for server, held in before.items() if held is not None}
        for server, settings in found.items():
            if self._held.get(server) is before[server]:  # else something was saved meanwhile, and is newer
                self.note(server, settings)
