"""The demo on the tram's pack, in this process, over real sockets."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.demo.example_server import TOKEN
from bot.demo.run import prepared
from bot.discord_app.bot_process import connect
from bot.discord_app.client import Footnote
from bot.settings import Settings, load_settings
from sandbox import Sandbox
from tests.support.packs import TRAM


@pytest.fixture(autouse=True)
def log_as_before() -> Generator[None]:
    """Takes back what the command does to the log: its handler writes where only this test listens."""
    loggers = [logging.getLogger(name) for name in (None, "discord", "discord.client", "aiosqlite", "alembic")]
    before = [(logger, logger.level, [*logger.handlers]) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the tram's pack, to be edited."""
    return Path(shutil.copytree(TRAM, tmp_path / "seeds"))


@pytest.fixture
def settings(seeds: Path) -> Settings:
    return load_settings(_env_file=None, seeds=seeds, cache=False, encoder=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """The demo, and what a page asks of it as one person."""

    client: Footnote
    sandbox: Sandbox
    session: aiohttp.ClientSession
    world: Any

    def channel(self, name: str) -> str:
        """The id of a channel."""
        return next(each["id"] for each in self.world["channels"] if each["name"] == name)

    async def messages(self, channel: str) -> list[Any]:
        """What stands in a channel, newest first."""
        async with self.session.get(f"/sandbox/channels/{self.channel(channel)}/messages") as answer:
            return await answer.json()

    async def say(self, channel: str, words: str) -> None:
        """Write a message."""
        async with self.session.post(
            f"/sandbox/channels/{self.channel(channel)}/messages", json={"content": words}
        ) as answer:
            assert answer.status == 200, await answer.text()

    def person(self, locale: str) -> str:
        """The id of somebody whose client has that locale."""
        return next(each["user"]["id"] for each in self.world["people"] if each["locale"] == locale)

    async def act(self, action: str, locale: str = "en-GB") -> str:
        """Press a button of the page as somebody with such a client; gives what it said."""
        headers = {"X-Sandbox-User": self.person(locale)}
        async with self.session.post(f"/sandbox/actions/{action}", headers=headers) as answer:
            return (await answer.json())["message"]

    async def until(self, channel: str, count: int) -> list[Any]:
        """The messages of a channel once there are so many."""
        async with asyncio.timeout(30):
            while len(found := await self.messages(channel)) < count:  # noqa: ASYNC110 - another's messages
                await asyncio.sleep(0.01)
        return found


@pytest.fixture
async def visit(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Visit]:
    monkeypatch.setattr(Route, "BASE", Route.BASE)  # which the demo turns to the sandbox
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    async with prepared(settings, 0) as (client, sandbox):
        serving = asyncio.create_task(connect(client, TOKEN))
        async with aiohttp.ClientSession(sandbox.address) as session:
            async with asyncio.timeout(30):
                while not client.guilds:  # noqa: ASYNC110 - before it connects there is no event
                    await asyncio.sleep(0.01)
            async with session.get("/sandbox/world") as answer:
                world = await answer.json()
            session.headers["X-Sandbox-User"] = world["me"]
            yield Visit(client, sandbox, session, world)
        await client.close()
        await asyncio.gather(serving, return_exceptions=True)
