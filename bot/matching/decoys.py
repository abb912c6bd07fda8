"""Questions known to have no answer here: how near a question is to them, rather than to what can be answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.matching.arrays import NO_FLOATS, Floats, Ints
from bot.matching.dense import SoftmaxRegression
from bot.matching.features import FeatureSpace
from bot.matching.lexical import SMOOTHING
from bot.matching.query import Query
from bot.matching.sparse import Rows

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
    """Decoy texts in both spaces, and what they are told apart from.

    Attributes:
        rows: the decoys in the feature space.
        postings: the same by feature: row by feature, column by decoy.
        dense: the decoys as static vectors, shape (decoys, 256); no columns where vectors are not installed.
        mass: total weight of each feature over the phrasings, shape (features,).
        phrasings: the phrasings as static vectors.
        models: both models, of the phrasings against all decoys.
    """

    rows: Rows
    postings: Rows
    dense: Floats
    mass: Floats
    phrasings: Floats
    models: Models

    @classmethod
    def learn(
        cls, space: FeatureSpace, phrasings: tuple[Rows, Floats], decoys: tuple[Sequence[Sequence[str]], Floats]
    ) -> Decoys:
        """Learn from phrasings and decoys.

        Args:
            space: the feature space.
            phrasings: the phrasings in it, and as static vectors.
            decoys: the decoys as words, and as static vectors.
        """
        words, dense = decoys
        vectors = [space.vector(line) for line in words]
        rows = Rows.stacked([(vector.columns, vector.values) for vector in vectors])
        mass = phrasings[0].column_sums(len(space))
        models = _models(rows, dense, mass, phrasings[1])
        return cls(rows, rows.transposed(len(space)), dense, mass, phrasings[1], models)

    def models_without(self, hidden: Ints) -> Models:
        """The models as they would be without some of the decoys."""
        kept = np.setdiff1d(np.arange(len(self.rows), dtype=np.int32), hidden)
        return _models(self.rows.chosen(kept), self.dense[kept], self.mass, self.phrasings)

    def values(self, query: Query, *, models: Models | None = None, hidden: Ints | None = None) -> Floats:
        """The signals of one question, in the order of `SIGNALS`; all zero where there are no decoys.

        Args:
            query: the question.
            models: other models than the decoys' own.
            hidden: decoys to leave out, so that a question that is itself among them does not find itself.
        """
        if not len(self.rows):
            return np.zeros(len(SIGNALS), np.float32)
        own = models or self.models
        cosines = self.postings.weighted_sum(query.sparse.columns, query.sparse.values, len(self.rows))
        near = self.dense @ query.dense
        if hidden is not None:
            cosines[hidden] = 0
            near[hidden] = -1
        nearest = np.partition(near, -3)[-3:] if len(near) >= 3 else near
        scope = float(own.bayes[query.sparse.columns] @ query.sparse.values)
        logit = float(own.linear @ query.dense) + own.bias if len(query.dense) else 0.0
        return np.array((cosines.max(), nearest.max(), nearest.mean(), logit, scope), np.float32)


def _models(decoys: Rows, dense: Floats, mass: Floats, phrasings: Floats) -> Models:
    """Both models, of the phrasings against decoys."""
    odds = _log_shares(mass) - _log_shares(decoys.column_sums(len(mass)))
    if phrasings.shape[1] == 0:
        return Models(odds, NO_FLOATS, 0.0)
    labels = np.repeat(np.array([0, 1], np.int32), [len(phrasings), len(dense)])
    both = SoftmaxRegression.learn(np.concatenate((phrasings, dense)), labels, 2)
    return Models(odds, both.weights[0] - both.weights[1], float(both.bias[0] - both.bias[1]))


def _log_shares(mass: Floats) -> Floats:
    """Log of each feature's share of a class's weight, with Lidstone smoothing."""
    return np.log((mass + SMOOTHING) / (mass.sum() + SMOOTHING * max(len(mass), 1)))
