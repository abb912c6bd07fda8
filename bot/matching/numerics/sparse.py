"""Sparse rows in three arrays, and the few sums over them that matching needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.numerics.arrays import NO_FLOATS, NO_INTS, Floats, Ints, Longs, Shorts

__all__ = ["Floats", "Ints", "Rows", "spans"]
_BLOCK = 256
"""Owners whose rows are added up at a time."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix by rows: row `i` holds `values[starts[i]:starts[i + 1]]` in columns `columns[…]`."""

    starts: Ints
    columns: Ints | Shorts
    values: Floats

    @classmethod
    def of(cls, rows: Ints, columns: Ints | Shorts, values: Floats, count: int, width: int) -> Rows:
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
    def counted(cls, rows: Ints, columns: Ints, count: int, width: int) -> Rows:
        """How often each place occurs among (row, column) pairs in any order; see `of`."""
        width = max(width, 1)
        keys = rows.astype(np.int64) * width + columns
        keys.sort()
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        times = np.diff(first, append=len(keys)).astype(np.float32)
        keys = keys[first]
        starts = np.searchsorted(keys, np.arange(count + 1, dtype=np.int64) * width).astype(np.int32)
        return cls(starts, (keys % width).astype(np.int32), times)

    @classmethod
    def joined(cls, tables: Sequence[Rows]) -> Rows:
        """The rows of all tables, one table after the other."""
        sizes = np.concatenate([NO_INTS, *(table.sizes for table in tables)])
        return cls(
            np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
            np.concatenate([NO_INTS, *(table.columns.astype(np.int32, copy=False) for table in tables)]),
            np.concatenate([NO_FLOATS, *(table.values for table in tables)]),
        )

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
        return spans(self.starts, rows)

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
        parts = [*map(slice, begins.tolist(), ends.tolist())]
        columns = np.concatenate([*map(self.columns.__getitem__, parts)])
        values = np.concatenate([*map(self.values.__getitem__, parts)])
        values *= np.repeat(weights, ends - begins)
        total = np.zeros(width, np.float32)
        np.add.at(total, columns, values)  # of one type throughout, this is several times as fast as bincount
        return total

    def column_sums(self, width: int) -> Floats:
        """The sum of each column, shape (width,)."""
        return np.bincount(self.columns, self.values, minlength=width).astype(np.float32)

    def transposed(self, width: int) -> Rows:
        """The same matrix by columns: row by former column."""
        order = np.argsort(self.columns, kind="stable")  # so that those of a column stay in the order of rows
        starts = np.concatenate(([0], np.cumsum(np.bincount(self.columns, minlength=width)))).astype(np.int32)
        return Rows(starts, self.owners[order], self.values[order])

    def without_common_columns(self, most: int) -> Rows:
        """The same matrix with the columns emptied that hold more than `most` entries."""
        kept = (np.bincount(self.columns) <= most)[self.columns] if len(self.columns) else np.zeros(0, np.bool_)
        starts = np.concatenate(([0], np.cumsum(kept)))[self.starts].astype(np.int32)
        return Rows(starts, self.columns[kept], self.values[kept])

    def merged(self, owners: Ints, count: int, width: int) -> Rows:
        """The sum of each owner's rows, row by owner.

        Args:
            owners: the owner of each row, ascending.
            count: number of owners.
            width: number of columns.
        """
        blocks: list[Rows] = []
        for begin in range(0, count, _BLOCK):
            size = min(_BLOCK, count - begin)
            first, last = np.searchsorted(owners, (begin, begin + size))
            part = slice(self.starts[first], self.starts[last])
            rows = np.repeat(owners[first:last] - begin, self.sizes[first:last])
            blocks.append(Rows.of(rows, self.columns[part], self.values[part], size, width))
        return Rows.joined(blocks)

    def narrowed(self, width: int) -> Rows:
        """The same matrix with columns of two bytes instead of four, where so many fit."""
        if width > np.iinfo(np.uint16).max:
            return self
        return Rows(self.starts, self.columns.astype(np.uint16), self.values)

    def scaled(self, factors: Floats) -> Rows:
        """The same rows, each times its factor."""
        return Rows(self.starts, self.columns, self.values * np.repeat(factors, self.sizes))


def spans(starts: Ints | Longs, chosen: Ints) -> Longs:
    """Positions `starts[i]` up to `starts[i + 1]` for each `i` that is chosen, one after the other."""
    begin = starts[chosen].astype(np.int64)
    sizes = starts[chosen + 1] - begin
    shift = np.repeat(begin - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    return np.arange(len(shift), dtype=np.int64) + shift
