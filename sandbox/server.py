"""HTTP server of the sandbox: REST, gateway and page on one loopback port, steered from Python."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from sandbox.control import Control
from sandbox.core import Core
from sandbox.faults import Faults
from sandbox.gateway.gateway import Gateway
from sandbox.messaging.interactions import RESPONSE_DEADLINE
from sandbox.people.api import PeopleApi
from sandbox.people.feed import Feed
from sandbox.people.origin_check import loopback_only
from sandbox.people.page_extras import Extras, Notice
from sandbox.rate_limits import Rates
from sandbox.rest.router import Exchange, Router
from sandbox.state.events import PageBroadcast
from sandbox.state.uploads import MAX_BYTES
from sandbox.state.world import World

PAGE = Path(__file__).parent / "page"
"""The files of the page, served at `/`."""
_MAX_REQUEST = 11 * MAX_BYTES


class Sandbox:
    """A small Discord on loopback.

    Use it as an asynchronous context, or call `start` and `stop`.

    Args:
        world: what there is.
        extras: what the page offers besides.
        port: 0 for any that is free.
        rates: rate limits; without any, those of `Rates`.
        response_deadline: seconds the bot has for its first response to an interaction.
        heartbeat: seconds between two heartbeats of the gateway.
    """

    def __init__(  # noqa: PLR0913 - each has a default
        self,
        world: World,
        extras: Extras | None = None,
        *,
        port: int = 0,
        rates: Rates | None = None,
        response_deadline: float = RESPONSE_DEADLINE,
        heartbeat: float = 41.25,
    ) -> None:
        self.world = world
        self.extras = extras or Extras()
        self.core = Core.create(world, rates=rates, response_deadline=response_deadline, heartbeat=heartbeat)
        self._port = port
        self._closing = asyncio.Event()
        self._router = Router(self.core, self._closing)
        self._feed = Feed(self.core)
        self.control = Control(self.core)
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str:
        """Where it answers, such as `http://127.0.0.1:8080`; empty before it has started."""
        return self.core.world_json.address

    @property
    def faults(self) -> Faults:
        """The faults in force for requests; `control` has those of the gateway and of the world."""
        return self.core.faults

    @property
    def gateway(self) -> Gateway:
        """The gateway."""
        return self.core.gateway

    def watch(self, watcher: Callable[[Exchange], None]) -> None:
        """Call a watcher with every request of the bot and its response."""
        self._router.watchers.append(watcher)

    def notice(self, number: str, level: str, text: str) -> None:
        """Show a banner on every page; one with the same id is replaced.

        Args:
            number: its id.
            level: info, warning or error.
            text: what it says.
        """
        notice = Notice(number, level, text)
        self.extras.notices[number] = notice
        self._feed.on_event(PageBroadcast("NOTICE", notice.as_json()))

    def clear_notice(self, number: str) -> None:
        """Take a banner away."""
        if self.extras.notices.pop(number, None) is not None:
            self._feed.on_event(PageBroadcast("NOTICE_GONE", {"id": number}))

    async def start(self) -> None:
        """Listen.

        Raises:
            OSError: the port is taken.
        """
        runner = await self._set_up()
        try:
            await web.TCPSite(runner, "127.0.0.1", self._port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._set_address(f"127.0.0.1:{runner.addresses[0][1]}")

    async def start_in_process(self) -> web.Server:
        """Serve without a port, for clients in this process.

        Returns:
            What makes the server's side of a connection when called: an HTTP client with a connector of its own
            (`aiohttp.BaseConnector`) joins the two sides.
        """
        runner = await self._set_up()
        self._set_address("127.0.0.1")
        if runner.server is None:  # it has one from its setup on
            raise RuntimeError("the server did not start")
        return runner.server

    async def stop(self) -> None:
        """Close every connection and listen no more."""
        self._closing.set()
        self.core.interactions.close()
        await self.core.gateway.drop(1001)
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _set_up(self) -> web.AppRunner:
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        self._runner = runner
        return runner

    def _set_address(self, host: str) -> None:
        """Set the address that clients are given, and connect the feed of the pages."""
        self.core.world_json.address = f"http://{host}"
        self.core.gateway.sessions.address = f"ws://{host}/gateway"
        self.core.events.listeners.append(self._feed.on_event)

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[loopback_only], client_max_size=_MAX_REQUEST)
        self._router.add_routes(app)
        PeopleApi(self.core, self._feed, self.extras).add_routes(app)
        self.control.add_routes(app)
        app.router.add_get("/gateway", self.core.gateway.serve)
        app.router.add_get("/gateway/", self.core.gateway.serve)
        app.router.add_get("/attachments/{channel}/{attachment:\\d+}/{name}", self._file)
        if PAGE.is_dir():
            app.router.add_get("/", self._index)
            app.router.add_static("/", PAGE)
        return app

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _file(self, request: web.Request) -> web.Response:
        """A file of a message; pictures as such, everything else only to be saved."""
        data = self.world.files.get(int(request.match_info["attachment"]))
        if data is None:
            return web.Response(status=404)
        name = request.match_info["name"]
        kind = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
        shown = kind.get(name.rpartition(".")[2].lower())
        headers = {} if shown else {"Content-Disposition": "attachment"}
        return web.Response(body=data, content_type=shown or "application/octet-stream", headers=headers)
