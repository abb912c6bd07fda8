"""A question made ready for scoring: its words, their weights, and its place in both spaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.index.features import Vector
from bot.matching.numerics.arrays import Floats, standardised


@dataclass(frozen=True, slots=True)
class Scores:
    """What one of the fast models says of each entry, shape (entries,) each.

    Attributes:
        raw: its scores.
        standardised: the same as standard deviations above their mean.
    """

    raw: Floats
    standardised: Floats

    @classmethod
    def of(cls, raw: Floats) -> Scores:
        """Standardise scores."""
        return cls(raw, standardised(raw))


@dataclass(frozen=True, slots=True)
class Query:
    """What the signals see of a question.

    Attributes:
        words: its tokens after spelling repair.
        weights: how telling each word is (see `Background.weight`), shape (words,).
        sparse: the question in the feature space.
        dense: the question as a static vector, shape (256,); empty where vectors are not installed.
        bayes: log likelihood under each entry.
        linear: score of the linear model for each entry.
        cosines: cosine to each phrasing in the feature space, shape (phrasings,).
        refused: the same to each decoy, shape (decoys,).
        refused_dense: cosine to each decoy by static vectors, shape (decoys,).
    """

    words: Sequence[str]
    weights: Floats
    sparse: Vector
    dense: Floats
    bayes: Scores
    linear: Scores
    cosines: Floats
    refused: Floats
    refused_dense: Floats
