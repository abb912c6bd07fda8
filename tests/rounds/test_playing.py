"""A round is played: questions, answers and a table, each once, whatever happens on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.errors import DatabaseFailure, StorageError
from bot.rounds import playing
from bot.rounds.ports import RoundStore
from bot.rounds.round_models import Phase, Score, table
from bot.rounds.round_runner import RoundRunner
from tests.support.clock import FakeClock
from tests.support.memory_quiz import MemoryRounds

from .rounds import ANN, BEN, CHANNEL, FakePoster, asking, new_round, press

T = TypeVar("T")
WHOLE = ["answer 0", "answer 1", "answer 2", "table"]


@pytest.fixture
def poster() -> FakePoster:
    return FakePoster()


async def played(store: RoundStore, poster: FakePoster, clock: FakeClock, *, most: int = 60) -> None:
    """Let rounds be played until nothing is left, each wait as long as it lasts; at most so many of them."""
    for _ in range(most):
        wake = await store.next_wake()
        if wake is None:
            return
        clock.pass_by(max(wake - clock.now(), timedelta()))
        await one_look(store, poster, clock)


async def one_look(store: RoundStore, poster: FakePoster, clock: FakeClock) -> None:
    """Do what is due now: until the runner has nothing in hand, and sleeps."""
    runner = RoundRunner(store, poster, clock)
    running = asyncio.create_task(runner.run())
    while runner.in_hand or running not in clock.waiting or clock.waiting[running][1].is_set():  # noqa: ASYNC110
        await asyncio.sleep(0)  # it is the runner that moves
    runner.stop()
    await running


def failing_once(method: Callable[..., Awaitable[T]]) -> Callable[..., Awaitable[T]]:
    """The method of a store whose database is out of reach when it is called first."""
    failures = iter([StorageError("The database cannot be reached.", DatabaseFailure.UNREACHABLE)])

    async def fails_first(*args: object) -> T:
        for failure in failures:
            raise failure
        return await method(*args)

    return fails_first


async def test_questions_are_asked_and_told_one_by_one_and_a_table_ends_the_round(
    store: RoundStore, poster: FakePoster, clock: FakeClock
) -> None:
    await store.begin(new_round(clock.now()))
    await played(store, poster, clock)
    assert poster.shown[CHANNEL] == WHOLE
    assert poster.open == {(CHANNEL, number): False for number in range(3)}
    assert await store.read(1) is None


async def test_whatever_is_left_without_an_answer_is_looked_for_and_not_posted_again(
    store: RoundStore, poster: FakePoster, clock: FakeClock
) -> None:
    for lost in range(1, 5):
        game = new_round(clock.now(), lost, channel=CHANNEL + lost)
        await store.begin(game)
        poster.lost = lost
        await played(store, poster, clock)
        assert poster.shown[game.channel] == WHOLE
    assert not any(poster.open.values())
    assert "ask again" in poster.calls


async def test_a_process_that_stops_gives_no_round_up_however_often_its_phase_was_claimed(
    store: RoundStore, poster: FakePoster, clock: FakeClock
) -> None:
    await store.begin(replace(new_round(clock.now(), count=1), attempts=playing.MOST_ATTEMPTS - 1))
    stopping = RoundRunner(store, poster, clock)
    poster.before = lambda _: stopping.stop()
    await stopping.run()
    await played(store, poster, clock)
    assert poster.calls == ["find", "find", "ask", "tell", "tell", "end"]


async def test_a_question_that_was_not_posted_for_sure_for_long_leaves_the_answer_before_without_buttons(
    store: RoundStore, poster: FakePoster, clock: FakeClock
) -> None:
    await store.begin(new_round(clock.now()))
    while "answer 0" not in poster.shown.get(CHANNEL, ()):
        await played(store, poster, clock, most=1)
    game = await store.read(1)
    assert game is not None
    clock.pass_by(game.wake - clock.now())
    await store.claim(clock.now(), 1)  # by a process that is gone before it posts
    clock.pass_by(playing.LEASE + playing.STALE + timedelta(minutes=1))
    await played(store, poster, clock)
    assert poster.shown[CHANNEL] == ["answer 0", "table"]
    assert poster.open == {(CHANNEL, 0): False}


@pytest.mark.parametrize("count", [1, 3])
async def test_a_question_that_was_posted_when_the_process_went_for_long_is_told_and_does_not_count(
    store: RoundStore, poster: FakePoster, clock: FakeClock, count: int
) -> None:
    await store.begin(new_round(clock.now(), count=count))
    while count > 1 and f"answer {count - 2}" not in poster.shown.get(CHANNEL, ()):
        await played(store, poster, clock, most=1)
    game = await store.read(1)
    assert game is not None
    clock.pass_by(max(game.wake - clock.now(), timedelta()))
    [claim] = await store.claim(clock.now(), 1)
    await poster.ask(claim)  # and the process is gone before it can say so
    clock.pass_by(playing.LEASE + playing.STALE + timedelta(minutes=1))
    await played(store, poster, clock)
    assert poster.shown[CHANNEL] == [*WHOLE[:count], "table"]
    assert not any(poster.open.values())


async def test_a_library_with_nothing_left_to_ask_leaves_the_answer_before_without_buttons(
    store: RoundStore, poster: FakePoster, clock: FakeClock
) -> None:
    await store.begin(new_round(clock.now()))
    while "answer 0" not in poster.shown.get(CHANNEL, ()):
        await played(store, poster, clock, most=1)
    poster.changed = True
    await played(store, poster, clock)
    assert poster.open == {(CHANNEL, 0): False}


@pytest.mark.parametrize("kind", ["memory"])
async def test_a_round_goes_on_when_the_database_has_failed_once_and_it_is_no_mistake(
    store: MemoryRounds,
    poster: FakePoster,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await store.begin(new_round(clock.now()))
    for method in ("change", "presses", "end"):
        monkeypatch.setattr(store, method, failing_once(getattr(store, method)))
    await played(store, poster, clock)
    assert poster.shown[CHANNEL] == WHOLE
    assert {record.levelname for record in caplog.records if "waits for its lease" in record.message} == {"WARNING"}


async def test_a_press_counts_until_the_time_is_up_and_is_told_with_the_answer(
    store: RoundStore, poster: FakePoster, clock: FakeClock
) -> None:
    await store.begin(new_round(clock.now(), count=1))
    await one_look(store, poster, clock)
    await store.press(1, press(0, BEN), "question 0", clock.now())
    clock.pass_by(seconds=22)
    await one_look(store, poster, clock)
    assert poster.right[1, 0] == [BEN]


async def test_next_ends_the_wait_and_stop_the_round(store: RoundStore, poster: FakePoster, clock: FakeClock) -> None:
    await store.begin(new_round(clock.now()))
    await one_look(store, poster, clock)
    await store.change(1, lambda game: playing.hastened(game, 0, clock.now()))
    await one_look(store, poster, clock)
    assert poster.shown[CHANNEL] == ["answer 0"]
    await store.change(1, lambda game: playing.hastened(game, 0, clock.now()))
    await one_look(store, poster, clock)
    assert poster.shown[CHANNEL] == ["answer 0", "question 1"]
    await store.change(1, lambda game: playing.stopped(game, clock.now()))
    await played(store, poster, clock)
    assert poster.shown[CHANNEL] == ["answer 0", "answer 1", "table"]


async def test_a_round_left_for_long_is_brought_to_its_end_and_asks_nothing_more(
    store: RoundStore, poster: FakePoster, clock: FakeClock
) -> None:
    await store.begin(new_round(clock.now()))
    await one_look(store, poster, clock)
    clock.pass_by(hours=3)
    await played(store, poster, clock)
    assert poster.shown[CHANNEL] == ["answer 0", "table"]


async def test_a_library_with_nothing_left_to_ask_ends_the_round(
    store: RoundStore, poster: FakePoster, clock: FakeClock
) -> None:
    await store.begin(new_round(clock.now()))
    poster.changed = True
    await played(store, poster, clock)
    assert await store.read(1) is None


def test_a_claim_that_another_process_has_taken_over_changes_nothing(clock: FakeClock) -> None:
    claim = playing.claimed(new_round(clock.now()), clock.now())
    taken_over = playing.claimed(claim, clock.now())
    assert playing.posted(taken_over, claim, 1, "", clock.now()) is taken_over
    assert playing.told(taken_over, claim, clock.now()) is taken_over
    assert playing.let_go(taken_over, claim, clock.now()) is taken_over


def test_next_under_an_earlier_question_changes_nothing(clock: FakeClock) -> None:
    game = asking(new_round(clock.now()), clock.now())
    assert game.phase is Phase.ASKING
    assert playing.hastened(game, 3, clock.now()) is game


def test_the_table_has_most_right_answers_first_and_of_equals_the_quicker() -> None:
    slow = [replace(press(number, ANN), millis=9000) for number in (0, 1)]
    quick = [replace(press(number, BEN), millis=1000) for number in (0, 1)]
    half = [press(0, 13), replace(press(1, 13, right=False), millis=500)]
    assert table([*slow, *quick, *half]) == [Score(BEN, 2, 2000), Score(ANN, 2, 18000), Score(13, 1, 0)]
