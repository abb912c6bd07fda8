"""The post of the day by itself: the loop, restarts, and servers and channels that go and come back."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.daily.models import Reason, Standing, State
from tests.support.clock import FakeClock
from tests.support.members import Member

from .conftest import Town, text

AN_HOUR = timedelta(hours=1)


@pytest.fixture
async def admin(town: Town) -> Member:
    """An admin who has set the post of the day up for an hour from now."""
    actor, soon = town.admin(), town.bot.ports.clock.now() + AN_HOUR
    await actor.slash(town.square, "daily set", time=f"{soon:%H:%M}", zone="UTC")
    return actor


async def standing(town: Town) -> Standing:
    return await town.bot.ports.daily.standing(town.guild.id)


async def pass_time(town: Town, clock: FakeClock, time: timedelta) -> None:
    """Let time pass, and let the loop do what is due then."""
    clock.pass_by(time)
    town.bot.daily.runner.wake()
    await town.settled()
    wake = (await standing(town)).wake
    assert wake is None or wake > clock.now(), "what is due is not done"


def posts(town: Town) -> int:
    return sum(request.path.endswith("/messages") and request.method == "POST" for request in town.http_requests)


@pytest.mark.usefixtures("admin")
async def test_the_post_is_made_when_it_is_due_and_once_a_day(town: Town, clock: FakeClock) -> None:
    await pass_time(town, clock, timedelta(minutes=50))
    assert posts(town) == 0
    await pass_time(town, clock, timedelta(minutes=11))
    assert posts(town) == 1
    await pass_time(town, clock, 23 * AN_HOUR)
    assert posts(town) == 1
    await pass_time(town, clock, AN_HOUR)
    assert posts(town) == 2
    sent = [delivery.state for delivery in (await standing(town)).deliveries]
    assert sent == [State.SENT, State.SENT]


@pytest.mark.usefixtures("admin")
async def test_a_restart_at_the_wrong_moment_makes_no_second_post(town: Town, clock: FakeClock) -> None:
    await pass_time(town, clock, timedelta(minutes=61))
    await town.restart()
    await pass_time(town, clock, timedelta(minutes=1))
    assert posts(town) == 1


@pytest.mark.usefixtures("admin")
async def test_what_was_due_while_the_bot_was_away_is_posted_late(town: Town, clock: FakeClock) -> None:
    clock.pass_by(hours=2)
    await town.restart()
    await pass_time(town, clock, timedelta())
    assert posts(town) == 1


@pytest.mark.usefixtures("admin")
async def test_connecting_again_begins_no_second_loop(town: Town, clock: FakeClock) -> None:
    before = {task for task in asyncio.all_tasks() if "DailyLifecycle" in repr(task.get_coro())}
    await town.bot.on_ready()
    assert {task for task in asyncio.all_tasks() if "DailyLifecycle" in repr(task.get_coro())} == before
    await pass_time(town, clock, timedelta(minutes=61))
    assert posts(town) == 1


async def test_the_loop_ends_with_the_connection(town: Town) -> None:
    await town.bot.close()
    assert not [task for task in asyncio.all_tasks() if "DailyLifecycle" in repr(task.get_coro())]


async def test_the_deletion_of_its_channel_lets_it_rest(town: Town, clock: FakeClock) -> None:
    admin, corner = town.admin(), town.guild.create_channel("corner")
    soon = town.bot.ports.clock.now() + AN_HOUR
    await admin.slash(town.square, "daily set", channel=corner, time=f"{soon:%H:%M}", zone="UTC")
    await town.remove(town.guild.create_channel("other"))
    assert (await standing(town)).pause is None
    await town.remove(corner)
    pause = (await standing(town)).pause
    assert pause is not None
    assert pause.reason is Reason.GONE
    said = text(await admin.slash(town.square, "daily show"))
    assert "The channel or the server was gone. Choose a channel with `/daily set`, or resume." in said
    assert "The channel is gone. Choose another." in said
    await admin.slash(town.square, "daily set", channel=town.square)
    assert (await standing(town)).pause is None


async def test_a_server_that_the_bot_left_gets_no_post_until_it_is_back(
    town: Town, admin: Member, clock: FakeClock
) -> None:
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    await town.bot.on_guild_remove(guild)
    await pass_time(town, clock, 3 * AN_HOUR)
    assert posts(town) == 0
    await town.bot.on_guild_join(guild)
    assert (await standing(town)).pause is None
    await pass_time(town, clock, 22 * AN_HOUR)
    assert posts(town) == 1


async def test_coming_back_does_not_end_a_pause_that_an_admin_wished(town: Town, admin: Member) -> None:
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    await admin.slash(town.square, "daily pause")
    await town.bot.on_guild_remove(guild)
    await town.bot.on_guild_join(guild)
    pause = (await standing(town)).pause
    assert pause is not None
    assert pause.reason is Reason.ADMIN


async def test_a_server_without_a_schedule_comes_and_goes_without_a_trace(town: Town) -> None:
    guild = town.bot.get_guild(town.guild.id)
    assert guild is not None
    await town.bot.on_guild_remove(guild)
    await town.bot.on_guild_join(guild)
    await town.remove(town.guild.create_channel("corner"))
    assert (await standing(town)).schedule is None
