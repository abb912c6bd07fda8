"""The far end of the network for the quote of the day: a channel on loopback that pages and keeps nonces."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import discord
from aiohttp import web

from .far_end import APPLICATION, USER, answer

ME = int(USER["id"] or 0)
SOMEBODY = {**USER, "id": "3", "username": "somebody", "bot": False}


@dataclass
class ChannelEnd:
    """A channel.

    Attributes:
        before: answers to give in place of the usual ones, one for each request to post; None lets one through.
        after: answers to give in place of the usual ones once the message is stored.
        may_read_history: without it Discord shows an empty channel, and refuses to show a single message.
    """

    messages: dict[int, dict[str, Any]] = field(default_factory=dict[int, dict[str, Any]])
    posted: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    asked: list[str] = field(default_factory=list[str])
    before: list[Callable[[], web.Response] | None] = field(default_factory=list[Callable[[], web.Response] | None])
    after: list[Callable[[], web.Response]] = field(default_factory=list[Callable[[], web.Response]])
    threads: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    refuse_thread: Callable[[], web.Response] | None = None
    silent: bool = False
    may_read_history: bool = True
    locale: str = "en-US"
    nonces: dict[str, int] = field(default_factory=dict[str, int])

    def put(self, moment: datetime, custom_id: str = "", author: dict[str, Any] = USER, **fields: Any) -> int:
        """Store a message of that moment with a button of that id."""
        number = discord.utils.time_snowflake(moment) + len(self.messages) + 1
        button = {"type": 2, "style": 2, "label": "-", "custom_id": custom_id, "disabled": False, "id": 3}
        row: dict[str, Any] = {"type": 1, "components": [button], "id": 2}
        box: dict[str, Any] = {"type": 17, "components": [row], "id": 1, "accent_color": 1, "spoiler": False}
        self.messages[number] = {
            "id": str(number), "channel_id": "20", "author": author, "content": "", "timestamp": moment.isoformat(),
            "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [], "mention_roles": [],
            "attachments": [], "embeds": [], "pinned": False, "type": 0, "flags": 1 << 15,
            "components": [box] if custom_id else [], **fields,
        }  # fmt: skip
        return number

    async def post(self, request: web.Request) -> web.Response:
        body: dict[str, Any] = await request.json()
        self.posted.append(body)
        if self.silent:
            await asyncio.sleep(3600)
        instead = self.before.pop(0) if self.before else None
        if instead is not None:
            return instead()
        number = self.nonces.get(body["nonce"]) if body.get("enforce_nonce") else None
        if number is None:
            components = body["components"]
            number = self.nonces[body["nonce"]] = self.put(discord.utils.utcnow(), components=components)
        return self.after.pop(0)() if self.after else answer(self.messages[number])

    async def history(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        limit, after = int(request.query["limit"]), int(request.query.get("after", 0))
        found = sorted(number for number in self.messages if number > after)[:limit] if self.may_read_history else []
        return answer([self.messages[number] for number in reversed(found)])

    async def message(self, request: web.Request) -> web.Response:
        if not self.may_read_history:
            return answer({"message": "Missing Permissions", "code": 50013}, 403)
        return answer({"message": "Unknown Message", "code": 10008}, 404)

    async def thread(self, request: web.Request) -> web.Response:
        if self.refuse_thread is not None:
            return self.refuse_thread()
        body = await request.json()
        self.threads.append(body)
        metadata = {"archived": False, "auto_archive_duration": 1440, "archive_timestamp": "2026-01-01T00:00:00+00:00"}
        return answer({"id": request.match_info["message"], "type": 11, "guild_id": "10", "parent_id": "20",
            "owner_id": USER["id"], "name": body["name"], "message_count": 0, "member_count": 1,
            "thread_metadata": {**metadata, "locked": False}})  # fmt: skip

    async def guild(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        return answer({"id": "10", "name": "Tram town", "preferred_locale": self.locale, "roles": [], "emojis": [],
            "features": [], "owner_id": "3", "stickers": []})  # fmt: skip

    async def me(self, _request: web.Request) -> web.Response:
        return answer(USER)

    async def application(self, _request: web.Request) -> web.Response:
        return answer(APPLICATION)

    @asynccontextmanager
    async def served(self) -> AsyncGenerator[str]:
        """While inside it is served; gives the base address of its API."""
        app = web.Application()
        app.router.add_get("/users/@me", self.me)
        app.router.add_get("/oauth2/applications/@me", self.application)
        app.router.add_get("/guilds/10", self.guild)
        app.router.add_post("/channels/20/messages", self.post)
        app.router.add_get("/channels/20/messages", self.history)
        app.router.add_get("/channels/20/messages/{message}", self.message)
        app.router.add_post("/channels/20/messages/{message}/threads", self.thread)
        runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()
