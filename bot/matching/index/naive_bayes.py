"""Naive Bayes over all entries: the fast lexical model, whose scores make up half of the shortlist."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.index.features import Vector
from bot.matching.numerics.arrays import Floats, Ints
from bot.matching.numerics.sparse import Rows

SMOOTHING = 0.1
"""Weight added to every feature of every entry (Lidstone smoothing): .1 was best of .003 to .3 on the public sets."""


@dataclass(frozen=True, slots=True)
class NaiveBayes:
    """Multinomial naive Bayes on TF-IDF weights with a uniform prior.

    An entry's log likelihood of a query is Σ q(f)·log((n(f, entry) + α) / (N(entry) + α·V)), with Lidstone's α. Only
    for features that an entry holds is there anything to add up, q(f)·log(1 + n/α); the rest is one number an entry.

    Attributes:
        base: log((N(entry) + α·V) / α) of each entry.
    """

    base: Floats

    @classmethod
    def learn(cls, rows: Rows, owners: Ints, entries: int, width: int) -> tuple[NaiveBayes, Rows]:
        """Learn from phrasings.

        Args:
            rows: the phrasings in the feature space.
            owners: the entry that each belongs to, ascending.
            entries: how many entries there are.
            width: how many features there are.

        Returns:
            The model, and the log(1 + n/α) of each entry, row by entry.
        """
        counts = rows.merged(owners, entries, width)
        totals = np.bincount(counts.owners, counts.values, minlength=entries)
        held = Rows(counts.starts, counts.columns, np.log1p(counts.values / SMOOTHING).astype(np.float32))
        return cls(np.log((totals + SMOOTHING * width) / SMOOTHING).astype(np.float32)), held

    def scores(self, held: Floats, query: Vector) -> Floats:
        """Log likelihood of the query under each entry, shape (entries,).

        Args:
            held: Σ q(f)·log(1 + n/α) over the features that each entry holds.
            query: the query.
        """
        return held - query.values.sum() * self.base
