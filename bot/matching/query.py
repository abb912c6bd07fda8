"""A question made ready for scoring: its words, their weights, and its place in both spaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.arrays import Floats
from bot.matching.features import Vector


@dataclass(frozen=True, slots=True)
class Query:
    """What the signals see of a question.

    Attributes:
        words: its tokens after spelling repair.
        weights: how telling each word is (see `Background.weight`), shape (words,).
        sparse: the question in the feature space.
        dense: the question as a static vector, shape (256,); empty where vectors are not installed.
        bayes: log likelihood under each entry, shape (entries,).
        cosines: cosine to each phrasing in the feature space, shape (phrasings,).
        logits: score of the linear model for each entry, shape (entries,).
    """

    words: Sequence[str]
    weights: Floats
    sparse: Vector
    dense: Floats
    bayes: Floats
    cosines: Floats
    logits: Floats
