"""A small world for the tests: a server with an owner, a member and a newcomer, on a clock that a test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from sandbox import DEFAULT_PERMISSIONS, Channel, ChannelKind, Guild, Overwrite, Permission, Rates, Sandbox, User, World

from .description import Description
from .person import Person


@dataclass
class ManualClock:
    """A clock that a test moves; seconds since 1970."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Village:
    """The world, the sandbox around it, and the pages that are open."""

    sandbox: Sandbox
    clock: ManualClock
    guild: Guild
    general: Channel
    quiet: Channel
    hidden: Channel
    ada: User
    ben: User
    lin: User
    http: aiohttp.ClientSession
    description: Description = field(default_factory=Description)
    listening: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])

    @property
    def world(self) -> World:
        return self.sandbox.world

    async def page(self, user: User) -> Person:
        """The page of somebody, which listens from now on."""
        person = Person(self.http, self.sandbox.address, user, self.general.id)
        self.listening.append(asyncio.create_task(person.listen()))
        await person.hears("BOT_STATUS")
        return person

    async def rest(
        self, method: str, path: str, body: Any = None, *, token: str | None = "sandbox", **others: Any
    ) -> tuple[int, Any]:
        """A request to the REST interface as the bot's; status and answer."""
        headers = {"Authorization": f"Bot {token}"} if token else {}
        url = f"{self.sandbox.address}/api/v10{path}"
        async with self.http.request(method, url, headers=headers, json=body, **others) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None

    async def post(self, body: Any, place: Channel | None = None) -> tuple[int, Any]:
        """A message of the bot to a channel; status and answer."""
        return await self.rest("POST", f"/channels/{(place or self.general).id}/messages", body)


@asynccontextmanager
async def founded(**settings: Any) -> AsyncGenerator[Village]:
    """Found the village and serve it; at the end, everything exchanged must have been as Discord describes it."""
    clock = ManualClock()
    world = World(now=clock, privileged=settings.pop("privileged", 1 << 15 | 1 << 1))
    ada, ben = world.add_user("ada", "Ada"), world.add_user("ben", "Ben", note="a member")
    lin = world.add_user("lin", "林", locale="zh-CN")
    guild = world.add_guild(
        "Village", ada, everyone=DEFAULT_PERMISSIONS, bot_permissions=settings.pop("bot_permissions", 0)
    )
    for user in (ben, lin):
        world.add_member(guild, user)
    general, quiet = world.add_channel(guild, "general"), world.add_channel(guild, "quiet")
    barred = Overwrite(guild.id, is_member=False, deny=int(Permission.VIEW_CHANNEL))
    hidden = world.add_channel(guild, "hidden", ChannelKind.TEXT, overwrites=(barred,))
    settings.setdefault("rates", Rates.generous())
    async with Sandbox(world, **settings) as sandbox, aiohttp.ClientSession() as http:
        village = Village(sandbox, clock, guild, general, quiet, hidden, ada, ben, lin, http)
        sandbox.watch(village.description.check)
        try:
            yield village
        finally:
            for task in village.listening:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
    assert not village.description.faults, "\n".join(village.description.faults)
