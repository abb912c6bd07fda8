"""A question made ready for scoring: its words, its vector, and what each fast model says of every entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.matching.index.features import Vector
from bot.matching.numerics.arrays import Floats, Longs, standardised


class Model(IntEnum):
    """The fast models, in the order of the rows of `Scores`; those after the second need an encoder."""

    BAYES = 0
    """Log likelihood by naive Bayes."""
    SEARCH = 1
    """BM25 in phrasings and answer."""
    LINEAR = 2
    """Score of the softmax regression."""
    DISCRIMINANT = 3
    """Score of the discriminant analysis."""
    CENTRE = 4
    """Cosine to the mean of the phrasings."""
    ANSWER = 5
    """Cosine to the answer; zero where there is none."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the fast models say of each entry, shape (models, entries) each.

    Attributes:
        raw: their scores.
        standardised: the same as standard deviations above each model's mean.
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
        numbers: the same in the index's vocabulary (see `Vocabulary.numbers`).
        weights: how few entries hold each word (see `Vocabulary.rarity`), shape (words,).
        sparse: the question in the feature space.
        scores: what the fast models say of each entry.
        cosines: cosine to each phrasing in the feature space, shape (phrasings,).
        refused: the same to each decoy, shape (decoys,).
        vector: the encoder's vector of it, as `Meaning` holds vectors; None without an encoder.
    """

    words: Sequence[str]
    numbers: Longs
    weights: Floats
    sparse: Vector
    scores: Scores
    cosines: Floats
    refused: Floats
    vector: Floats | None
