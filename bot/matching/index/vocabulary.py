"""Which words each entry holds, in its phrasings and in the texts that support its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.matching.numerics.arrays import Flags, Floats, Ints, Longs
from bot.matching.numerics.token_rows import Lines

UNKNOWN: Final = -1
"""Number of a word that no entry holds."""
_RAREST: Final = 7.0
"""Rarity of such a word; about that of one which one entry in a thousand holds."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by number, and who holds them, as sorted keys `word * entries + entry`.

    Attributes:
        ids: number of each word that phrasings or supporting texts hold.
        rarities: how few entries hold each word: -log of their share, 0 to 7; a last one, 7, for unknown words.
        entries: how many entries there are.
        held: keys of the words in an entry's phrasings or supporting texts.
        supported: keys of those in supporting texts.
    """

    ids: dict[str, int]
    rarities: Floats
    entries: int
    held: Longs
    supported: Longs

    @classmethod
    def learn(cls, phrasings: Lines, owners: Ints, support: Lines) -> Vocabulary:
        """Learn from tokenised texts.

        Args:
            phrasings: the phrasings of all entries.
            owners: the entry that each belongs to.
            support: the supporting text of each entry.
        """
        ids = {word: number for number, word in enumerate(phrasings.words)}
        backing = np.array([ids.setdefault(word, len(ids)) for word in support.words], np.int64)
        count = len(support)
        backed = backing[support.numbers] * count + support.owners
        held = np.unique(
            np.concatenate((phrasings.numbers.astype(np.int64) * count + owners[phrasings.owners], backed))
        )
        spread = np.bincount(held // max(count, 1), minlength=len(ids) + 1) / max(count, 1)
        rarities = np.append(-np.log(spread[:-1].astype(np.float32) + np.float32(1e-3)), np.float32(_RAREST))
        return cls(ids, rarities, count, held, np.unique(backed))

    def numbers(self, words: Sequence[str]) -> Longs:
        """The number of each word; `UNKNOWN` for one that no entry holds."""
        return np.array([self.ids.get(word, UNKNOWN) for word in words], np.int64)

    def rarity(self, numbers: Longs) -> Floats:
        """How few entries hold each word: -log of their share, from 0 (all of them) to 7 (none)."""
        return self.rarities[numbers]

    def holds(self, entries: Ints, numbers: Longs) -> Flags:
        """Whether an entry's phrasings or supporting texts hold a word, shape (entries, words)."""
        return self._among(self.held, entries, numbers)

    def supports(self, entries: Ints, numbers: Longs) -> Flags:
        """Whether an entry's supporting texts hold a word, shape (entries, words)."""
        return self._among(self.supported, entries, numbers)

    def _among(self, table: Longs, entries: Ints, numbers: Longs) -> Flags:
        keys = entries[:, None] + numbers * self.entries
        if not len(table):
            return np.zeros(keys.shape, np.bool_)
        at = table.searchsorted(keys)
        at[at == len(table)] = 0
        return table[at] == keys
