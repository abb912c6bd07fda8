"""The scorecard of a labelled file: every figure, curve and list that tells how good the answers are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluating import measures
from bot.evaluating.measures import Bin, Point
from bot.evaluating.outcomes import JudgedQuestion, OutcomeKind
from bot.matching import Decision
from bot.matching.numerics.arrays import Doubles, Flags


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares are from 0 to 1; None where the file holds no question of that kind.

    Attributes:
        right_first: answerable questions whose first candidate answers them.
        right_in_three: answerable questions that one of the first three candidates answers.
        right_at_far_1: answerable questions answered rightly when 1 % of the far ones get an answer; likewise `_5`, and
            `right_at_near_10` and `_5` with near misses.
        threshold: the confidence that an answer needed; the five figures below hold at it.
        right_answered: answerable questions answered rightly.
        wrong_among_given: wrong ones among the answers given to answerable questions.
        near_answered: near misses that got an answer.
        far_answered: far questions that got an answer.
        calibration_error: expected calibration error over ten bins, all questions.
        brier: mean squared gap between confidence and truth, all questions.
        risk_area: area under the risk-coverage curve, answerable questions.
        median_micros: median time of a reply in microseconds; `p95_micros` the 95th percentile.
    """

    right_first: float | None
    right_in_three: float | None
    right_at_far_1: float | None
    right_at_far_5: float | None
    right_at_near_5: float | None
    right_at_near_10: float | None
    threshold: float
    right_answered: float | None
    wrong_among_given: float | None
    near_answered: float | None
    far_answered: float | None
    calibration_error: float | None
    brier: float | None
    risk_area: float | None
    median_micros: float
    p95_micros: float


@dataclass(frozen=True, slots=True)
class DecisionCount:
    """How often one thing was decided, by kind of question."""

    decision: Decision
    answerable: int
    near: int
    far: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """An entry that came first where another was wanted, and how often."""

    wanted: str
    got: str
    count: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything measured on one labelled file.

    Attributes:
        curve: risk, coverage and what else happens at each threshold, from the highest down.
        confusions: most frequent first.
        wrong: questions whose first candidate is wrong, or that should be refused; most confident first.
        right_refused: questions whose first candidate is right and that got no answer; least confident first.
    """

    questions: int
    answerable: int
    near: int
    far: int
    figures: Figures
    decisions: tuple[DecisionCount, ...]
    reliability: tuple[Bin, ...]
    curve: tuple[Point, ...]
    confusions: tuple[Confusion, ...]
    wrong: tuple[JudgedQuestion, ...]
    right_refused: tuple[JudgedQuestion, ...]


def score(outcomes: Sequence[JudgedQuestion], threshold: float, *, worst: int = 20) -> Scorecard:
    """Measure.

    Args:
        outcomes: at least one.
        threshold: the confidence that an answer needed.
        worst: most examples in each list of them.
    """
    answerable, near, far = (
        _of(kind, outcomes) for kind in (OutcomeKind.ANSWERABLE, OutcomeKind.NEAR, OutcomeKind.FAR)
    )
    bins = measures.reliability(_confidence(outcomes), _right(outcomes))
    return Scorecard(
        questions=len(outcomes),
        answerable=len(answerable),
        near=len(near),
        far=len(far),
        figures=_figures(outcomes, bins, threshold),
        decisions=tuple(
            DecisionCount(decision, *(sum(o.decision is decision for o in group) for group in (answerable, near, far)))
            for decision in Decision
        ),
        reliability=bins,
        curve=measures.curve(_confidence(answerable), _right(answerable), _confidence(near), _confidence(far)),
        confusions=_confusions(answerable),
        wrong=_worst(outcomes, lambda o: not o.right and bool(o.candidates), -1, worst),
        right_refused=_worst(outcomes, lambda o: o.right and not o.given, 1, worst),
    )


def _figures(outcomes: Sequence[JudgedQuestion], bins: Sequence[Bin], threshold: float) -> Figures:
    answerable, near, far = (
        _of(kind, outcomes) for kind in (OutcomeKind.ANSWERABLE, OutcomeKind.NEAR, OutcomeKind.FAR)
    )
    confidence, right = _confidence(answerable), _right(answerable)
    times = np.array([outcome.micros for outcome in outcomes])

    def right_at(strangers: Sequence[JudgedQuestion], tolerated: float) -> float | None:
        return measures.right_answers(confidence, right, _confidence(strangers), tolerated)

    return Figures(
        right_first=measures.share(right),
        right_in_three=measures.share([outcome.right_in(3) for outcome in answerable]),
        right_at_far_1=right_at(far, 0.01),
        right_at_far_5=right_at(far, 0.05),
        right_at_near_5=right_at(near, 0.05),
        right_at_near_10=right_at(near, 0.10),
        threshold=threshold,
        right_answered=measures.share([outcome.given and outcome.right for outcome in answerable]),
        wrong_among_given=measures.share([not outcome.right for outcome in answerable if outcome.given]),
        near_answered=measures.share([outcome.given for outcome in near]),
        far_answered=measures.share([outcome.given for outcome in far]),
        calibration_error=measures.calibration_error(bins),
        brier=measures.brier(_confidence(outcomes), _right(outcomes)),
        risk_area=measures.area_under_risk(confidence, right),
        median_micros=float(np.median(times)),
        p95_micros=float(np.percentile(times, 95)),
    )


def _of(kind: OutcomeKind, outcomes: Sequence[JudgedQuestion]) -> list[JudgedQuestion]:
    return [outcome for outcome in outcomes if outcome.kind is kind]


def _confidence(outcomes: Sequence[JudgedQuestion]) -> Doubles:
    return np.array([outcome.confidence for outcome in outcomes], np.float64)


def _right(outcomes: Sequence[JudgedQuestion]) -> Flags:
    return np.array([outcome.right for outcome in outcomes], np.bool_)


def _confusions(answerable: Sequence[JudgedQuestion]) -> tuple[Confusion, ...]:
    """Pairs of entries; where several would have been right, the first of them counts as wanted."""
    pairs = Counter((o.wanted[0], o.candidates[0]) for o in answerable if o.candidates and not o.right)
    return tuple(Confusion(*pair, count) for pair, count in pairs.most_common())


def _worst(
    outcomes: Sequence[JudgedQuestion], chosen: Callable[[JudgedQuestion], bool], sign: int, most: int
) -> tuple[JudgedQuestion, ...]:
    """Some of the outcomes, by confidence: ascending for sign 1, descending for -1."""
    return tuple(sorted(filter(chosen, outcomes), key=lambda outcome: sign * outcome.confidence)[:most])
