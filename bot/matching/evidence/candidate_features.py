"""A question and its candidates, as the signals see them, and what a signal is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.matching.index.index import Index
from bot.matching.index.query import Query
from bot.matching.numerics.arrays import Flags, Floats, Ints, Longs


@dataclass(frozen=True, slots=True)
class Case:
    """A question and its candidates, with what several signals need.

    Attributes:
        index: the index that is asked.
        query: the question.
        candidates: entry numbers, shape (candidates,).
        phrasings: of each candidate, where its phrasings begin and end among all.
        numbers: the question's words in the index's vocabulary (see `Vocabulary.numbers`).
        held: whether a candidate holds a word, shape (candidates, words).
        backed: the same of its supporting texts alone.
        refusal: the decoys' view of the question (see `Decoys.values`).
    """

    index: Index
    query: Query
    candidates: Ints
    phrasings: Sequence[tuple[int, int]]
    numbers: Longs
    held: Flags
    backed: Flags
    refusal: Floats

    @classmethod
    def of(cls, index: Index, query: Query, candidates: Ints, refusal: Floats | None = None) -> Case:
        """Prepare a case; `refusal` stands in for the decoys' own view when the question is itself a decoy."""
        begins, ends = index.bounds[candidates].tolist(), index.bounds[candidates + 1].tolist()
        numbers = query.numbers
        return cls(
            index,
            query,
            candidates,
            [*zip(begins, ends, strict=True)],
            numbers,
            *index.vocabulary.holds(candidates, numbers),
            index.decoys.values(query) if refusal is None else refusal,
        )


class Signal(Protocol):
    """One source of evidence."""

    @property
    def names(self) -> tuple[str, ...]:
        """What its numbers are called."""
        ...

    def __call__(self, case: Case) -> Floats:
        """Its numbers, shape (candidates, names)."""
        ...
