"""Cache of servers' settings: fast enough for every message, and there when the database is not."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.errors import StorageError
from bot.ports.server_settings import ServerSettings, SpeakMode

FRESH = 5.0
"""Time to live, in seconds: at most so late does one process see what another saved."""
_QUIET = ServerSettings(mode=SpeakMode.COMMANDS)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    settings: ServerSettings
    until: float


class KnownSettings:
    """Remembers servers' settings for `FRESH` seconds; one small entry for each server that this process serves."""

    def __init__(self, read: Callable[[int], Awaitable[ServerSettings]], clock: Clock) -> None:
        self._read = read
        self._clock = clock
        self._held: dict[int, _Held] = {}
        self._failing = False

    async def of(self, server: int) -> ServerSettings:
        """A server's settings, at most `FRESH` seconds old.

        While they cannot be read, they are those last known; where none are known, the bot speaks only when commanded.
        """
        held = self._held.get(server)
        if held is not None and self._clock.monotonic() < held.until:
            return held.settings
        try:
            found = await self._read(server)
            self._failing = False
        except StorageError as error:
            if not self._failing:
                log.warning("Settings cannot be read, so those last known are used until they can. %s", error)
            self._failing = True
            found = held.settings if held is not None else _QUIET
        if self._held.get(server) is held:  # otherwise something was saved meanwhile, and is newer than what was read
            self.note(server, found)
        return self._held[server].settings

    def note(self, server: int, settings: ServerSettings) -> None:
        """Remember what was just saved or read."""
        self._held[server] = _Held(settings, self._clock.monotonic() + FRESH)
