"""Sparse rows in three arrays, and the few sums over them that matching needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import NO_FLOATS, NO_INTS, Floats, Ints, Longs

__all__ = ["Floats", "Ints", "Rows"]


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix by rows: row `i` holds `values[starts[i]:starts[i + 1]]` in columns `columns[…]`."""

    starts: Ints
    columns: Ints
    values: Floats

    @classmethod
    def of(cls, rows: Ints, columns: Ints, values: Floats, count: int, width: int) -> Rows:
        """From (row, column, value) triples in any order; those of the same place are added up.

        Args:
            rows: row of each triple.
            columns: column of each.
            values: value of each.
            count: number of rows.
            width: number of columns.
        """
        width = max(width, 1)
        keys = rows.astype(np.int64) * width + columns
        order = np.argsort(keys, kind="stable")
        keys, values = keys[order], values[order]
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        summed = np.add.reduceat(values, first) if len(first) else values[:0]
        keys = keys[first]
        starts = np.searchsorted(keys, np.arange(count + 1, dtype=np.int64) * width).astype(np.int32)
        return cls(starts, (keys % width).astype(np.int32), summed.astype(np.float32))

    @classmethod
    def stacked(cls, rows: Sequence[tuple[Ints, Floats]]) -> Rows:
        """From (columns, values) of each row, columns ascending."""
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)]).astype(np.int32)
        columns = np.concatenate([NO_INTS, *(columns for columns, _ in rows)])
        return cls(starts, columns, np.concatenate([NO_FLOATS, *(values for _, values in rows)]))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Ints:
        """How many entries each row holds."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Ints:
        """The row that each entry stands in."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.sizes)

    def positions(self, rows: Ints) -> Longs:
        """Positions of all entries of the given rows, one row after the other."""
        begin = self.starts[rows].astype(np.int64)
        sizes = self.starts[rows + 1] - begin
        total = int(sizes.sum())
        shift = np.repeat(begin - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
        return np.arange(total, dtype=np.int64) + shift

    def chosen(self, rows: Ints) -> Rows:
        """Some of the rows, in the order given."""
        at = self.positions(rows)
        starts = np.concatenate(([0], np.cumsum(self.sizes[rows]))).astype(np.int32)
        return Rows(starts, self.columns[at], self.values[at])

    def weighted_sum(self, rows: Ints, weights: Floats, width: int) -> Floats:
        """The sum of the given rows, each times its weight, as a dense row of `width`."""
        if not len(rows):
            return np.zeros(width, np.float32)
        begins, ends = self.starts[rows], self.starts[rows + 1]
        pairs = list(zip(begins.tolist(), ends.tolist(), strict=True))
        columns = np.concatenate([self.columns[begin:end] for begin, end in pairs])
        values = np.concatenate([self.values[begin:end] for begin, end in pairs])
        values *= np.repeat(weights, ends - begins)
        total = np.zeros(width, np.float32)
        np.add.at(total, columns, values)  # of one type throughout, this is several times as fast as bincount
        return total

    def column_sums(self, width: int) -> Floats:
        """The sum of each column, shape (width,)."""
        return np.bincount(self.columns, self.values, minlength=width).astype(np.float32)

    def transposed(self, width: int) -> Rows:
        """The same matrix by columns: row by former column."""
        order = np.argsort(self.columns, kind="stable")
        starts = np.searchsorted(self.columns[order], np.arange(width + 1)).astype(np.int32)
        return Rows(starts, self.owners[order], self.values[order])

    def without_long_rows(self, longest: int) -> Rows:
        """The same matrix with the rows emptied that hold more than `longest` entries."""
        kept = self.sizes <= longest
        entries = np.repeat(kept, self.sizes)
        starts = np.concatenate(([0], np.cumsum(np.where(kept, self.sizes, 0)))).astype(np.int32)
        return Rows(starts, self.columns[entries], self.values[entries])

    def scaled(self, factors: Floats) -> Rows:
        """The same rows, each times its factor."""
        return Rows(self.starts, self.columns, self.values * np.repeat(factors, self.sizes))
