"""Signals of how like a candidate's phrasings the question is: by shared words and pieces, and by static vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.matching.evidence.candidate_features import Case
from bot.matching.numerics.arrays import Floats, log_softmax


class Bayes:
    """Naive Bayes over words and word pieces: standardised, and as a log probability (tempered, as it overclaims)."""

    names = ("bayes_z", "bayes_log")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        scores = case.query.bayes
        return _columns(scores.standardised[case.candidates], log_softmax(scores.raw * 3, case.candidates))


class Linear:
    """Softmax regression over static vectors: standardised, as a log probability, and as it is."""

    names = ("linear_z", "linear_log", "linear")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        scores, chosen = case.query.linear, case.candidates
        return _columns(scores.standardised[chosen], log_softmax(scores.raw, chosen), scores.raw[chosen])


class NearestPhrasing:
    """Cosine to the candidate's phrasings in the feature space: best, mean of three, lag behind the first."""

    names = ("cosine", "cosine_3", "cosine_lag")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        cosines = case.query.cosines
        return _columns(*_nearest([cosines[begin:end] for begin, end in case.phrasings]))


class NearestVector:
    """The same with static vectors, and the cosine to the mean of the candidate's phrasings."""

    names = ("dense", "dense_3", "dense_lag", "centroid")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        dense, own = case.index.dense, case.query.dense
        cosines = [dense[begin:end] @ own for begin, end in case.phrasings]
        return _columns(*_nearest(cosines), case.index.centroids[case.candidates] @ own)


def _nearest(cosines: Sequence[Floats]) -> tuple[Floats, Floats, Floats]:
    """What the cosines to each candidate's phrasings come to.

    Returns:
        Of each candidate the best, the mean of the three best, and how far the best lags behind the best candidate's.
    """
    widest = max(map(len, cosines))
    held = np.full((len(cosines), widest), -1, np.float32)
    for row, own in zip(held, cosines, strict=True):
        row[: len(own)] = own
    held.partition(max(widest - 3, 0), axis=1)
    top = held[:, -3:]
    best = top.max(axis=1)
    mean = np.maximum(top, 0).sum(axis=1) / np.float32(3) if widest >= 3 else best
    return best, mean, best.max() - best


def _columns(*columns: Floats) -> Floats:
    """Numbers of each candidate side by side."""
    return np.array(columns, np.float32).T
