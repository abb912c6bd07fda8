"""Signals of how like a candidate's phrasings the question is: by shared words and pieces, and by static vectors."""

from __future__ import annotations

import numpy as np

from bot.matching.arrays import Flags, Floats, log_softmax, standardised
from bot.matching.case import Case


class Bayes:
    """Naive Bayes over words and word pieces: standardised, and as a log probability (tempered, as it overclaims)."""

    names = ("bayes_z", "bayes_log")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        scores, chosen = case.query.bayes, case.candidates
        return np.stack((standardised(scores)[chosen], log_softmax(scores * 3)[chosen]), axis=1)


class Linear:
    """Softmax regression over static vectors: standardised, as a log probability, and as it is."""

    names = ("linear_z", "linear_log", "linear")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        scores, chosen = case.query.logits, case.candidates
        return np.stack((standardised(scores)[chosen], log_softmax(scores)[chosen], scores[chosen]), axis=1)


class NearestPhrasing:
    """Cosine to the candidate's phrasings in the feature space: best, mean of three, lag behind the first."""

    names = ("cosine", "cosine_3", "cosine_lag")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        return _nearest(case.query.cosines[case.slots], case.blank)


class NearestVector:
    """The same with static vectors, and the cosine to the mean of the candidate's phrasings."""

    names = ("dense", "dense_3", "dense_lag", "centroid")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        index, own = case.index, case.query.dense
        cosines = np.zeros(case.slots.shape, np.float32)
        for row, entry in enumerate(case.candidates):
            begin, end = index.bounds[entry], index.bounds[entry + 1]
            cosines[row, : end - begin] = index.dense[begin:end] @ own
        return np.column_stack((_nearest(cosines, case.blank), index.centroids[case.candidates] @ own))


def _nearest(cosines: Floats, blank: Flags) -> Floats:
    """What the cosines to candidates' phrasings come to.

    Args:
        cosines: one row a candidate.
        blank: which of them are padding.

    Returns:
        Of each candidate the best, the mean of the three best, and how far the best lags behind the best candidate's.
    """
    held = np.where(blank, np.float32(-1), cosines)
    best = held.max(axis=1)
    mean = np.maximum(np.partition(held, -3, axis=1)[:, -3:], 0).mean(axis=1) if held.shape[1] >= 3 else best
    return np.stack((best, mean, best.max() - best), axis=1)
