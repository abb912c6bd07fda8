"""One contract for every store of rounds."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.reviewing.ports import ReviewStore
from bot.reviewing.review_models import ReviewItem
from bot.rounds import playing
from bot.rounds.ports import RoundStore
from bot.rounds.round_models import Phase, Pressed, PressOutcome
from tests.support.clock import FakeClock
from tests.support.quizzes import shipped_quiz

from .rounds import ANN, BEN, CHANNEL, asking, new_round, press


async def test_a_channel_has_one_round_at_a_time(store: RoundStore, clock: FakeClock) -> None:
    first, second = new_round(clock.now(), 1), new_round(clock.now(), 2)
    assert await store.begin(first) == first
    assert await store.begin(first) == first
    assert await store.begin(second) == first
    other = new_round(clock.now(), 3, channel=CHANNEL + 1)
    assert await store.begin(other) == other
    await store.end(first.id)
    assert await store.read(first.id) is None
    assert await store.begin(second) == second


async def test_what_is_due_is_claimed_once_and_again_when_the_lease_has_run_out(
    store: RoundStore, clock: FakeClock
) -> None:
    await store.begin(new_round(clock.now()))
    assert await store.next_wake() == clock.now()
    [claim] = await store.claim(clock.now(), 5)
    assert (claim.phase, claim.attempts) == (Phase.POSTING, 1)
    assert list(await store.claim(clock.now(), 5)) == []
    assert await store.next_wake() == clock.now() + playing.LEASE
    clock.pass_by(playing.LEASE)
    [again] = await store.claim(clock.now(), 5)
    assert again.attempts == 2
    assert await store.read(1) == again


async def test_a_member_answers_once_and_the_first_press_counts(store: RoundStore, clock: FakeClock) -> None:
    await store.begin(new_round(clock.now()))
    await store.change(1, lambda game: asking(game, clock.now()))
    clock.pass_by(seconds=4)
    first = await store.press(1, press(0, ANN, 2), "question 0", clock.now())
    assert first == Pressed(PressOutcome.COUNTED, 2)
    assert await store.press(1, press(0, ANN, 3), "question 0", clock.now()) == Pressed(PressOutcome.KNOWN, 2)
    assert (await store.press(1, press(0, BEN), "another", clock.now())).outcome is PressOutcome.CHANGED
    assert (await store.press(1, press(1, BEN), "question 1", clock.now())).outcome is PressOutcome.TOO_LATE
    assert (await store.press(9, press(0, BEN), "question 0", clock.now())).outcome is PressOutcome.GONE
    clock.pass_by(seconds=30)
    assert (await store.press(1, press(0, BEN), "question 0", clock.now())).outcome is PressOutcome.TOO_LATE
    [counted] = await store.presses(1)
    assert (counted.member, counted.choice, counted.millis) == (ANN, 2, 4000)


async def test_of_many_presses_at_once_each_member_has_one(store: RoundStore, clock: FakeClock) -> None:
    await store.begin(new_round(clock.now()))
    await store.change(1, lambda game: asking(game, clock.now()))
    pressing = [
        store.press(1, press(0, member, choice), "question 0", clock.now()) for member in range(8) for choice in (0, 1)
    ]
    outcomes = [pressed.outcome for pressed in await asyncio.gather(*pressing)]
    assert outcomes.count(PressOutcome.COUNTED) == 8
    assert outcomes.count(PressOutcome.KNOWN) == 8
    assert [each.member for each in await store.presses(1)] == list(range(8))


async def test_an_answer_counts_once_in_the_review_of_whoever_opted_in(
    store: RoundStore, reviews: ReviewStore, clock: FakeClock
) -> None:
    about = next(shipped_quiz().questions(5))
    await store.begin(new_round(clock.now()))
    await store.change(1, lambda game: asking(game, clock.now()))
    await reviews.join(ANN, clock.now())
    pressing = [
        store.press(1, press(0, member, choice, right=False), "question 0", clock.now(), about)
        for member in (ANN, BEN)
        for choice in (1, 2)
    ]
    await asyncio.gather(*pressing)
    [card] = [*(await reviews.cards(ANN) or ())]
    assert card.item == ReviewItem(about.kind, about.entry)
    assert card.times == 1
    assert await reviews.cards(BEN) is None
    clock.pass_by(minutes=1)
    await store.press(1, press(0, ANN, 1, right=False), "question 0", clock.now(), about)
    assert await reviews.cards(ANN) == [card]


async def test_a_round_older_than_a_day_is_dropped_with_its_presses(store: RoundStore, clock: FakeClock) -> None:
    await store.begin(new_round(clock.now()))
    await store.change(1, lambda game: asking(game, clock.now()))
    await store.press(1, press(0, ANN), "question 0", clock.now())
    clock.pass_by(playing.KEPT + timedelta(seconds=1))
    assert list(await store.claim(clock.now(), 5)) == []
    assert await store.read(1) is None
    assert list(await store.presses(1)) == []
