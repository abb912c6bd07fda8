"""Which words each entry holds, in its phrasings and in the texts that support its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.matching.arrays import Flags, Floats, Ints, Longs

UNKNOWN: Final = -1
"""Number of a word that no entry holds."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by number, and who holds them, as sorted keys `entry * len(ids) + word`.

    Attributes:
        ids: number of each word that phrasings or supporting texts hold.
        spread: share of entries that hold each word, 0 to 1; a last one, 0, for unknown words.
        held: keys of the words in an entry's phrasings or supporting texts.
        supported: keys of those in supporting texts.
    """

    ids: dict[str, int]
    spread: Floats
    held: Longs
    supported: Longs

    @classmethod
    def learn(cls, phrasings: Sequence[Sequence[str]], owners: Ints, support: Sequence[Sequence[str]]) -> Vocabulary:
        """Learn from tokenised texts.

        Args:
            phrasings: the phrasings of all entries.
            owners: the entry that each belongs to.
            support: the supporting text of each entry.
        """
        ids: dict[str, int] = {}
        said = [
            (owner, ids.setdefault(word, len(ids)))
            for owner, words in zip(owners.tolist(), phrasings, strict=True)
            for word in words
        ]
        backed = [(owner, ids.setdefault(word, len(ids))) for owner, words in enumerate(support) for word in words]
        held = _keys(said + backed, len(ids))
        spread = np.bincount(held % max(len(ids), 1), minlength=len(ids) + 1) / max(len(support), 1)
        return cls(ids, spread.astype(np.float32), held, _keys(backed, len(ids)))

    def numbers(self, words: Sequence[str]) -> Longs:
        """The number of each word; `UNKNOWN` for one that no entry holds."""
        return np.array([self.ids.get(word, UNKNOWN) for word in words], np.int64)

    def rarity(self, numbers: Longs) -> Floats:
        """How few entries hold each word: -log of their share, from 0 (all of them) to 7 (none)."""
        return np.where(numbers == UNKNOWN, 7.0, -np.log(self.spread[numbers] + 1e-3)).astype(np.float32)

    def holds(self, entries: Ints, numbers: Longs) -> Flags:
        """Whether an entry's phrasings or supporting texts hold a word, shape (entries, words)."""
        return self._among(self.held, entries, numbers)

    def supports(self, entries: Ints, numbers: Longs) -> Flags:
        """Whether an entry's supporting texts hold a word, shape (entries, words)."""
        return self._among(self.supported, entries, numbers)

    def _among(self, table: Longs, entries: Ints, numbers: Longs) -> Flags:
        keys = entries[:, None].astype(np.int64) * len(self.ids) + numbers[None, :]
        if not len(table):
            return np.zeros(keys.shape, np.bool_)
        at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
        return (table[at] == keys) & (numbers != UNKNOWN)


def _keys(pairs: Sequence[tuple[int, int]], width: int) -> Longs:
    """Sorted keys of (entry, word) pairs, each once."""
    table = np.array(pairs, np.int64).reshape(-1, 2)
    return np.unique(table[:, 0] * width + table[:, 1])
