"""From a tolerated error to a threshold: how sure the bot must be before it answers.

How often things go wrong at each level is measured on many packs (these rates ship) and on a pack's own calibration
questions; the two are put together as a prior and what was seen (the mean of a beta distribution: Bishop 2006, 2.1).
So a pack without questions of its own has a table for every tolerance, and one odd answer among forty does not set it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.confidence.calibration import Fitted
from bot.matching.numerics.arrays import Flags, Floats

NEAR_FACTOR = 2.0
"""Near misses may get an answer this many times as often as answers may be wrong."""
FAR_FACTOR = 0.5
"""Messages far from the topic may get one this many times as often."""
LEVELS: Floats = np.round(np.arange(0.2, 0.996, 0.005), 3).astype(np.float32)
"""Thresholds that are tried."""
PRIOR_SHARE = 0.6
"""How often things go wrong in a pack that covers its subject, against the small packs that the rates come from: there
every other near miss is a question of an entry that was taken out on purpose."""
PRIOR_QUESTIONS = 100
"""How many questions of each kind the rates of other packs count as."""


@dataclass(frozen=True, slots=True)
class Rates:
    """What happens at each of `LEVELS`: how many questions of each kind, and the share that goes wrong.

    Attributes:
        given: answers given to answerable questions, shape (levels,).
        wrong: share of wrong ones among these.
        near: how many near misses there are.
        near_given: share of them that gets an answer, shape (levels,).
        far: how many questions far from the topic there are.
        far_given: share of them that gets an answer, shape (levels,).
    """

    given: Floats
    wrong: Floats
    near: int
    near_given: Floats
    far: int
    far_given: Floats

    @classmethod
    def of(cls, fitted: Fitted) -> Rates:
        """Count at each level."""
        answerable, near = fitted.answerable, fitted.near
        far = ~answerable & ~near
        given = fitted.chances[None, :] >= LEVELS[:, None]
        return cls(
            (given & answerable).sum(axis=1).astype(np.float32),
            _shares(given & ~fitted.right, given & answerable, answerable),
            int(near.sum()),
            _shares(given, np.broadcast_to(near, given.shape), near),
            int(far.sum()),
            _shares(given, np.broadcast_to(far, given.shape), far),
        )


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidence needed for each tolerated error.

    With a tolerance of τ, among questions that have an answer at most a share τ of the answers given is wrong, at most
    2τ of the near misses get an answer, and at most τ/2 of the messages far from the topic do.

    Attributes:
        levels: thresholds tried, ascending.
        needed: for each level, the smallest tolerance that it and all above it satisfy; descending.
    """

    levels: Floats
    needed: Floats

    @classmethod
    def of(cls, prior: Rates, own: Rates | None = None) -> Thresholds:
        """From the rates measured on many packs, and on a pack's own questions."""
        wrong, near, far = (
            share * np.float32(PRIOR_SHARE) for share in (prior.wrong, prior.near_given, prior.far_given)
        )
        if own is not None:
            wrong = _mixed(wrong, own.wrong, own.given)
            near = _mixed(near, own.near_given, np.full(len(LEVELS), own.near, np.float32))
            far = _mixed(far, own.far_given, np.full(len(LEVELS), own.far, np.float32))
        needed = np.maximum.reduce([wrong, near / np.float32(NEAR_FACTOR), far / np.float32(FAR_FACTOR)])
        return cls(LEVELS, np.maximum.accumulate(needed[::-1])[::-1])

    def threshold(self, tolerance: float) -> float:
        """The lowest threshold that keeps within the tolerance (a share, 0 to 1), or the highest there is."""
        within = np.flatnonzero(self.needed <= tolerance)
        return float(self.levels[within[0]] if len(within) else self.levels[-1])


def _mixed(prior: Floats, own: Floats, count: Floats) -> Floats:
    """Shares expected after `count` questions of one's own, given those of others."""
    return ((prior * PRIOR_QUESTIONS + own * count) / (PRIOR_QUESTIONS + count)).astype(np.float32)


def _shares(flags: Flags, among: Flags, kind: Flags) -> Floats:
    """The share of questions flagged, among those of a kind, at each level; 0 where there are none."""
    return ((flags & among & kind).sum(axis=1) / np.maximum(among.sum(axis=1), 1)).astype(np.float32)
