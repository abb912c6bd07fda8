"""A question and its candidates, as the signals see them, and what a signal is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bot.matching.arrays import Flags, Floats, Ints
from bot.matching.index import Index
from bot.matching.query import Query


@dataclass(frozen=True, slots=True)
class Case:
    """A question and its candidates, with what several signals need.

    Attributes:
        index: the index that is asked.
        query: the question.
        candidates: entry numbers, shape (candidates,).
        slots: places of the candidates' phrasings among all, one row a candidate, padded.
        blank: which of the places are padding.
        refusal: the decoys' view of the question (see `Decoys.values`).
    """

    index: Index
    query: Query
    candidates: Ints
    slots: Ints
    blank: Flags
    refusal: Floats

    @classmethod
    def of(cls, index: Index, query: Query, candidates: Ints, refusal: Floats | None = None) -> Case:
        """Prepare a case; `refusal` stands in for the decoys' own view when the question is itself a decoy."""
        begin, end = index.bounds[candidates], index.bounds[candidates + 1]
        slots = begin[:, None] + np.arange(int((end - begin).max()), dtype=np.int32)
        blank = slots >= end[:, None]
        slots[blank] = 0
        return cls(index, query, candidates, slots, blank, index.decoys.values(query) if refusal is None else refusal)


class Signal(Protocol):
    """One source of evidence."""

    @property
    def names(self) -> tuple[str, ...]:
        """What its numbers are called."""
        ...

    def __call__(self, case: Case) -> Floats:
        """Its numbers, shape (candidates, names)."""
        ...
