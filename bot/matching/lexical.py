"""Naive Bayes over all entries: the fast lexical model, whose scores make up half of the shortlist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.matching.arrays import Floats, Ints
from bot.matching.features import Vector
from bot.matching.sparse import Rows

SMOOTHING: Final = 0.1
"""Weight added to every feature of every entry (Lidstone smoothing): .1 was best of .003 to .3 on the public sets."""


@dataclass(frozen=True, slots=True)
class NaiveBayes:
    """Multinomial naive Bayes on TF-IDF weights with a uniform prior, held as postings by feature.

    An entry's log likelihood of a query is Σ q(f)·log((n(f, entry) + α) / (N(entry) + α·V)), with Lidstone's α. Only
    features that an entry holds are stored, as log(1 + n/α); the rest of the sum is one number an entry.

    Attributes:
        postings: log(1 + n/α), row by feature, column by entry.
        base: log((N(entry) + α·V) / α) of each entry.
    """

    postings: Rows
    base: Floats

    @classmethod
    def learn(cls, rows: Rows, owners: Ints, entries: int, width: int) -> NaiveBayes:
        """Learn from phrasings.

        Args:
            rows: the phrasings in the feature space.
            owners: the entry that each belongs to.
            entries: how many entries there are.
            width: how many features there are.
        """
        counts = Rows.of(rows.columns, np.repeat(owners, rows.sizes), rows.values, width, entries)
        totals = np.bincount(counts.columns, counts.values, minlength=entries)
        postings = Rows(counts.starts, counts.columns, np.log1p(counts.values / SMOOTHING).astype(np.float32))
        return cls(postings, np.log((totals + SMOOTHING * width) / SMOOTHING).astype(np.float32))

    def scores(self, query: Vector) -> Floats:
        """Log likelihood of the query under each entry, shape (entries,)."""
        held = self.postings.weighted_sum(query.columns, query.values, len(self.base))
        return held - query.values.sum() * self.base
