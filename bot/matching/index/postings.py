"""Entries, phrasings and decoys by the features they hold, side by side: one pass over a question scores them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.matching.index.features import Vector
from bot.matching.numerics.arrays import Flags, Floats, Ints
from bot.matching.numerics.sparse import Rows


class Sums(NamedTuple):
    """What a question comes to: one number for each entry, each phrasing, each decoy."""

    entries: Floats
    phrasings: Floats
    decoys: Floats


@dataclass(frozen=True, slots=True)
class Postings:
    """Three tables over the same features.

    Attributes:
        rows: row by feature; the columns are entries, then phrasings, then decoys.
        first_phrasing: the first phrasing's column.
        first_decoy: the first decoy's column.
        width: how many columns there are.
    """

    rows: Rows
    first_phrasing: int
    first_decoy: int
    width: int

    @classmethod
    def of(cls, entries: Rows, phrasings: Rows, decoys: Rows, features: int) -> Postings:
        """Turn three tables, each row by text, around."""
        rows = Rows.joined((entries, phrasings, decoys))
        first = len(entries)
        return cls(rows.transposed(features).narrowed(len(rows)), first, first + len(phrasings), len(rows))

    def sums(self, query: Vector) -> Sums:
        """For each text, the sum over the question's features of its own weight times the question's."""
        total = self.rows.weighted_sum(query.columns, query.values, self.width)
        return Sums(
            total[: self.first_phrasing], total[self.first_phrasing : self.first_decoy], total[self.first_decoy :]
        )

    def phrasing_mass(self) -> Floats:
        """The weight of each phrasing, over all features, shape (phrasings,)."""
        return self.rows.column_sums(self.width)[self.first_phrasing : self.first_decoy]

    def decoy_mass(self, kept: Flags) -> Floats:
        """The weight of each feature over some of the decoys, shape (features,).

        Args:
            kept: which decoys, shape (decoys,).
        """
        counted = np.concatenate((np.zeros(self.first_decoy, np.bool_), kept))[self.rows.columns]
        owners: Ints = self.rows.owners
        return np.bincount(owners[counted], self.rows.values[counted], len(self.rows)).astype(np.float32)
