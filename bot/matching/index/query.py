"""A question made ready for scoring: its words, its vector, and what each fast model says of every entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.index.features import Vector
from bot.matching.numerics.arrays import Floats, Longs, standardised


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
class Semantic:
    """What the encoder's vector of a question says.

    Attributes:
        vector: the question's vector, of length one.
        linear: score of the softmax regression for each entry.
        discriminant: score of the discriminant analysis for each entry.
        centre: cosine to the mean of each entry's phrasings.
        answer: cosine to each entry's answer; zero where there is none.
        refused: cosine to each decoy, shape (decoys,).
    """

    vector: Floats
    linear: Scores
    discriminant: Scores
    centre: Scores
    answer: Scores
    refused: Floats


@dataclass(frozen=True, slots=True)
class Query:
    """What the signals see of a question.

    Attributes:
        words: its tokens after spelling repair.
        numbers: the same in the index's vocabulary (see `Vocabulary.numbers`).
        weights: how few entries hold each word (see `Vocabulary.rarity`), shape (words,).
        sparse: the question in the feature space.
        bayes: log likelihood under each entry.
        search: BM25 of the question in each entry's phrasings and answer.
        cosines: cosine to each phrasing in the feature space, shape (phrasings,).
        refused: the same to each decoy, shape (decoys,).
        semantic: what the encoder says; None without one.
    """

    words: Sequence[str]
    numbers: Longs
    weights: Floats
    sparse: Vector
    bayes: Scores
    search: Scores
    cosines: Floats
    refused: Floats
    semantic: Semantic | None
