"""Questions known to have no answer here: how near a question is to them, rather than to what can be answered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.index.meaning import Meaning
from bot.matching.index.naive_bayes import SMOOTHING
from bot.matching.index.postings import Postings
from bot.matching.index.query import Query
from bot.matching.numerics.arrays import Flags, Floats, Ints
from bot.matching.numerics.softmax import SoftmaxRegression

DECOY_SIGNALS = ("decoy_cosine", "decoy_dense", "decoy_dense_3", "scope_logit", "scope_bayes")
"""Numbers that `Decoys.values` gives: cosine to the nearest decoy in the feature space and by the encoder, the mean of
the three nearest by the encoder, and the log odds of "answerable" in two models."""


@dataclass(frozen=True, slots=True)
class Models:
    """Two models that tell answerable from decoy.

    Attributes:
        bayes: log odds of each feature, shape (features,); naive Bayes with two classes.
        linear: the same for each number of a vector; empty without an encoder.
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
        meaning: the vectors of all texts; None without an encoder.
        mass: total weight of each feature over the phrasings, shape (features,).
        models: both models, of the phrasings against all decoys.
    """

    postings: Postings
    meaning: Meaning | None
    mass: Floats
    models: Models

    @classmethod
    def learn(cls, postings: Postings, meaning: Meaning | None, mass: Floats) -> Decoys:
        """Learn both models; the arguments are those that the attributes of the same names tell of."""
        everything = np.ones(postings.width - postings.first_decoy, np.bool_)
        return cls(postings, meaning, mass, _models(postings, meaning, mass, everything))

    def models_without(self, hidden: Ints) -> Models:
        """The models as they would be without some of the decoys."""
        kept = ~np.isin(np.arange(len(self)), hidden)
        return _models(self.postings, self.meaning, self.mass, kept)

    def __len__(self) -> int:
        return self.postings.width - self.postings.first_decoy

    def values(self, query: Query, *, models: Models | None = None, hidden: Ints | None = None) -> Floats:
        """The signals of one question, in the order of `DECOY_SIGNALS`; all zero where there are no decoys.

        Args:
            query: the question.
            models: other models than the decoys' own.
            hidden: decoys to leave out, so that a question that is itself among them does not find itself.
        """
        if not len(self) or (hidden is not None and len(hidden) >= len(self)):
            return np.zeros(len(DECOY_SIGNALS), np.float32)
        own = models or self.models
        cosines = query.refused
        if hidden is not None:
            cosines = cosines.copy()
            cosines[hidden] = 0
        scope = float(own.bayes[query.sparse.columns] @ query.sparse.values)
        if query.vector is None or self.meaning is None:
            return np.array((cosines.max(), 0, 0, 0, scope), np.float32)
        nearest = self.meaning.decoys.cosines(query.vector, 3, hidden)
        logit = float(own.linear @ query.vector) + own.bias
        return np.array((cosines.max(), nearest.max(), nearest.mean(), logit, scope), np.float32)


def _models(postings: Postings, meaning: Meaning | None, mass: Floats, kept: Flags) -> Models:
    """Both models, of the phrasings against the decoys that are kept."""
    odds = _log_shares(mass) - _log_shares(postings.decoy_mass(kept))
    if meaning is None or not kept.any():
        size = 0 if meaning is None else meaning.decoys.rows.shape[1]
        return Models(odds, np.zeros(size, np.float32), 0.0)
    said = meaning.phrasings.rows()
    rows = np.concatenate((said, meaning.decoys.rows[kept]))
    both = SoftmaxRegression.learn(rows, (np.arange(len(rows)) >= len(said)).astype(np.int32), 2)
    return Models(odds, both.weights[0] - both.weights[1], float(both.bias[0] - both.bias[1]))


def _log_shares(mass: Floats) -> Floats:
    """Log of each feature's share of a class's weight, with Lidstone smoothing."""
    return np.log((mass + SMOOTHING) / (mass.sum() + SMOOTHING * max(len(mass), 1)))
