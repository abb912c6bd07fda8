"""Each measure against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluating.measures import (
    Flags,
    area_under_risk,
    brier,
    calibration_error,
    curve,
    reliability,
    right_answers,
    share,
)
from bot.matching.numerics.arrays import Doubles


def floats(*values: float) -> Doubles:
    return np.array(values, np.float64)


def flags(*values: int) -> Flags:
    return np.array(values, np.bool_)


ASKED = floats(0.9, 0.8, 0.7, 0.6)
RIGHT = flags(1, 1, 0, 1)
STRANGERS = floats(0.85, 0.5, 0.4, 0.3)


@pytest.mark.parametrize(
    ("tolerated", "expected"),
    [
        (0.01, 1 / 4),  # no stranger may pass, so the threshold lies above .85
        (0.25, 3 / 4),  # one may, so it lies above .50, and all four pass, three of them right
        (0.49, 3 / 4),  # two would be half of them
        (1.0, 3 / 4),
    ],
)
def test_right_answers_are_counted_at_the_lowest_threshold_that_keeps_enough_strangers_out(
    tolerated: float, expected: float
) -> None:
    assert right_answers(ASKED, RIGHT, STRANGERS, tolerated) == expected


def test_a_question_as_confident_as_a_stranger_that_is_kept_out_is_kept_out_too() -> None:
    assert right_answers(floats(0.9, 0.5), flags(1, 1), floats(0.5), 0.05) == 1 / 2


def test_one_in_a_hundred_is_exactly_one_of_a_hundred() -> None:
    strangers = np.linspace(0.01, 1, 100)
    assert right_answers(floats(0.995, 0.99, 0.98), flags(1, 1, 1), strangers, 0.01) == 1 / 3


def test_right_answers_need_both_kinds_of_question() -> None:
    assert right_answers(floats(), flags(), STRANGERS, 0.01) is None
    assert right_answers(ASKED, RIGHT, floats(), 0.01) is None


def test_a_bin_holds_its_upper_edge_and_the_first_holds_zero() -> None:
    bins = reliability(floats(0.0, 0.1, 0.11, 0.2, 1.0), flags(0, 0, 0, 1, 1))
    assert [each.count for each in bins] == [2, 2, 0, 0, 0, 0, 0, 0, 0, 1]
    assert bins[1].confidence == pytest.approx(0.155)
    assert bins[1].right == 0.5
    assert bins[2].right is None


def test_the_calibration_error_weighs_each_gap_by_its_bin() -> None:
    # two at .95 with half of them right: a gap of .45; two at .2 with none right: a gap of .2
    bins = reliability(floats(0.95, 0.95, 0.2, 0.2), flags(1, 0, 0, 0))
    assert calibration_error(bins) == pytest.approx(0.45 / 2 + 0.2 / 2)


def test_confidence_that_comes_true_has_no_calibration_error() -> None:
    assert calibration_error(reliability(np.full(4, 0.75), flags(1, 1, 1, 0))) == pytest.approx(0)


def test_the_brier_score_is_the_mean_squared_gap() -> None:
    assert brier(floats(0.8, 0.4), flags(1, 0)) == pytest.approx((0.04 + 0.16) / 2)


def test_the_area_under_the_risk_averages_the_risk_of_the_most_confident() -> None:
    # of the first none is wrong, of the first two one, of all three one
    assert area_under_risk(floats(0.7, 0.9, 0.8), flags(1, 1, 0)) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


def test_nothing_has_no_share() -> None:
    empty, none = floats(), flags()
    assert share(none) is None
    assert brier(empty, none) is None
    assert area_under_risk(empty, none) is None
    assert calibration_error(reliability(empty, none)) is None


def test_the_curve_tells_what_happens_at_each_confidence_that_occurs() -> None:
    points = {point.threshold: point for point in curve(ASKED, RIGHT, floats(0.75), floats())}
    assert list(points) == [0.9, 0.8, 0.75, 0.7, 0.6]
    strict, loose = points[0.9], points[0.7]
    assert (strict.coverage, strict.risk, strict.right, strict.near, strict.far) == (0.25, 0.0, 0.25, 0.0, None)
    assert (loose.coverage, loose.risk, loose.right, loose.near) == (0.75, pytest.approx(1 / 3), 0.5, 1.0)


def test_no_answer_has_no_risk() -> None:
    first = curve(ASKED, RIGHT, floats(0.95), floats())[0]
    assert (first.coverage, first.risk) == (0.0, None)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=400))
def test_a_curve_of_any_length_is_short_and_ends_with_every_question_answered(
    questions: list[tuple[float, bool]],
) -> None:
    confidence = floats(*(each for each, _ in questions))
    right = flags(*(each for _, each in questions))
    points = curve(confidence, right, floats(), floats())
    assert len(points) <= 200
    assert [p.coverage for p in points] == sorted(p.coverage for p in points)
    assert points[-1].coverage == 1
    assert points[-1].right == pytest.approx(right.mean())


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50))
def test_every_question_falls_into_one_bin(questions: list[tuple[float, bool]]) -> None:
    bins = reliability(floats(*(each for each, _ in questions)), flags(*(each for _, each in questions)))
    assert sum(each.count for each in bins) == len(questions)
    error = calibration_error(bins)
    assert error is not None
    assert 0 <= error <= 1
