"""The measures themselves, over plain arrays. A share of nothing is None.

Sources: risk and coverage after El-Yaniv and Wiener 2010, the area under their curve after Geifman and El-Yaniv 2017;
calibration error over bins of equal width after Naeini, Cooper and Hauskrecht 2015; the Brier score after Brier 1950.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.numerics.arrays import Doubles, Flags

BINS = 10
POINTS = 200
"""Most points of a curve."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence: in (low, high], the lowest bin also at 0.

    Attributes:
        confidence: mean confidence in the bin; None when it is empty.
        right: share of the questions whose first candidate is right; None when it is empty.
    """

    low: float
    high: float
    count: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """What happens at one threshold.

    Attributes:
        coverage: share of the answerable questions that get an answer.
        risk: share of wrong ones among these answers; None when there are none.
        right: share of the answerable questions that get a right answer.
        near: share of the near misses that get an answer; None without near misses.
        far: the same of far questions.
    """

    threshold: float
    coverage: float
    risk: float | None
    right: float
    near: float | None
    far: float | None


def share(flags: Sequence[bool] | Flags) -> float | None:
    """The share of flags that are set."""
    return float(np.mean(flags)) if len(flags) else None


def right_answers(confidence: Doubles, right: Flags, strangers: Doubles, tolerated: float) -> float | None:
    """Share of the answerable questions that are answered rightly when at most a share of the strangers gets an answer.

    The threshold is the lowest that lets no more of the strangers through; a question of exactly the confidence of the
    first stranger kept out is kept out too.

    Args:
        confidence: of the answerable questions, shape (n,).
        right: whether the first candidate answers the question, shape (n,).
        strangers: confidence of the questions to be refused, shape (m,).
        tolerated: share of the strangers that may get an answer, 0 to 1.
    """
    if not len(confidence) or not len(strangers):
        return None
    allowed = int(tolerated * len(strangers) + 1e-9)
    if allowed >= len(strangers):
        return float(right.mean())
    first_kept_out = np.sort(strangers)[::-1][allowed]
    return float((right & (confidence > first_kept_out)).mean())


def reliability(confidence: Doubles, right: Flags, bins: int = BINS) -> tuple[Bin, ...]:
    """Questions by confidence, in bins of equal width from 0 to 1."""
    place = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    found: list[Bin] = []
    for number in range(bins):
        inside = place == number
        count = int(inside.sum())
        found.append(
            Bin(
                low=number / bins,
                high=(number + 1) / bins,
                count=count,
                confidence=float(confidence[inside].mean()) if count else None,
                right=float(right[inside].mean()) if count else None,
            )
        )
    return tuple(found)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error: the gap between mean confidence and share right, weighted by the bins' counts."""
    total = sum(each.count for each in bins)
    if not total:
        return None
    return sum(each.count * abs((each.confidence or 0.0) - (each.right or 0.0)) for each in bins) / total


def brier(confidence: Doubles, right: Flags) -> float | None:
    """Mean squared gap between confidence and truth."""
    return float(((confidence - right) ** 2).mean()) if len(confidence) else None


def area_under_risk(confidence: Doubles, right: Flags) -> float | None:
    """Mean risk over all coverages: of the k most confident questions the share that is wrong, averaged over k."""
    if not len(confidence):
        return None
    order = np.argsort(-confidence, kind="stable")
    wrong = np.cumsum(~right[order])
    return float((wrong / np.arange(1, len(wrong) + 1)).mean())


def curve(confidence: Doubles, right: Flags, near: Doubles, far: Doubles, points: int = POINTS) -> tuple[Point, ...]:
    """What happens at each threshold, from the highest down; the arguments as for `right_answers`."""
    levels = np.unique(np.concatenate((confidence, near, far)))[::-1]
    if len(levels) > points:
        levels = levels[np.linspace(0, len(levels) - 1, points).astype(int)]
    return tuple(_point(float(level), confidence, right, near, far) for level in levels)


def _point(threshold: float, confidence: Doubles, right: Flags, near: Doubles, far: Doubles) -> Point:
    given = confidence >= threshold
    wrong = share(~right[given])
    return Point(
        threshold=threshold,
        coverage=share(given) or 0.0,
        risk=wrong,
        right=share(given & right) or 0.0,
        near=share(near >= threshold),
        far=share(far >= threshold),
    )
