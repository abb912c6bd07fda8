"""A small client on the plain library, which takes down what it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox import Sandbox

from .person import PATIENCE

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, typing=True, message_content=True)


class Client(discord.Client):
    """Takes down every event; what is done about it is the test's to say."""

    def __init__(self, intents: discord.Intents = INTENTS, **others: Any) -> None:
        others.setdefault("guild_ready_timeout", 0.05)
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none(), **others)
        self.tree = app_commands.CommandTree(self)
        self.told: list[tuple[str, tuple[Any, ...]]] = []
        self.news = asyncio.Condition()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Take an event down, then pass it on as usual."""
        self.told.append((event, args))
        asyncio.get_running_loop().create_task(self._wake())
        super().dispatch(event, *args, **kwargs)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify anew at once, where the library would wait five seconds."""

    async def _wake(self) -> None:
        async with self.news:
            self.news.notify_all()

    async def hears(self, event: str, fits: Callable[[Any], bool] = lambda _: True) -> Any:
        """What comes with the next event of a name, which is then taken as heard."""

        def found() -> tuple[str, tuple[Any, ...]] | None:
            return next(
                (each for each in self.told if each[0] == event and fits(each[1][0] if each[1] else None)), None
            )

        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(lambda: found() is not None)
            each = found()
            assert each is not None
            self.told.remove(each)
            return each[1][0] if each[1] else None

    async def offers(self, channel: int, component: discord.ui.Item[Any], text: str) -> None:
        """Send a message with a component under it; what is done about a press is the test's to say."""
        view = discord.ui.View(timeout=None)
        view.add_item(component)
        await self.channel(channel).send(text, view=view)
        view.stop()

    def count(self, event: str) -> int:
        """How many events of a name were not yet taken as heard."""
        return sum(name == event for name, _ in self.told)

    def channel(self, number: int) -> discord.TextChannel:
        """A channel as the client knows it."""
        found = self.get_channel(number)
        assert isinstance(found, discord.TextChannel)
        return found


def aim(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    """Point the library at a sandbox for the time of a test: two base addresses, nothing else."""
    monkeypatch.setattr(Route, "BASE", f"{sandbox.address}/api/v10")
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway.sessions.address))


@asynccontextmanager
async def connected(client: Client) -> AsyncGenerator[Client]:
    """A client that is logged in and knows the servers."""
    task = asyncio.create_task(client.start("sandbox"))
    try:
        done = asyncio.create_task(client.hears("ready"))
        await asyncio.wait([task, done], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            done.cancel()
            task.result()
        await done
        yield client
    finally:
        await client.close()
        await asyncio.wait([task])
