"""Databases that are full, locked, out of reach or damaged: no setting is lost, and it is said what is the matter."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from bot.errors import DatabaseFailure, StorageError
from bot.ports.feedback import SuggestedQuestion
from bot.ports.server_settings import ServerSettings, SpeakMode
from bot.storage.database import Database
from bot.storage.database_url import Address, address_of
from bot.storage.migrating import migrate
from bot.storage.settings_cache import FRESH, KnownSettings
from bot.storage.sql_store import DatabaseStore
from tests.storage.conftest import run
from tests.support.clock import FakeClock

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

TOWN, ELSEWHERE = 5, 6
BEFORE = ServerSettings(channels=frozenset({1}), language="zh")
AFTER = replace(BEFORE, channels=frozenset(range(1, 500)))
FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$
"""


@pytest.fixture
async def impatient(address: Address, clock: FakeClock) -> AsyncIterator[Database]:
    """A database with settings in it, opened by somebody who does not wait long for locks."""
    database = Database(address, patience=0.05)
    await DatabaseStore(database, clock).change_settings(TOWN, lambda _: BEFORE)
    yield database
    await database.close()


async def fill(database: Database) -> None:
    """Leave no room: SQLite may have no page more, and PostgreSQL says what it says when its disk is full."""
    if database.address.on_postgresql:
        await run(database, FULL, "CREATE TRIGGER no_room BEFORE INSERT ON open_channels EXECUTE FUNCTION full_disk()")
        return
    await database.close()

    @event.listens_for(database.engine.sync_engine, "connect")
    def _limit(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA max_page_count = 1")  # as many as there are now
        cursor.close()


async def failure(store: DatabaseStore) -> StorageError:
    with pytest.raises(StorageError) as caught:
        await store.change_settings(TOWN, lambda _: AFTER)
    return caught.value


async def test_a_full_database_says_so_and_keeps_what_it_holds(impatient: Database, clock: FakeClock) -> None:
    store = DatabaseStore(impatient, clock)
    await fill(impatient)
    error = await failure(store)
    assert error.trouble is DatabaseFailure.FULL
    assert "is full, so nothing was changed. Make room on its disk" in str(error)
    assert await store.settings(TOWN) == BEFORE
    assert await store.known_settings(TOWN) == BEFORE


async def test_a_locked_database_says_so_and_takes_the_change_once_it_is_free(
    impatient: Database, clock: FakeClock
) -> None:
    store, other = DatabaseStore(impatient, clock), Database(impatient.address)
    async with other.writing() as session:
        await session.execute(text("UPDATE servers SET care = care"))
        error = await failure(store)
        assert await store.settings(TOWN) == BEFORE
    assert error.trouble is DatabaseFailure.LOCKED
    assert "held locked or too busy, so nothing was changed. Try again" in str(error)
    await store.change_settings(TOWN, lambda _: AFTER)
    assert await store.settings(TOWN) == AFTER
    await other.close()


async def test_too_many_at_once_are_told_that_it_is_busy(impatient: Database) -> None:
    over = asyncio.Event()

    async def stay() -> None:
        async with impatient.reading() as session:
            await session.execute(text("SELECT 1"))
            await over.wait()

    staying = [asyncio.create_task(stay()) for _ in range(20)]
    refused, _ = await asyncio.wait(staying, return_when=asyncio.FIRST_EXCEPTION)
    over.set()
    error = next(iter(refused)).exception()
    await asyncio.gather(*staying, return_exceptions=True)
    assert isinstance(error, StorageError)
    assert error.trouble is DatabaseFailure.BUSY


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_a_connection_that_broke_between_two_uses_is_not_noticed(impatient: Database, clock: FakeClock) -> None:
    await _hang_up(impatient)
    assert await DatabaseStore(impatient, clock).settings(TOWN) == BEFORE


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_a_connection_that_breaks_in_the_middle_leaves_the_change_undone(
    impatient: Database, clock: FakeClock
) -> None:
    with pytest.raises(StorageError) as caught:
        await _break_in_the_middle(impatient)
    assert caught.value.trouble is DatabaseFailure.UNREACHABLE
    assert await DatabaseStore(impatient, clock).settings(TOWN) == BEFORE


async def _hang_up(database: Database) -> None:
    others = "pid <> pg_backend_pid() AND datname = current_database()"
    other = Database(database.address)
    await run(other, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    await other.close()


async def _break_in_the_middle(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(text("UPDATE servers SET language = 'en'"))
        await _hang_up(database)
        await session.execute(text("UPDATE servers SET care = 'free'"))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(StorageError) as caught:
        await migrate(address_of(f"postgres://ann:geheim@127.0.0.1:{free_port()}/footnote"))
    assert caught.value.trouble is DatabaseFailure.UNREACHABLE
    assert str(caught.value).startswith("The database “footnote” on 127.0.0.1:")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_a_database_that_the_server_does_not_have_is_out_of_reach(address: Address) -> None:
    with pytest.raises(StorageError, match=r'cannot be reached.*"nowhere" does not exist'):
        await migrate(Address(address.url.set(database="nowhere")))


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Milk, bread, and much more that fills a page.\n" * 100)
    before = file.read_bytes()
    with pytest.raises(StorageError, match=r"notes\.txt cannot be used.*file is not a database") as caught:
        await migrate(address_of(f"sqlite:///{file}"))
    assert caught.value.trouble is DatabaseFailure.DAMAGED
    assert file.read_bytes() == before


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match=r"footnote\.db cannot be opened. Let .* or set DATABASE_URL to sqlite:///"):
        await migrate(address_of(f"sqlite:///{tmp_path / 'file' / 'footnote.db'}"))


async def test_a_mistake_of_our_own_is_no_trouble_of_the_database(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await run(database, "SELECT nothing FROM nowhere")


async def test_while_settings_cannot_be_read_those_last_known_hold_and_it_is_logged_once(
    impatient: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    there = DatabaseStore(impatient, clock)
    gone = DatabaseStore(Database(address_of(f"postgresql://ann@127.0.0.1:{free_port()}/footnote")), clock)
    asked = there

    async def read(servers: Collection[int]) -> Mapping[int, ServerSettings]:
        return {server: await asked.settings(server) for server in servers}

    known = KnownSettings(read, clock)
    assert await known.of(TOWN) == BEFORE
    asked = gone
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            clock.pass_by(seconds=FRESH)
            assert await known.of(TOWN) == BEFORE
            assert (await known.of(ELSEWHERE)).mode is SpeakMode.COMMANDS
    assert len(caplog.records) == 1
    assert "those last known are used until they can" in caplog.text
    asked = there
    clock.pass_by(seconds=FRESH)
    assert await known.of(ELSEWHERE) == ServerSettings()


async def test_what_members_wrote_is_in_no_error(impatient: Database, clock: FakeClock) -> None:
    if impatient.address.on_postgresql:
        await run(impatient, FULL, "CREATE TRIGGER no_room BEFORE INSERT ON suggestions EXECUTE FUNCTION full_disk()")
    else:
        await fill(impatient)
    with pytest.raises(StorageError) as caught:
        await DatabaseStore(impatient, clock).suggest(SuggestedQuestion("my secret plan" * 9999, "en", 1, TOWN))
    assert "secret" not in str(caught.value)
