"""From a tolerated error to a threshold: how sure the bot must be before it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.matching.confidence.calibration import Fitted
from bot.matching.numerics.arrays import Flags, Floats

NEAR_FACTOR: Final = 2.0
"""Near misses may get an answer this many times as often as answers may be wrong."""
FAR_FACTOR: Final = 0.5
"""Messages far from the topic may get one this many times as often."""
CAUTIOUS: Final = 0.9
"""Threshold of a pack without calibration questions."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidence needed for each tolerated error, from questions that the fit had not seen.

    With a tolerance of τ, among the calibration questions that have an answer at most a share τ of the answers given
    is wrong, at most 2τ of the near misses get an answer, and at most τ/2 of the messages far from the topic do.

    Attributes:
        levels: thresholds tried, ascending.
        needed: for each level, the smallest tolerance that it and all above it satisfy; descending.
    """

    levels: Floats
    needed: Floats

    @classmethod
    def of(cls, fitted: Fitted) -> Thresholds:
        """Measure every threshold on the calibration questions."""
        levels = np.round(np.arange(0.2, 0.996, 0.005), 3).astype(np.float32)
        near = np.array([example.near is True for example in fitted.examples])
        far = ~fitted.answerable & ~near
        needed: list[float] = []
        for level in levels:
            given = fitted.chances >= level
            wrong = _share(~fitted.right, given & fitted.answerable)
            needed.append(max(wrong, _share(given, near) / NEAR_FACTOR, _share(given, far) / FAR_FACTOR))
        return cls(levels, np.maximum.accumulate(np.array(needed, np.float32)[::-1])[::-1])

    @classmethod
    def cautious(cls) -> Thresholds:
        """For a pack without calibration questions: one high threshold, whatever is tolerated."""
        return cls(np.array([CAUTIOUS], np.float32), np.zeros(1, np.float32))

    def threshold(self, tolerance: float) -> float:
        """The lowest threshold that keeps within the tolerance (a share, 0 to 1), or the highest there is."""
        within = np.flatnonzero(self.needed <= tolerance)
        return float(self.levels[within[0]] if len(within) else self.levels[-1])


def _share(flags: Flags, among: Flags) -> float:
    """The share of questions flagged, among some of them; 0 where there are none."""
    return float((flags & among).sum() / max(int(among.sum()), 1))
