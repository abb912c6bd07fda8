"""One contract for every store: in memory, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.ports import feedback
from bot.ports.feedback import Stored, SuggestedQuestion, SuggestionOutcome, Tally, Vote
from bot.ports.server_settings import Care, ServerSettings, SpeakMode
from bot.ports.store import Store
from bot.storage.database import Database
from bot.storage.sql_store import DatabaseStore
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
    if kind == "memory":
        yield MemoryStore()
        return
    database = Database(request.getfixturevalue("address"))
    yield DatabaseStore(database, clock)
    await database.close()


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
