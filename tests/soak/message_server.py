"""A stand-in for Discord's message endpoint, in a process of its own: keeps posts, and misbehaves as it is told."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.rate_limits import LimitedError, Limits, Rates
from tests.soak.faults import Fault, Faults
from tests.soak.hurry import HurriedClock, HurriedLoop
from tests.soak.journal import Journal, What

DISCORD_EPOCH = 1420070400
NONCES_KEPT = timedelta(minutes=5)
GIVEN_UP = 25.0
"""Seconds after which whoever asked has given up."""
ME = {"id": "2", "username": "footnote", "discriminator": "0", "avatar": None, "bot": True, "global_name": None}
APPLICATION = {
    "id": "1", "name": "Footnote", "description": "", "icon": None, "bot_public": True, "bot_require_code_grant": False,
    "owner": ME, "summary": "", "verify_key": "", "flags": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Terms:
    """How it behaves.

    Attributes:
        often: how often something goes wrong, compared to the usual; 0 is never.
        latency: least and most seconds that an answer takes.
        behind: by how many seconds its clock, which ids are made by, is behind that of the workers.
    """

    seed: int
    often: float = 1.0
    latency: tuple[float, float] = (0.05, 1.5)
    behind: float = 0.0


@dataclass(frozen=True)
class Kept:
    """A post.

    Attributes:
        at: when it was stored.
        body: what was sent, and put in its place since.
    """

    id: int
    channel: int
    at: datetime
    body: dict[str, Any]

    def as_discord(self) -> dict[str, Any]:
        return {
            "id": str(self.id), "channel_id": str(self.channel), "author": ME, "type": 0, "tts": False, "content": "",
            "timestamp": self.at.isoformat(), "edited_timestamp": None, "mention_everyone": False, "mentions": [],
            "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "nonce": self.body.get("nonce"),
            "flags": self.body.get("flags", 0), "components": self.body.get("components", []),
        }  # fmt: skip


class MessageServer:
    """All channels there are, each made when it is first posted in."""

    def __init__(self, terms: Terms, clock: HurriedClock, journal: Journal) -> None:
        self._terms = terms
        self._clock = clock
        self._journal = journal
        self._faults = Faults(terms.seed, terms.often)
        self._limits = Limits(Rates(), clock.monotonic)
        self._channels: dict[int, list[Kept]] = defaultdict(list)
        self._nonces: dict[str, Kept] = {}
        self._threads: set[int] = set()
        self._numbers = itertools.count()
        self._counts: Counter[str] = Counter()

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._misbehaving])
        app.router.add_get("/users/@me", self._me)
        app.router.add_get("/oauth2/applications/@me", self._application)
        app.router.add_post("/channels/{channel}/messages", self._post)
        app.router.add_get("/channels/{channel}/messages", self._list)
        app.router.add_get("/channels/{channel}/messages/{message}", self._get)
        app.router.add_patch("/channels/{channel}/messages/{message}", self._edit)
        app.router.add_post("/channels/{channel}/messages/{message}/threads", self._open_thread)
        app.router.add_get("/kept", self._kept)
        return app

    async def _me(self, _request: web.Request) -> web.Response:
        return answer(ME)

    async def _application(self, _request: web.Request) -> web.Response:
        return answer(APPLICATION)

    async def _post(self, request: web.Request) -> web.Response:
        channel, body = int(request.match_info["channel"]), await request.json()
        nonce = str(body["nonce"]) if body.get("enforce_nonce") else ""
        known = self._nonces.get(nonce)
        now = self._clock.now()
        if known is not None and now - known.at < NONCES_KEPT:
            self._counts["nonce hits"] += 1
            self._journal.note_of(What.REPEATED, channel, known.id)
            return answer(known.as_discord())
        milliseconds = int((now.timestamp() - self._terms.behind - DISCORD_EPOCH) * 1000)
        post = Kept((milliseconds << 22) | next(self._numbers) % (1 << 22), channel, now, body)
        self._channels[channel].append(post)
        if nonce:
            self._nonces[nonce] = post
        self._journal.note_of(What.STORED, channel, post.id)
        return answer(post.as_discord())

    async def _list(self, request: web.Request) -> web.Response:
        after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 50))
        later = [post for post in self._channels[int(request.match_info["channel"])] if post.id > after]
        some = later[:limit] if "after" in request.query else later[-limit:]
        return answer([post.as_discord() for post in reversed(some)])

    async def _get(self, request: web.Request) -> web.Response:
        wanted = int(request.match_info["message"])
        for post in self._channels[int(request.match_info["channel"])]:
            if post.id == wanted:
                return answer(post.as_discord())
        return answer({"message": "Unknown Message", "code": 10008}, 404)

    async def _edit(self, request: web.Request) -> web.Response:
        wanted, body = int(request.match_info["message"]), await request.json()
        for post in self._channels[int(request.match_info["channel"])]:
            if post.id == wanted:
                post.body.update(body)
                return answer(post.as_discord())
        return answer({"message": "Unknown Message", "code": 10008}, 404)

    async def _open_thread(self, request: web.Request) -> web.Response:
        message = int(request.match_info["message"])
        if message in self._threads:
            return answer({"message": "A thread has already been created for this message", "code": 160004}, 400)
        self._threads.add(message)
        return answer({"id": str(message), "parent_id": request.match_info["channel"], "type": 11, "name": ""})

    async def _kept(self, _request: web.Request) -> web.Response:
        posts = [
            {"id": post.id, "channel": post.channel, "at": post.at.isoformat(), "body": post.body}
            for posts in self._channels.values()
            for post in posts
        ]
        return answer({"posts": posts, "counts": self._counts, "threads": len(self._threads)})

    @web.middleware
    async def _misbehaving(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Limit, delay, and let something go wrong before or after the request had its effect."""
        channel = int(request.match_info.get("channel", 0))
        if not channel:
            return await handler(request)
        self._counts["requests"] += 1
        try:
            pattern = request.match_info.route.resource.canonical if request.match_info.route.resource else ""
            headers = self._limits.take(f"{request.method} {pattern}", str(channel), exempt=False)
        except LimitedError as limited:
            self._counts["limited"] += 1
            return answer(limited.body, 429, limited.headers)
        await asyncio.sleep(self._faults.between(*self._terms.latency) / 2)
        fault = self._faults.draw(posting=request.method == "POST")
        if fault is not None:
            self._counts[fault] += 1
            self._journal.note_of(What.FAULT, channel, fault)
        before = await self._before(fault, request)
        if before is not None:
            return before
        try:
            response: web.StreamResponse = await handler(request)
        except ConnectionResetError:  # the asker died before it had asked
            return web.Response()
        response.headers.update(headers)
        await asyncio.sleep(self._faults.between(*self._terms.latency) / 2)
        return await self._after(fault, request) or response

    async def _before(self, fault: Fault | None, request: web.Request) -> web.Response | None:
        if fault is Fault.ERROR_BEFORE:
            return answer({"message": "Internal Server Error", "code": 0}, self._faults.status())
        if fault is Fault.BUSY:
            busy = LimitedError(self._faults.between(0.5, 10), everywhere=self._faults.between(0, 1) < 0.3)
            return answer(busy.body, 429, busy.headers)
        if fault is Fault.SILENCE_BEFORE:
            return await _hang_up(request, GIVEN_UP)
        if fault is Fault.LATE:
            await asyncio.sleep(self._faults.between(GIVEN_UP, 60))
        return None

    async def _after(self, fault: Fault | None, request: web.Request) -> web.Response | None:
        if fault is Fault.ERROR_AFTER:
            return answer({"message": "Internal Server Error", "code": 0}, self._faults.status())
        if fault in (Fault.SILENCE_AFTER, Fault.CUT_AFTER):
            return await _hang_up(request, GIVEN_UP if fault is Fault.SILENCE_AFTER else 0)
        return None


def answer(body: object, status: int = 200, headers: Any = None) -> web.Response:
    """A response whose content type is just what Discord sends; the client library compares it to the letter."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


async def _hang_up(request: web.Request, seconds: float) -> web.Response:
    """Say nothing for a while, then cut the connection."""
    await asyncio.sleep(seconds)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def serve(terms: Terms, clock: HurriedClock, folder: Path, told: Connection) -> None:
    """Serve until killed; tells its port when it is ready."""

    async def _serve() -> None:
        end = MessageServer(terms, clock, Journal(folder, "message server", clock))
        runner = web.AppRunner(end.app(), access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
        await site.start()
        told.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    with asyncio.Runner(loop_factory=lambda: HurriedLoop(clock.factor)) as running:
        running.run(_serve())
