"""A database that hangs, or is asked by everybody at once: nobody waits without end, and it recovers by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping

import pytest

from bot.errors import DatabaseFailure, StorageError
from bot.ports.feedback import Tally, Vote
from bot.ports.server_settings import ServerSettings, SpeakMode
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.settings_cache import FRESH, KnownSettings
from bot.storage.sql_store import DatabaseStore
from tests.storage.silent_line import SilentLine, silent_line
from tests.support.clock import FakeClock, Waiting

from .conftest import NOON

TOWN = 5
SET = ServerSettings(language="zh")
SHORT = 0.05
"""Seconds; nothing that is asked of the databases here takes so long but for a reason."""


class Reads:
    """Reads settings, as slowly as a test wants; counts."""

    def __init__(self) -> None:
        self.count = 0
        self.held = asyncio.Event()
        self.held.set()

    async def __call__(self, servers: Collection[int]) -> Mapping[int, ServerSettings]:
        self.count += 1
        await self.held.wait()
        return dict.fromkeys(servers, SET)


@pytest.fixture
async def silenced(address: Address, clock: FakeClock) -> AsyncIterator[tuple[SilentLine, Database]]:
    """A line to PostgreSQL, and a hasty database behind it."""
    async with silent_line(address) as (line, through):
        database = Database(through, deadline=2.0)
        await DatabaseStore(database, clock).change_settings(TOWN, lambda _: SET)
        database.deadline = SHORT
        yield line, database
        line.speak()
        await database.close()


async def test_what_is_said_at_once_in_one_server_reads_its_settings_once(clock: FakeClock) -> None:
    reads = Reads()
    known = KnownSettings(reads, clock)
    assert await asyncio.gather(*(known.of(TOWN) for _ in range(200))) == [SET] * 200
    assert reads.count == 1


async def test_the_settings_of_many_servers_are_read_by_few_queries(clock: FakeClock) -> None:
    reads = Reads()
    known = KnownSettings(reads, clock)
    await asyncio.gather(*(known.of(server) for server in range(1, 200)))
    assert reads.count <= 2


async def test_while_the_database_hangs_settings_are_those_last_known(clock: FakeClock) -> None:
    reads = Reads()
    known = KnownSettings(reads, clock, at_once=SHORT)
    await known.of(TOWN)
    clock.pass_by(seconds=FRESH)
    reads.held.clear()
    assert await asyncio.gather(*(known.of(TOWN) for _ in range(50))) == [SET] * 50
    assert (await known.of(6)).mode is SpeakMode.COMMANDS
    assert reads.count == 2
    reads.held.set()


async def test_who_calls_where_nothing_is_known_waits_until_it_is() -> None:
    clock, reads = FakeClock(NOON, Waiting.EVENTS), Reads()
    known = KnownSettings(reads, clock, at_once=SHORT)
    reads.held.clear()
    waiting = asyncio.create_task(known.once_known(TOWN, patience=30.0))
    assert (await known.of(TOWN)).mode is SpeakMode.COMMANDS
    reads.held.set()
    clock.pass_by(seconds=1)
    assert await waiting == SET


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_a_line_that_falls_silent_fails_what_needs_the_database_and_nothing_else(
    silenced: tuple[SilentLine, Database], clock: FakeClock
) -> None:
    line, database = silenced
    store = DatabaseStore(database, clock)
    database.deadline = 2.0
    assert await store.known_settings(TOWN) == SET
    database.deadline = SHORT
    line.fall_silent()
    with pytest.raises(StorageError) as caught:
        await store.vote("q", 1, TOWN, Vote.UP)
    assert caught.value.trouble is DatabaseFailure.UNREACHABLE
    clock.pass_by(seconds=FRESH)
    assert await store.known_settings(TOWN) == SET


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_once_the_line_speaks_again_everything_works(
    silenced: tuple[SilentLine, Database], clock: FakeClock
) -> None:
    line, database = silenced
    store = DatabaseStore(database, clock)
    line.fall_silent()
    for _ in range(12):  # more than the connections that are kept
        with pytest.raises(StorageError):
            await store.vote("q", 1, TOWN, Vote.UP)
    line.speak()
    database.deadline = 2.0
    assert await store.vote("q", 1, TOWN, Vote.UP) == Tally(up=1, down=0)
