"""A sandbox served from another thread, so that the bot runs in the main thread, where signals come, as in earnest."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sandbox import Sandbox
from sandbox.rest.router import Exchange
from sandbox.state.events import Event, PageBroadcast

ONLINE = PageBroadcast("BOT_STATUS", {"online": True})


@dataclass
class Host:
    """What becomes of a bot that connects: it is stopped as a host does that shuts down, or its connection closed.

    Attributes:
        closes: the code with which the gateway closes every connection once the bot identified itself; None: it stays.
        stops: whether a bot that connected is told to stop.
        resets: whether the token is reset once the bot has logged in and asks where to connect.
        exchanges: what the bot asked over REST.
        intents: those of each connection that was granted.
    """

    sandbox: Sandbox
    closes: int | None = None
    stops: bool = True
    resets: bool = False
    exchanges: list[Exchange] = field(default_factory=list[Exchange])
    intents: list[int] = field(default_factory=list[int])
    closing: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])

    def see(self, exchange: Exchange) -> None:
        """Take a request down."""
        self.exchanges.append(exchange)
        world = self.sandbox.world
        if self.resets and exchange.pattern == "/gateway/bot":
            world.application = replace(world.application, token="another")

    def hear(self, event: Event) -> None:
        """Do what is to be done with a bot that is connected."""
        if event != ONLINE:
            return
        gateway = self.sandbox.gateway
        self.intents += [session.intents for session in gateway.sessions.by_id.values()]
        if self.closes is None and self.stops:
            os.kill(os.getpid(), signal.SIGTERM)
        elif self.closes is not None:
            self.closing.append(asyncio.create_task(gateway.drop(self.closes)))


@contextmanager
def served(sandbox: Sandbox) -> Generator[Host]:
    """While inside the sandbox is served, to one bot after the other."""
    host, loop = Host(sandbox), asyncio.new_event_loop()
    sandbox.watch(host.see)
    loop.run_until_complete(sandbox.start())
    sandbox.core.events.listeners.append(host.hear)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        asyncio.run_coroutine_threadsafe(sandbox.stop(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
