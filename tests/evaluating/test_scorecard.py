"""The scorecard, and the gate that holds its figures to bounds, on outcomes made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import FootnoteError
from bot.evaluating.outcomes import OutcomeKind
from bot.evaluating.scorecard import score
from bot.matching import Decision
from tests.evaluating.conftest import outcome
from tests.evaluating.gate import Bounds, breaches, read_bounds

OUTCOMES = (
    outcome(confidence=0.95, micros=10),
    outcome(confidence=0.92, right=False, text="confident and wrong", micros=20),
    outcome(confidence=0.80, micros=30),
    outcome(confidence=0.30, given=False, text="right but refused", micros=40),
    outcome(confidence=0.20, given=False, candidates=("b", "a"), micros=50),
    outcome(OutcomeKind.NEAR, confidence=0.85, text="a near miss answered", micros=60),
    outcome(OutcomeKind.NEAR, confidence=0.40, given=False, micros=70),
    outcome(OutcomeKind.FAR, confidence=0.10, given=False, micros=80),
)
CARD = score(OUTCOMES, 0.5)


def test_rank_is_measured_over_answerable_questions_whatever_was_decided() -> None:
    assert CARD.figures.right_first == 3 / 5
    assert CARD.figures.right_in_three == 4 / 5


def test_right_answers_are_given_at_each_tolerance_of_strangers() -> None:
    assert CARD.figures.right_at_far_1 == 3 / 5  # above .10
    assert CARD.figures.right_at_near_5 == 1 / 5  # above .85


def test_as_shipped_only_the_decisions_count() -> None:
    assert CARD.figures.right_answered == 2 / 5
    assert CARD.figures.wrong_among_given == 1 / 3
    assert CARD.figures.near_answered == 1 / 2
    assert CARD.figures.far_answered == 0


def test_a_question_to_refuse_is_never_right_so_confidence_in_it_is_an_error() -> None:
    alone = score([outcome(OutcomeKind.FAR, confidence=0.6)], 0.5).figures
    assert alone.calibration_error == pytest.approx(0.6)
    assert alone.brier == pytest.approx(0.36)


def test_figures_of_kinds_that_the_file_lacks_are_left_open() -> None:
    alone = score([outcome(OutcomeKind.FAR, confidence=0.6)], 0.5).figures
    assert (alone.right_first, alone.right_at_far_1, alone.wrong_among_given, alone.near_answered) == (None,) * 4
    assert alone.far_answered == 1


def test_times_are_the_median_and_the_slow_end() -> None:
    assert CARD.figures.median_micros == 45
    assert CARD.figures.p95_micros == pytest.approx(76.5)


def test_decisions_are_counted_by_kind() -> None:
    assert [row.decision for row in CARD.decisions] == list(Decision)
    counts = {row.decision: (row.answerable, row.near, row.far) for row in CARD.decisions}
    assert counts[Decision.ANSWER] == (3, 1, 0)
    assert counts[Decision.NOTHING] == (2, 1, 1)
    assert (CARD.questions, CARD.answerable, CARD.near, CARD.far) == (8, 5, 2, 1)


def test_confusions_are_pairs_of_what_was_wanted_and_what_came_first() -> None:
    assert [(pair.wanted, pair.got, pair.count) for pair in CARD.confusions] == [("a", "b", 2)]


def test_the_worst_examples_come_first() -> None:
    assert [each.text for each in CARD.wrong[:2]] == ["confident and wrong", "a near miss answered"]
    assert [each.text for each in CARD.right_refused] == ["right but refused"]
    assert len(score(OUTCOMES, 0.5, worst=1).wrong) == 1


def test_figures_within_their_bounds_break_nothing() -> None:
    bounds = Bounds(at_least={"right_first": 0.6}, at_most={"wrong_among_given": 0.34, "far_answered": 0.0})
    assert breaches(CARD, bounds) == []


def test_a_broken_bound_tells_the_figure_the_bound_and_the_questions_behind_it() -> None:
    (told,) = breaches(CARD, Bounds(at_most={"near_answered": 0.1}))
    assert "near_answered rose to 0.5000; it must be at most 0.1000." in told
    assert "'a near miss answered': answer, b at 0.85; wanted: refused" in told


@pytest.mark.parametrize(
    ("name", "shown"),
    [("right_first", "confident and wrong"), ("right_answered", "right but refused"), ("right_at_far_1", "near miss")],
)
def test_a_figure_that_fell_shows_questions_of_the_right_sort(name: str, shown: str) -> None:
    (told,) = breaches(CARD, Bounds(at_least={name: 0.99}))
    assert f"{name} fell to " in told
    assert shown in told


def test_wrong_answers_are_shown_by_what_was_given() -> None:
    (told,) = breaches(CARD, Bounds(at_most={"wrong_among_given": 0.1}))
    assert "confident and wrong" in told
    assert "near miss" not in told


def test_a_figure_that_can_no_longer_be_measured_breaks_its_bound() -> None:
    (told,) = breaches(score([outcome(OutcomeKind.FAR)], 0.5), Bounds(at_least={"right_first": 0.9}))
    assert "cannot be measured" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[at_least]\nright_frist = 0.9\n", "no such figure: right_frist"),
        ("[at_least]\nright_first = 'high'\n", "at_least.right_first"),
        ("[at_best]\nright_first = 0.9\n", "at_best"),
        ("at_least", "Expected '='"),
    ],
)
def test_bounds_that_make_no_sense_are_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "floor.toml").write_text(text, "utf-8")
    with pytest.raises(FootnoteError, match="floor") as caught:
        read_bounds(tmp_path / "floor.toml")
    assert told in str(caught.value)
