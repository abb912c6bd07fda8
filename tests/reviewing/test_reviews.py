"""What was missed comes back when it is due, to members who opted in, and each answer counts once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.quizzing.quiz_models import EntryRef
from bot.reviewing import ports
from bot.reviewing.ports import ReviewStore
from bot.reviewing.review_models import ReviewItem, due_cards, weak_kinds
from bot.storage.queries.review_queries import DatabaseReviews
from tests.databases import store_of
from tests.support.memory_quiz import MemoryReviews

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
ANN, BEN = 11, 12
CARD = ReviewItem("meaning", EntryRef("term", "day-card"))
TRAM = ReviewItem("figure", EntryRef("question", "first-tram"))


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def store(kind: str, request: pytest.FixtureRequest) -> AsyncIterator[ReviewStore]:
    async with store_of(kind, request, MemoryReviews, DatabaseReviews) as store:
        yield store


async def test_nothing_is_remembered_of_whoever_has_not_opted_in(store: ReviewStore) -> None:
    assert await store.note(ANN, CARD, right=False, answer="1", now=NOW) is None
    assert await store.cards(ANN) is None


async def test_what_was_missed_comes_back_in_minutes_and_what_is_known_in_days_ever_further_apart(
    store: ReviewStore,
) -> None:
    await store.join(ANN, NOW)
    assert await store.note(ANN, TRAM, right=True, answer="0", now=NOW) is None
    card = await store.note(ANN, CARD, right=False, answer="1", now=NOW)
    assert card is not None
    assert card.due - NOW == timedelta(minutes=10)
    waits: list[timedelta] = []
    for number in range(5):
        now = card.due
        card = await store.note(ANN, CARD, right=True, answer=f"right {number}", now=now)
        assert card is not None
        waits.append(card.due - now)
    assert waits == sorted(waits)
    assert waits[0] >= timedelta(days=1)
    assert waits[-1] > timedelta(days=30)
    missed = await store.note(ANN, CARD, right=False, answer="missed", now=card.due)
    assert missed is not None
    assert missed.due - card.due == timedelta(minutes=10)
    assert await store.cards(ANN) == [missed]
    assert missed.times == 7


async def test_an_answer_that_is_pressed_again_counts_once(store: ReviewStore) -> None:
    await store.join(ANN, NOW)
    first = await store.note(ANN, CARD, right=False, answer="7:0", now=NOW)
    assert await store.note(ANN, CARD, right=True, answer="7:0", now=NOW + timedelta(seconds=2)) == first
    assert first is not None
    assert first.times == 1


async def test_who_opts_out_leaves_nothing_behind_and_others_keep_theirs(store: ReviewStore) -> None:
    for member in (ANN, BEN):
        await store.join(member, NOW)
        for item in (CARD, TRAM):
            await store.note(member, item, right=False, answer="1", now=NOW)
    assert await store.leave(ANN) == 2
    assert await store.cards(ANN) is None
    await store.drop(BEN, CARD)
    assert [card.item for card in await store.cards(BEN) or ()] == [TRAM]


async def test_a_member_has_so_many_cards_at_most(store: ReviewStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("bot.storage.queries.review_queries", "tests.support.memory_quiz"):
        monkeypatch.setattr(f"{module}.MOST_CARDS", 1)
    await store.join(ANN, NOW)
    await store.note(ANN, CARD, right=False, answer="1", now=NOW)
    assert await store.note(ANN, TRAM, right=False, answer="2", now=NOW) is None
    again = await store.note(ANN, CARD, right=False, answer="3", now=NOW)
    assert again is not None
    assert again.times == 2
    assert ports.MOST_CARDS > 1


async def test_what_is_due_is_the_longest_waiting_first_and_a_weak_kind_is_what_was_missed_most(
    store: ReviewStore,
) -> None:
    await store.join(ANN, NOW)
    other = ReviewItem("figure", EntryRef("question", "last-tram"))
    for minutes, item in enumerate((TRAM, CARD, other)):
        await store.note(ANN, item, right=False, answer=str(minutes), now=NOW + timedelta(minutes=minutes))
    cards = await store.cards(ANN) or ()
    assert [card.item for card in due_cards(cards, NOW + timedelta(minutes=11))] == [TRAM, CARD]
    assert weak_kinds(cards) == ("figure", "meaning")
