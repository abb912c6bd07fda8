"""The post of the day on a real database: one post a day through restarts, and a database in trouble is said so."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text as sql

from bot.daily.models import State
from bot.discord_app.client import Footnote
from bot.library.library import Library
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.sql_ports import ports_on
from tests.support.clock import FakeClock

from .conftest import Town, text


@pytest.fixture
def bot(settings: Settings, library: Library, clock: FakeClock, open_database: Database) -> Footnote:
    ports = ports_on(open_database, clock)
    return Footnote(settings, library, ports=ports)


def posts(town: Town) -> int:
    return sum(request.path.endswith("/messages") and request.method == "POST" for request in town.http_requests)


async def sent(town: Town, count: int) -> bool:
    """Whether so many posts of the day are confirmed before long."""
    for _ in range(2000):
        deliveries = (await town.bot.ports.daily.standing(town.guild.id)).deliveries
        if sum(delivery.state is State.SENT for delivery in deliveries) >= count:
            return True
        await asyncio.sleep(0.01)
    return False


async def test_a_schedule_outlives_the_process_and_is_kept_by_the_next(town: Town, clock: FakeClock) -> None:
    ada, soon = town.admin(), clock.now() + timedelta(hours=1)
    await ada.slash(town.square, "daily set", time=f"{soon:%H:%M}", zone="UTC", topics="timetable")
    await town.restart()
    assert "quotes, on Timetable" in text(await ada.slash(town.square, "daily show"))
    clock.pass_by(minutes=61)
    town.bot.daily.runner.wake()
    assert await sent(town, 1)
    await town.restart()
    assert "[posted](" in text(await ada.slash(town.square, "daily now"))
    assert posts(town) == 1


async def test_erasing_the_server_leaves_nothing_of_it_in_the_database(town: Town, open_database: Database) -> None:
    ada = town.admin()
    await ada.slash(town.square, "daily set", time="8:00", zone="UTC")
    await ada.slash(town.square, "daily now")
    shown = await ada.slash(town.square, "privacy")
    sure = await town.press(ada, shown, "Erase this server's data")
    await town.press(ada, sure, "Erase it all")
    async with open_database.reading() as session:
        for table in ("daily_servers", "daily_deliveries"):
            assert (await session.execute(sql(f"SELECT count(*) FROM {table}"))).scalar_one() == 0


@pytest.mark.parametrize(
    ("locale", "told"),
    [("en-US", "the database is locked or too busy. Nothing was changed."), ("zh-CN", "数据库被锁定")],
)
async def test_an_admin_is_told_that_the_schedule_could_not_be_saved(
    town: Town, address: Address, locale: str, told: str
) -> None:
    ada, other = town.admin(), Database(address)
    await ada.slash(town.square, "daily set", time="8:00", zone="UTC")
    before = await town.bot.ports.daily.standing(town.guild.id)
    with town.speaking(locale):
        async with other.writing() as session:
            await session.execute(sql("UPDATE daily_servers SET server = server"))
            answer = await ada.slash(town.square, "daily set", time="9:00")
    await other.close()
    assert town.errors
    assert told in text(answer)
    assert await town.bot.ports.daily.standing(town.guild.id) == before
