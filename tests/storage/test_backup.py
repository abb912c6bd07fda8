"""Backup and restore: everything, from either kind of database to either, and nothing that is there is overwritten."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.daily import planning
from bot.daily.models import Schedule
from bot.daily.ports import DeliveryOutcome
from bot.errors import UsageError
from bot.ports.discussions import Discussion
from bot.ports.feedback import DownReason, SuggestedQuestion, Vote
from bot.ports.reading_store import BookmarkKind
from bot.ports.server_settings import Care, ServerSettings
from bot.quizzing.quiz_models import EntryRef
from bot.reviewing.review_models import ReviewItem
from bot.storage.database import Database
from bot.storage.database_url import Address, address_of
from bot.storage.migrating import FutureError, migrate, opened, steps
from bot.storage.queries.daily_queries import DatabaseDaily
from bot.storage.queries.review_queries import DatabaseReviews
from bot.storage.queries.round_queries import DatabaseRounds
from bot.storage.sql_store import DatabaseStore
from bot.storage.tables import Table
from bot.storage.upkeep.backing_up import as_it_is, back_up
from bot.storage.upkeep.backup_file import BackupError
from bot.storage.upkeep.restoring import NotEmptyError, restore
from tests.rounds.rounds import asking, new_round, press
from tests.support.clock import FakeClock

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


async def fill(database: Database) -> None:
    """Something in every table that members and admins fill."""
    store, daily = DatabaseStore(database, FakeClock(NOON)), DatabaseDaily(database)
    settings = ServerSettings(channels=frozenset({5, 2**60}), care=Care.STRICT, language="zh", curators=frozenset({9}))
    await store.change_settings(2**62, lambda _: settings)
    for number in range(3):
        await store.suggest(SuggestedQuestion(f'question {number} — 碳税 \u200d🏳️‍🌈 \\ " \n', "zh", number, None))
    await store.vote("what", 7, 2**62, Vote.DOWN)
    await store.note_reason("what", 7, DownReason.WRONG)
    await store.mark_suggestions([1], done=True)
    await store.count_miss("near")
    rounds, reviews = DatabaseRounds(database), DatabaseReviews(database)
    await rounds.begin(new_round(NOON, 2**61))
    await rounds.change(2**61, lambda game: asking(game, NOON))
    await rounds.press(2**61, press(0, 7), "question 0", NOON)
    await reviews.join(7, NOON)
    await reviews.note(7, ReviewItem("term", EntryRef("term", "近")), right=False, answer="1", now=NOON)
    await store.open_discussion(Discussion(2**61, 2**62, ("what", "why")))
    await store.keep_bookmark(7, BookmarkKind.STOP, "one", 12)
    await store.keep_bookmark(7, BookmarkKind.MARK, "one", 3)
    schedule = Schedule(2**62, 5, time(8, 30), "Asia/Shanghai", topics=frozenset({"fares"}), thread=True)
    await daily.change(2**62, lambda standing: DeliveryOutcome(planning.start(standing, schedule, NOON)))


async def content(address: Address) -> dict[str, list[tuple[Any, ...]]]:
    """All that a database holds, as this version reads it."""
    async with opened(address) as database, database.reading() as session:
        return {
            table.name: [tuple(row) for row in await session.execute(select(table).order_by(*table.primary_key))]
            for table in Table.metadata.sorted_tables
        }


def unfinished(folder: Path) -> list[Path]:
    return [*folder.glob("*.part")]


def empty_file(folder: Path) -> Address:
    return address_of(f"sqlite:///{folder / 'other' / 'restored.db'}")


async def test_everything_comes_back_in_the_other_kind_and_back_again(database: Database, tmp_path: Path) -> None:
    await fill(database)
    before = await content(database.address)
    header = await back_up(database, tmp_path / "one.backup", NOON)
    assert header.rows["suggestions"] == 3
    away = empty_file(tmp_path)
    assert (await restore(away, tmp_path / "one.backup")).rows == header.rows
    assert await content(away) == before
    async with opened(away) as there:
        await back_up(there, tmp_path / "two.backup", NOON)
    assert gzip.decompress((tmp_path / "one.backup").read_bytes()) == gzip.decompress(
        (tmp_path / "two.backup").read_bytes()
    )


async def test_a_file_s_content_comes_into_either_kind_and_numbers_go_on_after_it(
    empty_address: Address, tmp_path: Path
) -> None:
    async with opened(address_of(f"sqlite:///{tmp_path / 'first.db'}")) as first:
        await fill(first)
        await back_up(first, tmp_path / "kept", NOON)
    await restore(empty_address, tmp_path / "kept")
    assert await content(empty_address) == await content(first.address)
    async with opened(empty_address) as there:
        await DatabaseStore(there, FakeClock(NOON)).suggest(SuggestedQuestion("one more", "en", 1, None))
    rows = (await content(empty_address))["suggestions"]
    assert [row[0] for row in rows] == [1, 2, 3, 4]


async def test_a_backup_is_of_one_moment_while_others_write(database: Database, tmp_path: Path) -> None:
    await fill(database)
    store = DatabaseStore(database, FakeClock(NOON))
    header_rows: dict[str, int] = {}
    async with database.reading() as session:  # a reader that began before
        await session.execute(text("SELECT 1 FROM suggestions"))
        await store.suggest(SuggestedQuestion("in between", "en", 1, None))
        header_rows = (await back_up(database, tmp_path / "kept", NOON)).rows
    await store.suggest(SuggestedQuestion("after", "en", 1, None))
    assert header_rows["suggestions"] == 4
    await restore(empty_file(tmp_path), tmp_path / "kept")


async def test_nothing_that_is_there_is_overwritten(database: Database, tmp_path: Path) -> None:
    await fill(database)
    file = tmp_path / "kept"
    await back_up(database, file, NOON)
    kept = file.read_bytes()
    with pytest.raises(UsageError, match="overwrites nothing"):
        await back_up(database, file, NOON)
    with pytest.raises(NotEmptyError, match=r"holds something \(.*suggestions.*overwrites nothing"):
        await restore(database.address, file)
    assert file.read_bytes() == kept
    assert unfinished(tmp_path) == []


async def test_a_backup_is_for_its_owner_only(database: Database, tmp_path: Path) -> None:
    await back_up(database, tmp_path / "kept", NOON)
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("step", steps()[:-1])
async def test_a_backup_of_an_earlier_version_is_brought_to_this_one(step: str, tmp_path: Path) -> None:
    old = address_of(f"sqlite:///{tmp_path / 'old.db'}")
    await migrate(old, step)
    async with as_it_is(old) as database:
        async with database.writing() as session:
            await session.execute(
                text("INSERT INTO votes (question, member, server, vote) VALUES ('what', 7, NULL, 'up')")
            )
        await back_up(database, tmp_path / "kept", NOON)
    await restore(empty_file(tmp_path), tmp_path / "kept")
    rows = await content(empty_file(tmp_path))
    assert [row[:4] for row in rows["votes"]] == [("what", 7, None, Vote.UP)]


async def test_a_backup_of_a_later_version_is_refused(database: Database, tmp_path: Path) -> None:
    await back_up(database, tmp_path / "kept", NOON)
    lines = gzip.decompress((tmp_path / "kept").read_bytes()).decode().splitlines()
    _rewrite(tmp_path / "kept", [json.dumps({**json.loads(lines[0]), "step": "r9999"}), *lines[1:-1]])
    with pytest.raises(FutureError, match="r9999"):
        await restore(empty_file(tmp_path), tmp_path / "kept")


@pytest.mark.parametrize("harm", ["cut", "changed", "no gzip", "a row less", "empty"])
async def test_a_damaged_file_is_refused_before_anything_is_done(database: Database, tmp_path: Path, harm: str) -> None:
    await fill(database)
    file = tmp_path / "kept"
    await back_up(database, file, NOON)
    whole = file.read_bytes()
    lines = gzip.decompress(whole).decode().splitlines()
    file.write_bytes(
        {
            "cut": gzip.compress("\n".join(lines[:-3]).encode()),
            "changed": gzip.compress("\n".join([*lines, ""]).replace("question 1", "question 9").encode()),
            "no gzip": whole[: len(whole) // 2],
            "a row less": gzip.compress("\n".join([*lines[:3], *lines[4:], ""]).encode()),
            "empty": b"",
        }[harm]
    )
    with pytest.raises(BackupError):
        await restore(empty_file(tmp_path), file)
    assert not (tmp_path / "other").exists()


def _rewrite(file: Path, lines: list[str]) -> None:
    """A backup with other lines and the digest that goes with them."""
    text = "".join(f"{line}\n" for line in lines)
    end = json.dumps({"sha256": hashlib.sha256(text.encode()).hexdigest()})
    file.write_bytes(gzip.compress(f"{text}{end}\n".encode()))
