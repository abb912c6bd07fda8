"""Transactions, several connections at once, and settings as they are known between them."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import event, insert, select, text
from sqlalchemy.exc import StatementError

from bot.errors import DatabaseFailure, StorageError
from bot.ports.curating_store import CountedVotes, QueuedQuestion
from bot.ports.feedback import DownReason, SuggestedQuestion, Vote
from bot.ports.server_settings import Care, ServerSettings
from bot.storage.database import Database
from bot.storage.database_url import Address, address_of
from bot.storage.migrating import opened
from bot.storage.queries.curating_queries import mark, misses, of_the_same_member, queued, voted_down
from bot.storage.queries.settings_queries import ERASED_WITH_SERVER
from bot.storage.settings_cache import FRESH, KnownSettings
from bot.storage.sql_store import DatabaseStore
from bot.storage.tables import MissCount, OpenChannel, Server, SuggestionRow, Table
from tests.storage.conftest import NOON, run
from tests.support.clock import FakeClock

TOWN = 5
STRICT = ServerSettings(care=Care.STRICT)


async def number(database: Database, table: str) -> int:
    async with database.reading() as session:
        return await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0


async def test_an_error_takes_back_the_whole_transaction(database: Database) -> None:
    with pytest.raises(StatementError):
        await run(
            database,
            "INSERT INTO votes (question, member, server, vote) VALUES ('a', 1, NULL, 'up')",
            "INSERT INTO votes VALUES ('b')",
        )
    assert await number(database, "votes") == 0


async def test_a_transaction_under_way_when_the_database_is_closed_ends_and_leaves_no_connection(
    address: Address,
) -> None:
    database = Database(address)
    begun, closed, ended = asyncio.Event(), asyncio.Event(), list[object]()

    @event.listens_for(database.engine.sync_engine, "close")
    def _note(connection: object, _entry: object) -> None:
        ended.append(connection)

    async def save() -> None:
        async with database.writing() as session:
            await session.execute(insert(MissCount).values(day=NOON.date(), question="late", times=1))
            begun.set()
            await closed.wait()

    task = asyncio.create_task(save())
    await begun.wait()
    await database.close()
    assert ended == []
    closed.set()
    await task
    assert len(ended) == 1
    async with opened(address) as again, again.reading() as session:
        assert (await session.scalars(select(MissCount.question))).all() == ["late"]


async def test_a_cancelled_transaction_is_taken_back_and_locks_nobody_out(database: Database) -> None:
    begun = asyncio.Event()

    async def linger() -> None:
        async with database.writing() as session:
            await session.execute(
                text("INSERT INTO votes (question, member, server, vote) VALUES ('a', 1, NULL, 'up')")
            )
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(linger())
    await asyncio.wait([task, asyncio.create_task(begun.wait())], return_when=asyncio.FIRST_COMPLETED)
    assert task.cancel(), "It ended by itself, so nothing was under way that could be cancelled."
    await asyncio.wait([task])
    await run(database, "INSERT INTO votes (question, member, server, vote) VALUES ('b', 1, NULL, 'up')")
    assert await number(database, "votes") == 1


async def test_a_reader_sees_one_moment_while_others_write(address: Address, database: Database) -> None:
    other = Database(address)
    async with database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM votes")) == 0
        await run(other, "INSERT INTO votes (question, member, server, vote) VALUES ('a', 1, NULL, 'up')")
        assert await session.scalar(text("SELECT count(*) FROM votes")) == 0
    await other.close()
    assert await number(database, "votes") == 1


async def test_nothing_refers_to_a_row_that_is_not_there(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await run(database, "INSERT INTO open_channels VALUES (1, 2)")


async def test_changes_from_several_processes_all_count(address: Address, clock: FakeClock) -> None:
    databases = [Database(address, patience=10) for _ in range(4)]
    stores = [DatabaseStore(each, clock) for each in databases]

    async def open_channel(channel: int) -> None:
        def change(found: ServerSettings) -> ServerSettings:
            return replace(found, channels=found.channels | {channel})

        await stores[channel % 4].change_settings(TOWN, change)

    await asyncio.gather(*map(open_channel, range(1, 25)))
    assert (await stores[0].settings(TOWN)).channels == frozenset(range(1, 25))
    for each in databases:
        await each.close()


async def test_what_another_process_saved_is_known_when_what_is_held_is_no_longer_fresh(
    address: Address, clock: FakeClock
) -> None:
    here, there = Database(address), Database(address)
    store = DatabaseStore(here, clock)
    assert await store.known_settings(TOWN) == ServerSettings()
    await DatabaseStore(there, clock).change_settings(TOWN, lambda _: STRICT)
    clock.pass_by(seconds=FRESH - 0.1)
    assert await store.known_settings(TOWN) == ServerSettings()
    assert await store.settings(TOWN) == STRICT
    clock.pass_by(seconds=0.1)
    assert await store.known_settings(TOWN) == STRICT
    await here.close()
    await there.close()


async def test_a_slow_read_does_not_hide_what_was_saved_meanwhile(clock: FakeClock) -> None:
    async def slow(servers: Collection[int]) -> Mapping[int, ServerSettings]:
        known.note(TOWN, STRICT)
        return dict.fromkeys(servers, ServerSettings())

    known = KnownSettings(slow, clock)
    assert await known.of(TOWN) == STRICT
    assert await known.of(TOWN) == STRICT


async def test_the_queue_tells_what_was_asked_when_and_where_but_not_by_whom(
    database: Database, clock: FakeClock
) -> None:
    store = DatabaseStore(database, clock)
    await store.suggest(SuggestedQuestion("Where?", "en", member=1, server=TOWN))
    await store.suggest(SuggestedQuestion("何时？", "zh", member=2, server=None))
    async with database.reading() as session:
        found = await queued(session)
    assert found == [QueuedQuestion(1, "Where?", "en", TOWN, NOON), QueuedQuestion(2, "何时？", "zh", None, NOON)]


async def test_a_moment_comes_back_as_it_went_in_whatever_its_zone(database: Database) -> None:
    moment = datetime(2026, 10, 25, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=14)))
    row = {"text": "", "language": "en", "member": 1, "suggested": moment}
    async with database.writing() as session:
        await session.execute(insert(SuggestionRow).values(row))
    async with database.reading() as session:
        found = await session.scalar(select(SuggestionRow.suggested))
    assert found == moment
    assert found is not None
    assert found.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    row = {"text": "", "language": "en", "member": 1, "suggested": NOON.replace(tzinfo=None)}
    with pytest.raises(StatementError, match="without a time zone"):
        async with database.writing() as session:
            await session.execute(insert(SuggestionRow).values(row))


def test_no_table_about_a_server_is_forgotten_when_it_is_erased() -> None:
    about_servers = {name for name, table in Table.metadata.tables.items() if "server" in table.columns}
    assert {table.__tablename__ for table in ERASED_WITH_SERVER} == about_servers


async def test_what_belongs_to_a_row_goes_with_it(database: Database, clock: FakeClock) -> None:
    store = DatabaseStore(database, clock)
    await store.change_settings(TOWN, lambda _: ServerSettings(channels=frozenset({1, 2})))
    await store.erase_server(TOWN)
    async with database.reading() as session:
        assert (await session.scalars(select(OpenChannel))).all() == []
        assert (await session.scalars(select(Server))).all() == []


async def test_questions_that_are_done_wait_no_more_alone_by_member_or_all_at_once(
    database: Database, clock: FakeClock
) -> None:
    store = DatabaseStore(database, clock)
    for number, member in enumerate((1, 2, 1, 3)):
        await store.suggest(SuggestedQuestion(f"Question {number}?", "en", member=member, server=TOWN))

    async def waiting() -> list[int]:
        async with database.reading() as session:
            return [each.number for each in await queued(session)]

    async with database.writing() as session:
        assert await mark(session, await of_the_same_member(session, 1), NOON) == [1, 3]
    assert await waiting() == [2, 4]
    async with database.writing() as session:
        assert await mark(session, [2, 99], NOON) == [2]
        assert await mark(session, None, NOON) == [4]
    assert await waiting() == []
    async with database.writing() as session:
        assert await mark(session, [3], None) == [3]
    assert await waiting() == [3]


async def test_misses_are_counted_by_entry_and_day_and_hold_no_words(database: Database, clock: FakeClock) -> None:
    store = DatabaseStore(database, clock)
    for entry in ("hours", "", "hours", "key"):
        await store.count_miss(entry)
    async with database.reading() as session:
        assert await misses(session, NOON.date()) == {"hours": 2, "": 1, "key": 1}
        assert await misses(session, NOON.date() + timedelta(days=1)) == {}
    assert [column.name for column in MissCount.__table__.columns] == ["day", "question", "times"]


async def test_misses_older_than_ninety_days_are_forgotten_when_the_next_is_counted(
    database: Database, clock: FakeClock
) -> None:
    store = DatabaseStore(database, clock)
    await store.count_miss("old")
    clock.pass_by(seconds=60 * 60 * 24 * 90)
    await store.count_miss("kept")
    assert await store.misses(NOON.date()) == {"old": 1, "kept": 1}
    clock.pass_by(seconds=60 * 60 * 24)
    await store.count_miss("new")
    assert await store.misses(NOON.date()) == {"kept": 1, "new": 1}


async def test_answers_voted_down_are_told_with_their_votes(database: Database, clock: FakeClock) -> None:
    store = DatabaseStore(database, clock)
    for member, vote in ((1, Vote.DOWN), (2, Vote.UP), (3, Vote.DOWN)):
        await store.vote("hours", member, TOWN, vote)
    await store.vote("key", 1, TOWN, Vote.UP)
    await store.note_reason("hours", 3, DownReason.UNCLEAR)
    async with database.reading() as session:
        assert await voted_down(session) == {"hours": CountedVotes(1, 2, {DownReason.UNCLEAR: 1})}


@pytest.mark.parametrize("harm", ["deleted", "replaced"])
async def test_a_file_that_is_deleted_or_replaced_under_a_running_bot_is_told_and_nothing_seems_saved(
    tmp_path: Path, harm: str
) -> None:
    file, other = tmp_path / "footnote.db", tmp_path / "other.db"
    async with opened(address_of(f"sqlite:///{file}")) as database:
        store = DatabaseStore(database, FakeClock(NOON))
        await store.vote("what", 1, None, Vote.UP)
        aside = file.rename(tmp_path / "aside.db")
        if harm == "replaced":
            async with opened(address_of(f"sqlite:///{other}")):
                pass
            other.rename(file)
        for attempt in (store.vote("what", 2, None, Vote.UP), store.settings(1), store.voted_down()):
            with pytest.raises(StorageError, match=rf"was {harm}.*nothing is saved any more.*restore a backup") as told:
                await attempt
            assert told.value.trouble is DatabaseFailure.DAMAGED
        aside.replace(file)
        assert (await store.vote("what", 3, None, Vote.UP)).up == 2


async def test_an_older_copy_written_over_the_file_is_noticed(tmp_path: Path) -> None:
    file, copy = tmp_path / "footnote.db", tmp_path / "copy.db"
    address = address_of(f"sqlite:///{file}")
    async with opened(address) as database:
        await DatabaseStore(database, FakeClock(NOON)).vote("what", 1, None, Vote.UP)
    copy.write_bytes(file.read_bytes())
    async with opened(address) as database, opened(address) as another:
        store = DatabaseStore(database, FakeClock(NOON))
        assert (await store.vote("what", 2, None, Vote.UP)).up == 2
        assert (await DatabaseStore(another, FakeClock(NOON)).vote("what", 3, None, Vote.UP)).up == 3
        file.write_bytes(copy.read_bytes())
        with pytest.raises(StorageError, match=r"was overwritten with an older copy.*nothing is saved any more"):
            await store.vote("what", 4, None, Vote.UP)
