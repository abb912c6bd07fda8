"""The real bot on the sandbox, over real sockets: a village with the bot in it, answering from the tram's pack."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest

from bot.discord_app.bot_process import connect
from bot.discord_app.client import Footnote
from bot.library.library import Library
from bot.ports.server_settings import ServerSettings
from bot.settings import load_settings
from sandbox.rest.router import Exchange
from sandbox.state.models import Message
from sandbox.tests.support.client import aim
from sandbox.tests.support.person import PATIENCE
from sandbox.tests.support.village import Village, founded
from tests.support.engines import tram_edition
from tests.support.memory_ports import nothing_stored
from tests.support.packs import TRAM
from tests.support.payloads import exchanged

ANSWER = "Ada Brook says it leaves the harbour at six"
"""How the answer to `first tram please` begins."""


@dataclass
class LiveTown:
    """The village, the bot in it, and what it asked of the sandbox."""

    village: Village
    bot: Footnote
    running: asyncio.Task[None]
    exchanges: list[Exchange] = field(default_factory=list[Exchange])

    @property
    def name(self) -> str:
        """The bot's name as it stands in a message that mentions it."""
        return f"<@{self.village.world.bot.id}>"

    def replies(self, question: Any) -> list[Message]:
        """The bot's replies to a message."""
        messages = self.village.world.messages[int(question["channel_id"])].values()
        return [each for each in messages if each.reference and str(each.reference.message) == question["id"]]

    async def reply(self, question: Any) -> dict[str, Any]:
        """The bot's one reply to a message, once it is there."""
        await self.until(lambda: bool(self.replies(question)))
        return self.written(self.replies(question)[0])

    def written(self, message: Message) -> dict[str, Any]:
        """A message as it stands on the wire."""
        return self.village.sandbox.core.message_json.message(message)

    async def quiet(self) -> None:
        """Until the bot has asked nothing for a while."""
        seen = -1
        while seen != len(self.exchanges):
            seen = len(self.exchanges)
            await asyncio.sleep(0.15)

    @staticmethod
    async def until(condition: Any) -> None:
        """Until something is so, looked at often."""
        async with asyncio.timeout(2 * PATIENCE):
            while not condition():  # noqa: ASYNC110 - the world tells nobody but the bot and the pages
                await asyncio.sleep(0.005)

    async def open(self, channel: int) -> None:
        """Open a channel to the bot."""
        opened = ServerSettings(channels=frozenset({channel}))
        await self.bot.ports.store.change_settings(self.village.guild.id, lambda _: opened)


@asynccontextmanager
async def peopled(monkeypatch: pytest.MonkeyPatch, **settings: Any) -> AsyncGenerator[LiveTown]:
    """A village with the bot connected; at the end the bot is told to stop, and must stop without a fuss."""
    async with founded(**settings) as village:
        aim(monkeypatch, village.sandbox)
        village.sandbox.core.interactions.response_deadline = (
            PATIENCE  # Discord's three seconds, on a machine that may be busy
        )
        chosen = load_settings(_env_file=None, seeds=TRAM, shard_count=1, discord_api=village.sandbox.address)
        bot = Footnote(chosen, Library(TRAM, tram_edition()), ports=nothing_stored(chance=Random(7)))
        vars(bot)["_connection"].guild_ready_timeout = 0.05  # seconds; the library's two are for thousands of servers
        monkeypatch.setattr(bot, "before_identify_hook", _at_once)
        town = LiveTown(village, bot, asyncio.create_task(connect(bot, "sandbox")))
        village.sandbox.watch(town.exchanges.append)
        try:
            await _ready(town)
            yield town
        finally:
            await bot.close()
            with suppress(asyncio.CancelledError):
                await asyncio.wait_for(town.running, 10)
            exchanged.update(village.description.sides)


async def _ready(town: LiveTown) -> None:
    """Until the bot knows its servers; or what kept it from that."""
    async with asyncio.timeout(4 * PATIENCE):
        while not town.bot.is_ready():
            if town.running.done():
                town.running.result()
            await asyncio.sleep(0.01)


async def _at_once(*_: Any, **__: Any) -> None:
    """In place of the five seconds that the library waits before it identifies itself anew."""
