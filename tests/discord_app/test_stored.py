"""The bot on a real database: what admins set outlives a restart, and a database in trouble is said so."""

from __future__ import annotations

import pytest
from sqlalchemy import text as sql

from bot.discord_app.client import Footnote
from bot.library.library import Library
from bot.ports.server_settings import ServerSettings, SpeakMode
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.settings_cache import FRESH
from bot.storage.sql_ports import ports_on
from bot.storage.sql_store import DatabaseStore
from tests.support.clock import FakeClock

from .conftest import Town, text

OPENED = frozenset({1})


@pytest.fixture
def bot(settings: Settings, library: Library, clock: FakeClock, open_database: Database) -> Footnote:
    return Footnote(settings, library, ports=ports_on(open_database, clock))


async def stored(town: Town) -> ServerSettings:
    return await town.bot.ports.store.settings(town.guild.id)


async def test_what_an_admin_chose_is_there_for_the_next_process(
    town: Town, address: Address, clock: FakeClock
) -> None:
    ada = town.admin()
    panel = await ada.slash(town.square, "settings")
    await town.choose(ada, panel, "m1:set:mode", "mentions")
    again = Database(address)
    assert (await DatabaseStore(again, clock).settings(town.guild.id)).mode is SpeakMode.MENTIONS
    await again.close()


@pytest.mark.parametrize(
    ("locale", "told"),
    [("en-US", "the database is locked or too busy. Nothing was changed."), ("zh-CN", "数据库被锁定")],
)
async def test_an_admin_is_told_that_a_choice_could_not_be_saved(
    town: Town, address: Address, locale: str, told: str
) -> None:
    ada, other = town.admin(), Database(address)
    await town.bot.ports.store.change_settings(town.guild.id, lambda _: ServerSettings(channels=OPENED))
    with town.speaking(locale):
        panel = await ada.slash(town.square, "settings")
        async with other.writing() as session:
            await session.execute(sql("UPDATE servers SET care = care"))
            answer = await town.choose(ada, panel, "m1:set:mode", "mentions")
    await other.close()
    assert town.errors
    assert told in text(answer)
    assert answer.ephemeral
    assert await stored(town) == ServerSettings(channels=OPENED)
    await town.choose(ada, panel, "m1:set:mode", "mentions")
    assert (await stored(town)).mode is SpeakMode.MENTIONS


async def test_open_channels_are_answered_while_the_database_cannot_be_read(
    town: Town, open_database: Database, clock: FakeClock
) -> None:
    await town.bot.ports.store.change_settings(
        town.guild.id, lambda _: ServerSettings(channels=frozenset({town.square.id}))
    )
    async with open_database.writing() as session:
        await session.execute(sql("ALTER TABLE alembic_version RENAME TO gone"))
    clock.pass_by(seconds=FRESH)
    await town.ann.send(town.square, "first tram please?")
    assert "first tram" in town.said.lower()
