"""Migrations: up, down and up again, by several at once, killed in the middle, and from the future."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from bot.errors import FootnoteError, UsageError
from bot.storage import migrating
from bot.storage.database import Database
from bot.storage.database_url import Address, address_of
from bot.storage.migrating import EMPTY, FutureError, MigratedSteps, differences, migrate, opened, steps
from bot.storage.tables import Table
from tests.storage.conftest import run

LAST = steps()[-1]
MIGRATING = """
import asyncio, sys
from bot.storage.database_url import address_of
from bot.storage.migrating import migrate

moved = asyncio.run(migrate(address_of(sys.argv[1])))
print(moved.before, moved.after)
"""
STOPPED_IN_THE_MIDDLE = """
import asyncio, sys, time
from bot.storage import migrating
from bot.storage.database_url import address_of

def stop(connection):
    print("in the middle", flush=True)
    time.sleep(60)

migrating._check_references = stop
asyncio.run(migrating.migrate(address_of(sys.argv[1])))
"""


def elsewhere(script: str, address: Address) -> subprocess.Popen[str]:
    """A process of its own that does something with a database."""
    return subprocess.Popen([sys.executable, "-c", script, address.dsn], stdout=subprocess.PIPE, text=True)


async def tables(address: Address) -> set[str]:
    database = Database(address)
    try:
        async with database.engine.connect() as connection:
            return set(await connection.run_sync(lambda found: inspect(found).get_table_names()))
    finally:
        await database.close()


async def test_the_steps_lead_to_the_schema_that_the_code_knows(database: Database) -> None:
    assert await differences(database) == []


async def test_a_schema_that_differs_from_what_the_code_knows_is_noticed(database: Database) -> None:
    await run(database, "ALTER TABLE votes DROP COLUMN vote", "DROP INDEX ix_suggestions_member")
    found = "\n".join(await differences(database))
    assert "vote" in found
    assert "ix_suggestions_member" in found


async def test_a_database_that_lets_it_wait_is_told_of_before_it_answers(
    address: Address, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database(address)
    lock = "SELECT pg_advisory_xact_lock(:key)" if address.on_postgresql else "SELECT :key"
    with caplog.at_level(logging.WARNING):
        async with database.writing() as session:
            await session.execute(text(lock), {"key": 0x466F6F746E6F7465})  # as another that migrates holds it
            waiting = asyncio.create_task(migrate(address, notice=0))
            while not caplog.records:  # noqa: ASYNC110 - a log has no event
                await asyncio.sleep(0.01)
            assert not waiting.done()
        assert await waiting == MigratedSteps(LAST, LAST)
    assert "does not answer yet; another program may hold it. Waiting for up to 60 seconds." in caplog.text
    await database.close()


async def test_a_database_that_answers_at_once_is_not_told_of(
    address: Address, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        await migrate(address)
    assert caplog.records == []


async def test_up_down_and_up_again(empty_address: Address) -> None:
    assert await migrate(empty_address) == MigratedSteps(EMPTY, LAST)
    assert await migrate(empty_address, EMPTY) == MigratedSteps(LAST, EMPTY)
    assert await tables(empty_address) == {"alembic_version"}
    assert await migrate(empty_address) == MigratedSteps(EMPTY, LAST)
    assert await tables(empty_address) == {"alembic_version", *Table.metadata.tables}


async def test_every_single_step_goes_up_down_and_up_again(empty_address: Address) -> None:
    before = EMPTY
    for step in steps():
        assert await migrate(empty_address, step) == MigratedSteps(before, step)
        assert await migrate(empty_address, before) == MigratedSteps(step, before)
        assert await migrate(empty_address, step) == MigratedSteps(before, step)
        before = step


async def test_migrating_twice_changes_nothing_the_second_time(address: Address) -> None:
    assert await migrate(address) == MigratedSteps(LAST, LAST)


async def test_several_who_migrate_at_once_wait_for_one_who_does_it(empty_address: Address) -> None:
    moved = await asyncio.gather(*(migrate(empty_address) for _ in range(5)))
    assert sorted(each.before for each in moved) == [LAST] * 4 + [EMPTY]


async def test_whoever_comes_while_another_makes_the_file_waits_until_it_is_made(tmp_path: Path) -> None:
    """SQLite itself refuses to turn a file to WAL while somebody writes to it, without a wait."""
    first = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    first.execute("BEGIN IMMEDIATE")
    second = asyncio.create_task(migrate(address_of(f"sqlite:///{tmp_path / 'new.db'}")))
    done, _ = await asyncio.wait({second}, timeout=0.3)
    assert not done
    first.execute("COMMIT")
    first.close()
    assert await second == MigratedSteps(EMPTY, LAST)


def test_several_processes_that_migrate_at_once_all_succeed(empty_address: Address) -> None:
    processes = [elsewhere(MIGRATING, empty_address) for _ in range(2)]
    said = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted(said) == sorted([f"{EMPTY} {LAST}\n", f"{LAST} {LAST}\n"])


def test_a_migration_killed_in_the_middle_leaves_nothing_behind(empty_address: Address) -> None:
    with elsewhere(STOPPED_IN_THE_MIDDLE, empty_address) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "in the middle\n"
        victim.kill()
    assert asyncio.run(tables(empty_address)) == set()
    assert asyncio.run(migrate(empty_address)) == MigratedSteps(EMPTY, LAST)


async def test_a_step_that_fails_leaves_the_database_as_it_was(
    empty_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(migrating, "_check_references", fail)
    with pytest.raises(ZeroDivisionError):
        await migrate(empty_address)
    assert await tables(empty_address) == set()


async def test_opening_brings_an_older_database_up_and_keeps_what_it_holds(empty_address: Address) -> None:
    await migrate(empty_address, steps()[0])
    older = Database(empty_address)
    await run(older, "INSERT INTO servers VALUES (5, 'mentions', 'usual', NULL, true)")
    await older.close()
    async with opened(empty_address) as database, database.reading() as session:
        assert await session.scalar(text("SELECT mode FROM servers")) == "mentions"
        assert await session.scalar(text("SELECT version_num FROM alembic_version")) == LAST


async def test_a_database_from_the_future_is_refused_and_left_alone(database: Database) -> None:
    await run(database, "UPDATE alembic_version SET version_num = '9999'", "DROP TABLE suggestions")
    for attempt in (migrate(database.address), migrate(database.address, EMPTY), enter(database.address)):
        with pytest.raises(FutureError, match="step '9999', which this version of Footnote does not know"):
            await attempt
    assert "votes" in await tables(database.address)


async def test_a_step_that_does_not_exist_is_told_with_those_that_do(address: Address) -> None:
    with pytest.raises(UsageError, match=f"No step of the database is called 'x'. There are base, .*{LAST}"):
        await migrate(address, "x")


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_a_step_that_tears_rows_apart_is_refused_by_sqlite_too(address: Address) -> None:
    loose = Database(address, checks_references=False)
    await run(loose, "INSERT INTO open_channels VALUES (1, 2)")
    await loose.close()
    with pytest.raises(FootnoteError, match="leave a row of open_channels without what it belongs to"):
        await migrate(address)


def test_steps_stand_in_files_that_bear_their_name() -> None:
    files = sorted((Path(migrating.__file__).parent / "migrations" / "versions").glob("r*.py"))
    assert [file.name[1:5] for file in files] == list(steps())


async def enter(address: Address) -> None:
    async with opened(address):
        raise AssertionError("it was opened")
