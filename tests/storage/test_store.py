"""One contract for every store: in memory, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import feedback
from bot.ports.discussions import MOST_DISCUSSED, MOST_DISCUSSIONS, Discussion, Opening
from bot.ports.feedback import Stored, SuggestedQuestion, SuggestionOutcome, Tally, Vote
from bot.ports.reading_store import MOST_BOOKMARKS, BookmarkKind
from bot.ports.server_settings import Care, ServerSettings, SpeakMode
from bot.ports.store import Store
from bot.storage.database import Database
from bot.storage.queries.feedback_queries import OF_MEMBERS
from bot.storage.sql_store import DatabaseStore
from bot.storage.tables import Table
from tests.databases import store_of
from tests.support.clock import FakeClock
from tests.support.memory_store import MemoryStore

TOWN, VILLAGE = 2**63 - 1, 4_000_000_000
"""Ids of servers; the first is the largest that Discord could ever give."""
ANN, BEN = 11, 12
ALL_SET = ServerSettings(
    mode=SpeakMode.MENTIONS, channels=frozenset({7, 2**62}), care=Care.STRICT, language="zh", keep_suggestions=False
)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def store(kind: str, clock: FakeClock, request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    async with store_of(kind, request, MemoryStore, lambda database: DatabaseStore(database, clock)) as store:
        yield store


def question(text: str = "Where is it?", member: int = ANN, server: int | None = TOWN) -> SuggestedQuestion:
    return SuggestedQuestion(text, "en", member, server)


async def test_a_server_that_set_nothing_has_the_defaults(store: Store) -> None:
    assert await store.settings(TOWN) == ServerSettings()
    assert await store.known_settings(TOWN) == ServerSettings()


async def test_settings_are_kept_for_each_server(store: Store) -> None:
    assert await store.change_settings(TOWN, lambda _: ALL_SET) == ALL_SET
    assert await store.settings(TOWN) == ALL_SET
    assert await store.settings(VILLAGE) == ServerSettings()


async def test_a_change_begins_from_what_is_stored_and_replaces_only_what_it_changes(store: Store) -> None:
    await store.change_settings(TOWN, lambda _: ALL_SET)
    await store.change_settings(TOWN, lambda found: replace(found, channels=frozenset({9}), language=None))
    assert await store.settings(TOWN) == replace(ALL_SET, channels=frozenset({9}), language=None)


async def test_what_was_saved_is_known_at_once(store: Store) -> None:
    assert await store.known_settings(TOWN) == ServerSettings()
    await store.change_settings(TOWN, lambda _: ALL_SET)
    assert await store.known_settings(TOWN) == ALL_SET
    await store.erase_server(TOWN)
    assert await store.known_settings(TOWN) == ServerSettings()


async def test_a_change_that_fails_changes_nothing(store: Store) -> None:
    def fail(_: ServerSettings) -> ServerSettings:
        raise ZeroDivisionError

    await store.change_settings(TOWN, lambda _: ALL_SET)
    with pytest.raises(ZeroDivisionError):
        await store.change_settings(TOWN, fail)
    assert await store.settings(TOWN) == ALL_SET


async def test_changes_at_the_same_time_all_count(store: Store) -> None:
    def opening(channel: int) -> asyncio.Future[ServerSettings]:
        def open_it(found: ServerSettings) -> ServerSettings:
            return replace(found, channels=found.channels | {channel})

        return asyncio.ensure_future(store.change_settings(TOWN, open_it))

    await asyncio.gather(*map(opening, range(1, 21)))
    assert (await store.settings(TOWN)).channels == frozenset(range(1, 21))


async def test_a_member_has_one_vote_on_each_answer(store: Store) -> None:
    assert await store.vote("first-tram", ANN, TOWN, Vote.UP) == Tally(1, 0)
    assert await store.vote("first-tram", BEN, None, Vote.UP) == Tally(2, 0)
    assert await store.vote("first-tram", ANN, TOWN, Vote.DOWN) == Tally(1, 1)
    assert await store.vote("last-tram", ANN, TOWN, Vote.UP) == Tally(1, 0)


async def test_what_is_stored_about_a_member_is_counted_and_erased(store: Store) -> None:
    await store.vote("first-tram", ANN, TOWN, Vote.UP)
    await store.suggest(question())
    await store.suggest(question("And when?", server=None))
    await store.suggest(question(member=BEN))
    assert await store.stored_about(ANN) == Stored(1, 2)
    assert await store.erase_member(ANN) == Stored(1, 2)
    assert await store.stored_about(ANN) == Stored(0, 0)
    assert await store.stored_about(BEN) == Stored(0, 1)
    assert await store.vote("first-tram", BEN, TOWN, Vote.DOWN) == Tally(0, 1)


async def test_bookmarks_are_kept_once_each_and_a_member_stops_at_one_place_in_an_article(store: Store) -> None:
    for paragraph in (3, 9, 9, 4):
        assert await store.keep_bookmark(ANN, BookmarkKind.STOP, "one", paragraph)
        assert await store.keep_bookmark(ANN, BookmarkKind.MARK, "one", paragraph)
    await store.keep_bookmark(BEN, BookmarkKind.STOP, "one", 7)
    kept = [(each.kind, each.article, each.paragraph) for each in await store.bookmarks(ANN)]
    assert kept == [("stop", "one", 4), ("mark", "one", 3), ("mark", "one", 4), ("mark", "one", 9)]
    assert await store.stored_about(ANN) == Stored(0, 0, 4)
    await store.drop_bookmark(ANN, BookmarkKind.MARK, "one", 9)
    assert await store.erase_member(ANN) == Stored(0, 0, 3)
    assert await store.bookmarks(ANN) == []
    assert len(await store.bookmarks(BEN)) == 1


async def test_a_member_has_so_many_bookmarks_and_no_more(store: Store) -> None:
    for paragraph in range(MOST_BOOKMARKS):
        assert await store.keep_bookmark(ANN, BookmarkKind.MARK, "one", paragraph)
    assert not await store.keep_bookmark(ANN, BookmarkKind.MARK, "two", 1)
    assert await store.keep_bookmark(ANN, BookmarkKind.MARK, "one", 1)  # there already
    assert await store.keep_bookmark(ANN, BookmarkKind.STOP, "two", 1)
    assert len(await store.bookmarks(ANN)) == MOST_BOOKMARKS + 1


async def test_bounds_hold_where_many_come_at_once(store: Store) -> None:
    at_once = range(8)
    await asyncio.gather(*(store.vote("first-tram", member, TOWN, Vote.UP) for member in at_once))  # connects
    for paragraph in range(MOST_BOOKMARKS - 1):
        await store.keep_bookmark(ANN, BookmarkKind.MARK, "one", paragraph)
    kept = await asyncio.gather(*(store.keep_bookmark(ANN, BookmarkKind.MARK, "two", number) for number in at_once))
    assert sum(kept) == 1
    assert len(await store.bookmarks(ANN)) == MOST_BOOKMARKS
    for number in range(feedback.MEMBER_A_DAY - 1):
        await store.suggest(question(f"Where is {number}?"))
    asked = await asyncio.gather(*(store.suggest(question(f"When is {number}?")) for number in at_once))
    assert asked.count(SuggestionOutcome.QUEUED) == 1
    for thread in range(MOST_DISCUSSIONS - 1):
        await store.open_discussion(Discussion(thread, TOWN, ("what",)))
    wanted = (Discussion(1_000_000 + number, TOWN, ("what",)) for number in at_once)
    opened = await asyncio.gather(*map(store.open_discussion, wanted))
    assert opened.count(Opening.OPENED) == 1


async def test_a_discussion_is_opened_once_told_more_and_closed_by_one(store: Store) -> None:
    assert await store.open_discussion(Discussion(5, TOWN, ("what",))) is Opening.OPENED
    assert await store.open_discussion(Discussion(5, TOWN, ("else",))) is Opening.THERE
    for entries in (("why", "what"), ("who",), ("why",), ()):
        await store.note_discussed(5, entries)
    found = Discussion(5, TOWN, ("what", "who", "why"))
    assert await store.discussion(5) == found
    await store.note_discussed(6, ("what",))
    assert await store.discussion(6) is None
    closed = await asyncio.gather(*(store.close_discussion(5) for _ in range(4)))
    assert [each for each in closed if each is not None] == [found]
    assert await store.discussion(5) is None


async def test_a_server_has_so_many_open_discussions_and_erasing_it_forgets_them(store: Store) -> None:
    for thread in range(MOST_DISCUSSIONS):
        assert await store.open_discussion(Discussion(thread + 1, TOWN, ("what",))) is Opening.OPENED
    assert await store.open_discussion(Discussion(900, TOWN, ("what",))) is Opening.FULL
    assert await store.open_discussion(Discussion(901, VILLAGE, ("what",))) is Opening.OPENED
    await store.erase_server(TOWN)
    assert await store.discussion(1) is None
    assert await store.discussion(901) is not None


def test_a_long_discussion_keeps_its_first_answer_and_the_latest() -> None:
    long = Discussion(1, TOWN, ("first",)).with_entries([f"e{number}" for number in range(99)])
    assert (len(long.entries), long.entries[0], long.entries[-1]) == (MOST_DISCUSSED, "first", "e98")


def test_every_table_about_members_is_counted_and_erased() -> None:
    about = {table.name for table in Table.metadata.tables.values() if "member" in table.columns}
    assert {table.__tablename__ for table in OF_MEMBERS} == about


async def test_erasing_a_server_forgets_all_of_it_and_nothing_else(store: Store) -> None:
    await store.change_settings(TOWN, lambda _: ALL_SET)
    await store.change_settings(VILLAGE, lambda _: ALL_SET)
    for server in (TOWN, VILLAGE, None):
        await store.vote(f"tram-{server}", ANN, server, Vote.UP)
        await store.suggest(question(server=server))
    await store.erase_server(TOWN)
    assert await store.settings(TOWN) == ServerSettings()
    assert await store.settings(VILLAGE) == ALL_SET
    assert await store.stored_about(ANN) == Stored(2, 2)


async def test_text_of_every_kind_can_be_suggested(store: Store) -> None:
    for text in ("首班车几点？", "a'); DROP TABLE votes; --", "zero \0 and half \ud83d", "🚋" * 2000, ""):
        await store.suggest(question(text))
    assert await store.stored_about(ANN) == Stored(0, 5)


async def test_what_members_suggest_has_bounds_by_member_server_and_in_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback, "MEMBER_A_DAY", 3)
    monkeypatch.setattr(feedback, "SERVER_WAITING", 5)
    monkeypatch.setattr(feedback, "ALL_WAITING", 7)
    texts = [f"Where is {place}?" for place in "abcd"]
    assert [await store.suggest(question(text)) for text in texts] == [
        *3 * [SuggestionOutcome.QUEUED],
        SuggestionOutcome.ENOUGH_TODAY,
    ]
    assert await store.suggest(question(texts[0])) is SuggestionOutcome.KNOWN
    others = [await store.suggest(question(text, member=BEN)) for text in texts[:3]]
    assert others == [SuggestionOutcome.QUEUED, SuggestionOutcome.QUEUED, SuggestionOutcome.QUEUE_FULL]
    elsewhere = [await store.suggest(question(member=20 + number, server=VILLAGE)) for number in range(3)]
    assert elsewhere == [SuggestionOutcome.QUEUED, SuggestionOutcome.QUEUED, SuggestionOutcome.QUEUE_FULL]
    await store.mark_suggestions([4, 5], done=True)
    assert await store.suggest(question(member=30)) is SuggestionOutcome.QUEUED
    assert await store.suggest(question("One more?")) is SuggestionOutcome.ENOUGH_TODAY


async def test_a_member_may_suggest_again_the_next_day(database: Database, clock: FakeClock) -> None:
    store = DatabaseStore(database, clock)
    for number in range(feedback.MEMBER_A_DAY):
        await store.suggest(question(f"Where is {number}?"))
    assert await store.suggest(question("And now?")) is SuggestionOutcome.ENOUGH_TODAY
    clock.pass_by(timedelta(days=1, seconds=1))
    assert await store.suggest(question("And now?")) is SuggestionOutcome.QUEUED


async def test_what_steers_a_terminal_is_not_stored_and_what_joins_letters_is(store: Store) -> None:
    await store.suggest(question("\x1b]0;pwned\x07\u202ea\nمی\u200cخواهم"))
    assert [each.text for each in await store.queued(TOWN)] == ["]0;pwneda\nمی\u200cخواهم"]
