"""Phrasings typed word for word: which entry they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from bot.matching.numerics.arrays import Ints
from bot.matching.numerics.hashed_vocabulary import ABSENT, Names, hashed
from bot.text import fold


@dataclass(frozen=True, slots=True)
class WordForWord:
    """Every phrasing, but for case, accents and marks.

    Attributes:
        names: the phrasings.
        entries: the entry of each; the last of several that share one.
    """

    names: Names
    entries: Ints

    @classmethod
    def of(cls, phrasings: Sequence[Sequence[str]]) -> WordForWord:
        """Take the phrasings of each entry."""
        hashes = hashed(fold(text) for text in chain.from_iterable(phrasings))[::-1]
        owners = np.repeat(np.arange(len(phrasings), dtype=np.int32), [len(group) for group in phrasings])[::-1]
        known, first = np.unique(hashes, return_index=True)
        return cls(Names(known), owners[first])

    def entry(self, text: str) -> int | None:
        """The entry that a text is a phrasing of; None for any other text."""
        number = int(self.names.numbers(hashed([fold(text)]))[0])
        return None if number == ABSENT else int(self.entries[number])
