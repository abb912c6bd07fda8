"""Tokenised texts as numbers into a list of their words: a few bytes a word, however many texts there are."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from bot.matching.numerics.arrays import Ints


@dataclass(frozen=True, slots=True)
class Lines(Sequence[Sequence[str]]):
    """Tokenised texts; text `i` is the words of numbers `numbers[starts[i]:starts[i + 1]]`.

    Attributes:
        words: every word that occurs, once, in the order of first occurrence.
        numbers: the words of all texts, one text after the other.
        starts: where each text begins, shape (texts + 1,).
    """

    words: Sequence[str]
    numbers: Ints
    starts: Ints

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> Lines:
        """Take texts in one pass, without holding on to them."""
        ids = defaultdict[str, int]()
        ids.default_factory = ids.__len__  # a word that is new gets the next number
        numbers, starts = array("i"), array("i", (0,))
        for text in texts:
            numbers.extend(map(ids.__getitem__, text))
            starts.append(len(numbers))
        return cls(tuple(ids), np.array(numbers, np.int32), np.array(starts, np.int32))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, index: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sequence[str]]: ...
    def __getitem__(self, index: int | slice) -> Sequence[str] | Sequence[Sequence[str]]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        numbers: list[int] = self.numbers[self.starts[index] : self.starts[index + 1]].tolist()
        return [self.words[number] for number in numbers]

    @property
    def owners(self) -> Ints:
        """The text that each of `numbers` stands in."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))

    def counts(self) -> dict[str, int]:
        """How often each word occurs."""
        return dict(zip(self.words, np.bincount(self.numbers, minlength=len(self.words)).tolist(), strict=True))
