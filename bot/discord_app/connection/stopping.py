"""Stopping on SIGTERM, which hosts send some ten seconds before they kill: in good manners, else without them."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress

import discord

log = logging.getLogger(__name__)

CLOSING = 2.5
"""Seconds in which the client may end its deliveries and its connections."""
LEAVING = 0.5
"""Seconds after that in which whatever waits on the client may notice."""
LAST = 4.5
"""Seconds after which the process ends wherever it hangs: in a thread that builds an engine, in a database."""


class Stopping:
    """Ends one process on SIGTERM, within five seconds, whatever it is doing.

    Nothing is lost by an end without manners: what was saved is saved, and a post that was claimed is settled by
    whichever process comes next.

    Attributes:
        asked: whether the process was told to stop.
    """

    def __init__(self) -> None:
        self.asked = False
        self._last_resort: threading.Timer | None = None
        self._closing: asyncio.Task[None] | None = None

    @contextmanager
    def on_sigterm(self, client: discord.Client) -> Generator[None]:
        """While inside, SIGTERM closes the client, and then cancels what is done inside; else nothing changes.

        Where there is no such signal (Windows), or not in the main thread, nothing is done.
        """
        loop, inside = asyncio.get_running_loop(), asyncio.current_task()
        if inside is None:
            raise RuntimeError("only a task can be stopped")
        try:
            loop.add_signal_handler(signal.SIGTERM, self._stop, client, inside)
        except (NotImplementedError, RuntimeError):
            yield
            return
        try:
            yield
        except (asyncio.CancelledError, Exception):
            if not self.asked:
                raise
            inside.uncancel()  # what closing broke is no error
        finally:
            loop.remove_signal_handler(signal.SIGTERM)

    def over(self) -> None:
        """The process is ending by itself."""
        if self._last_resort is not None:
            self._last_resort.cancel()

    def _stop(self, client: discord.Client, inside: asyncio.Task[object]) -> None:
        if self.asked:
            return
        self.asked = True
        log.info("Told to stop")
        self._last_resort = threading.Timer(LAST, _end)
        self._last_resort.daemon = True
        self._last_resort.start()
        self._closing = asyncio.get_running_loop().create_task(self._close(client, inside), name="stopping")

    async def _close(self, client: discord.Client, inside: asyncio.Task[object]) -> None:
        with suppress(Exception):  # it is left in any case
            async with asyncio.timeout(CLOSING):
                await client.close()
        await asyncio.wait({inside}, timeout=LEAVING)
        inside.cancel()


def _end() -> None:
    """End the process at once."""
    log.warning("Something does not end, so the process ends without it.")
    logging.shutdown()
    os._exit(0)
