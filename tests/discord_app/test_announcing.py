"""Posts that mention a role: announced in words, of which a notification is made, and dressed a moment later."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace

import discord
import pytest

from bot.discord_app.poster import DiscordPoster
from bot.library.library import Edition
from sandbox import InjectedFault
from sandbox.tests.support.client import aim
from tests.support.payloads import text_of

from .posting import Place, opened
from .test_poster import posting


@pytest.fixture
async def place() -> AsyncGenerator[Place]:
    async with opened() as place:
        yield place


@pytest.fixture
async def poster(place: Place, tram: Edition, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[DiscordPoster]:
    aim(monkeypatch, place.village.sandbox)
    client = discord.Client(intents=discord.Intents.none(), allowed_mentions=discord.AllowedMentions.none())
    async with client:
        await client.login("sandbox")
        yield posting(client, tram)


async def test_a_ping_is_announced_in_words_and_dressed_afterwards(poster: DiscordPoster, place: Place) -> None:
    role = place.village.world.add_role(place.village.guild, "readers", mentionable=True).id
    number = await poster.send(place.delivery, replace(place.schedule, role=role))
    words = place.posted[0]["content"]
    said = [line for line in text_of(place.messages[number].components).splitlines() if line.startswith(">")]
    assert said
    assert all(line in words for line in said)
    assert place.messages[number].content == ""
    assert await poster.find(place.delivery) == number


async def test_a_ping_whose_dressing_fails_is_a_post_all_the_same(poster: DiscordPoster, place: Place) -> None:
    role = place.village.world.add_role(place.village.guild, "readers", mentionable=True).id
    place.village.sandbox.faults.add(InjectedFault("PATCH", "/channels/*/messages/*", status=403, code=50013))
    number = await poster.send(place.delivery, replace(place.schedule, role=role))
    assert f"<@&{role}>" in place.messages[number].content
    assert await poster.find(place.delivery) == number
