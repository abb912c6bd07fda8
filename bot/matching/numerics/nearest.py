"""The rows of a table nearest to a vector: found by a few principal components, then compared exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.numerics.arrays import Doubles, Floats, Ints, Longs
from bot.matching.numerics.components import principal

_FEW = 128
"""Components by which rows are looked through."""
_LOOKED_AT = 64
"""Rows that are compared exactly, at least; of 4,000 the three nearest were among them for each of 355 questions (with
half as many components not for one in ten)."""
_GROUPS = 2 * _LOOKED_AT
"""Groups of rows of which only the highest take part in finding how high so many are, which saves sorting all."""


@dataclass(frozen=True, slots=True)
class NearestRows:
    """A table to be searched; reading all of it would take longer than anything else that is done with a question.

    Attributes:
        rows: shape (n, size).
        basis: a few components, shape (few, size); (0, size) where the rows are few.
        short: the rows in these components, shape (n, few).
    """

    rows: Floats
    basis: Floats
    short: Floats

    @classmethod
    def of(cls, rows: Floats) -> NearestRows:
        """Take a table."""
        size = rows.shape[1]
        basis = principal(rows)[:_FEW] if len(rows) > max(2 * size, _GROUPS) else np.zeros((0, size), np.float32)
        return cls(rows, basis, rows @ basis.T)

    def cosines(self, vector: Floats, count: int, hidden: Ints | None = None) -> Floats:
        """The dot products of the `count` rows nearest to a vector, in no order; fewer where there are fewer rows.

        Args:
            vector: what is compared with, shape (size,).
            count: how many are wanted.
            hidden: rows that count as opposite.
        """
        rows = self.rows
        if len(self.basis):
            found = self.short @ (self.basis @ vector)
            if hidden is not None:
                found[hidden] = -1
            rows, hidden = rows[_highest(found)], None
        found = rows @ vector
        if hidden is not None:
            found[hidden] = -1
        return np.partition(found, -count)[-count:] if len(found) > count else found


def _highest(scores: Floats | Doubles) -> Longs:
    """Places of the highest scores, at least `_LOOKED_AT` and hardly more; of as many scores as there are groups."""
    highest = scores[: len(scores) // _GROUPS * _GROUPS].reshape(-1, _GROUPS).max(axis=0)
    return np.flatnonzero(scores >= np.partition(highest, -_LOOKED_AT)[-_LOOKED_AT])
