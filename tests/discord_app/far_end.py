"""The far end of the network: as much of Discord as logging in takes, on loopback, with refusals to order."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

MESSAGE_CONTENT = 1 << 15
USER = {"id": "2", "username": "footnote", "discriminator": "0", "avatar": None, "bot": True, "global_name": None}
APPLICATION = {
    "id": "1",
    "name": "Footnote",
    "description": "",
    "icon": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "owner": USER,
    "summary": "",
    "verify_key": "",
    "flags": 0,
}


def answer(body: object, status: int = 200) -> web.Response:
    """A response whose content type is just what Discord sends; the client library compares it to the letter."""
    return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")


@dataclass
class FarEnd:
    """A Discord that refuses what it is told to refuse, and notes what it was asked for.

    Attributes:
        intents: the intents of each connection that was opened.
        refusal: given the intents, the code with which the gateway closes; None to go on.
    """

    token_is_good: bool = True
    status: int = 200
    refusal: Callable[[int], int | None] = lambda _intents: None
    intents: list[int] = field(default_factory=list[int])
    address: str = ""

    async def me(self, _request: web.Request) -> web.Response:
        if self.status >= 500:
            return answer({"message": "down"}, status=self.status)
        if not self.token_is_good:
            return answer({"message": "401: Unauthorized", "code": 0}, status=401)
        return answer(USER)

    async def application(self, _request: web.Request) -> web.Response:
        return answer(APPLICATION)

    async def commands(self, request: web.Request) -> web.Response:
        sent: list[dict[str, Any]] = await request.json() if request.method == "PUT" else []
        return answer(
            [{"id": str(n), "application_id": "1", "description": "", **one} for n, one in enumerate(sent, 1)]
        )

    async def shards(self, _request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
        url = self.address.replace("http", "ws", 1) + "/gateway"
        return answer({"url": url, "shards": 1, "session_start_limit": limit})

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 40_000}, "s": None, "t": None})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            sent = message.json()
            if sent["op"] != 2:
                continue
            self.intents.append(sent["d"]["intents"])
            code = self.refusal(sent["d"]["intents"])
            if code is not None:
                await socket.close(code=code)
                break
            ready: dict[str, Any] = {
                "v": 10,
                "user": USER,
                "guilds": [],
                "session_id": "s",
                "shard": sent["d"]["shard"],
            }
            ready["application"] = APPLICATION
            ready["resume_gateway_url"] = self.address.replace("http", "ws", 1) + "/gateway"
            await socket.send_json({"op": 0, "d": ready, "s": 1, "t": "READY"})
            os.kill(os.getpid(), signal.SIGTERM)  # as a host does that stops the bot
        return socket

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/v10/users/@me", self.me)
        app.router.add_get("/api/v10/oauth2/applications/@me", self.application)
        app.router.add_route("*", "/api/v10/applications/1/commands", self.commands)
        app.router.add_get("/api/v10/gateway/bot", self.shards)
        app.router.add_get("/gateway", self.gateway)
        return app


@contextmanager
def served(end: FarEnd) -> Generator[FarEnd]:
    """Serve it from a thread of its own, so that the bot runs in the main thread as it does in earnest."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(end.app(), shutdown_timeout=0.1)

    async def start() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        end.address = f"http://127.0.0.1:{runner.addresses[0][1]}"

    loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield end
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
