"""Looking a channel up: what is not in the cache is asked for, and only Discord's own word counts as gone."""

from __future__ import annotations

import pytest

from bot.discord_app import channels
from bot.discord_app.channels import Absence, look_up
from sandbox import InjectedFault

from .conftest import Town

FETCH = "/channels/*"


async def looked_up(town: Town, channel: int) -> channels.FoundChannel:
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    return await look_up(guild, channel)


async def test_a_channel_in_the_cache_is_there_and_nothing_is_asked(town: Town) -> None:
    armed = town.sandbox.faults.add(InjectedFault("GET", FETCH))
    found = await looked_up(town, town.square.id)
    assert found.channel is not None
    assert found.exists
    assert armed.matched == 0


async def test_a_channel_that_has_left_the_cache_is_asked_for(town: Town) -> None:
    """As a thread does when it is archived."""
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    guild._remove_channel(guild.get_channel(town.square.id))  # pyright: ignore[reportArgumentType, reportPrivateUsage]
    found = await looked_up(town, town.square.id)
    assert found.channel is not None
    assert found.channel.id == town.square.id


@pytest.mark.parametrize(
    ("fault", "absence", "exists"),
    [
        (InjectedFault("GET", FETCH, status=404, code=10003), Absence.GONE, False),
        (InjectedFault("GET", FETCH, status=403, code=50001), Absence.HIDDEN, True),
        (InjectedFault("GET", FETCH, times=None, status=400, code=0), Absence.UNKNOWN, False),
        (InjectedFault("GET", FETCH, times=None, silent=True), Absence.UNKNOWN, False),
    ],
)
async def test_why_there_is_none_is_told_apart(
    town: Town, fault: InjectedFault, absence: Absence, exists: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channels, "WITHIN", 0.2)
    town.sandbox.faults.add(fault)
    found = await looked_up(town, 12345)
    assert (found.channel, found.absence, found.exists) == (None, absence, exists)
