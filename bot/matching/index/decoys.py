"""Questions known to have no answer here: how near a question is to them, rather than to what can be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.matching.index.naive_bayes import SMOOTHING
from bot.matching.index.postings import Postings
from bot.matching.index.query import Query
from bot.matching.numerics.arrays import NO_FLOATS, Flags, Floats, Ints
from bot.matching.numerics.softmax import SoftmaxRegression

SIGNALS: Final = ("decoy_cosine", "decoy_dense", "decoy_dense_3", "scope_logit", "scope_bayes")
"""Numbers that `Decoys.values` gives: cosine to the nearest decoy in the feature space and by static vectors, the mean
of the three nearest by static vectors, and the log odds of "answerable" in two models."""


@dataclass(frozen=True, slots=True)
class Models:
    """Two models that tell answerable from decoy.

    Attributes:
        bayes: log odds of each feature, shape (features,); naive Bayes with two classes.
        linear: the same for each number of a static vector; empty where vectors are not installed.
        bias: log odds that the linear model begins with.
    """

    bayes: Floats
    linear: Floats
    bias: float


@dataclass(frozen=True, slots=True)
class Decoys:
    """What tells decoys from what can be answered; the decoys themselves are the last rows of the index.

    Attributes:
        postings: of all texts; see `Postings`.
        dense: phrasings, then decoys, as static vectors; no columns where vectors are not installed.
        mass: total weight of each feature over the phrasings, shape (features,).
        models: both models, of the phrasings against all decoys.
    """

    postings: Postings
    dense: Floats
    mass: Floats
    models: Models

    @classmethod
    def learn(cls, postings: Postings, dense: Floats, mass: Floats) -> Decoys:
        """Learn both models; the arguments are those that the attributes of the same names tell of."""
        everything = np.ones(postings.width - postings.first_decoy, np.bool_)
        return cls(postings, dense, mass, _models(postings, dense, mass, everything))

    def models_without(self, hidden: Ints) -> Models:
        """The models as they would be without some of the decoys."""
        kept = ~np.isin(np.arange(len(self)), hidden)
        return _models(self.postings, self.dense, self.mass, kept)

    def __len__(self) -> int:
        return self.postings.width - self.postings.first_decoy

    def values(self, query: Query, *, models: Models | None = None, hidden: Ints | None = None) -> Floats:
        """The signals of one question, in the order of `SIGNALS`; all zero where there are no decoys.

        Args:
            query: the question.
            models: other models than the decoys' own.
            hidden: decoys to leave out, so that a question that is itself among them does not find itself.
        """
        if not len(self):
            return np.zeros(len(SIGNALS), np.float32)
        own = models or self.models
        cosines, near = query.refused, query.refused_dense
        if hidden is not None:
            cosines, near = cosines.copy(), near.copy()
            cosines[hidden] = 0
            near[hidden] = -1
        nearest = np.partition(near, -3)[-3:] if len(near) >= 3 else near
        scope = float(own.bayes[query.sparse.columns] @ query.sparse.values)
        logit = float(own.linear @ query.dense) + own.bias if len(query.dense) else 0.0
        return np.array((cosines.max(), nearest.max(), nearest.mean(), logit, scope), np.float32)


def _models(postings: Postings, dense: Floats, mass: Floats, kept: Flags) -> Models:
    """Both models, of the phrasings against the decoys that are kept."""
    odds = _log_shares(mass) - _log_shares(postings.decoy_mass(kept))
    if dense.shape[1] == 0:
        return Models(odds, NO_FLOATS, 0.0)
    phrasings = postings.first_decoy - postings.first_phrasing
    numbers = np.flatnonzero(np.concatenate((np.ones(phrasings, np.bool_), kept))).astype(np.int32)
    both = SoftmaxRegression.learn(dense, (numbers >= phrasings).astype(np.int32), 2, numbers=numbers)
    return Models(odds, both.weights[0] - both.weights[1], float(both.bias[0] - both.bias[1]))


def _log_shares(mass: Floats) -> Floats:
    """Log of each feature's share of a class's weight, with Lidstone smoothing."""
    return np.log((mass + SMOOTHING) / (mass.sum() + SMOOTHING * max(len(mass), 1)))
