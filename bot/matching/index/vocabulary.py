"""Which words each entry holds, in its phrasings and in the texts that support its answer, and BM25 over them.

BM25 is that of Robertson and Zaragoza (The Probabilistic Relevance Framework: BM25 and Beyond, 2009), an entry being
one document: its phrasings and its answer. Words are compared in their base form ("batteries" is "battery").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from bot.matching.language.inflection import base
from bot.matching.numerics.arrays import Flags, Floats, Ints, Longs
from bot.matching.numerics.sparse import Rows
from bot.matching.numerics.token_rows import Lines

UNKNOWN = -1
"""Number of a word that no entry holds."""
_SATURATION = 1.2
"""BM25's k1: how soon further occurrences of a word stop counting."""
_LENGTH = 0.5
"""BM25's b: how much a long entry is held against it."""
_LEAST = 0.05
"""Rarity, before scaling, of a word that every entry holds."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by number, and who holds them, as sorted keys `word * entries + entry`.

    Attributes:
        ids: number of the base form of each word that phrasings or supporting texts hold.
        rarities: inverse document frequency of each word among the entries, 0 to 1; a last one, 1, for unknown words.
        entries: how many entries there are.
        held: keys of the words in an entry's phrasings or supporting texts.
        supported: of each of these, whether it is one of a supporting text.
        weights: BM25 weight of each word in each entry, row by word, without the inverse document frequency.
    """

    ids: dict[str, int]
    rarities: Floats
    entries: int
    held: Longs
    supported: Flags
    weights: Rows

    @classmethod
    def learn(cls, phrasings: Lines, owners: Ints, support: Lines) -> Vocabulary:
        """Learn from tokenised texts.

        Args:
            phrasings: the phrasings of all entries.
            owners: the entry that each belongs to.
            support: the supporting text of each entry.
        """
        ids: dict[str, int] = {}
        said, backing = (
            np.array([ids.setdefault(base(word), len(ids)) for word in lines.words], np.int32)
            for lines in (phrasings, support)
        )
        count = len(support)
        words = np.concatenate((said[phrasings.numbers], backing[support.numbers]))
        places = np.concatenate((owners[phrasings.owners], support.owners)).astype(np.int32)
        often = Rows.counted(words, places, len(ids), count)
        lengths = np.bincount(places, minlength=count)
        slack = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / max(1.0, float(lengths.mean()) if count else 1))
        weights = often.values * (1 + _SATURATION) / (often.values + slack[often.columns])
        most = log(2 * (count + 1))
        rarities = np.maximum(np.log((count + 1) / (often.sizes + 0.5)), _LEAST) / most
        keys = often.owners.astype(np.int64) * count + often.columns
        supported = np.zeros(len(keys), np.bool_)
        supported[keys.searchsorted(backing[support.numbers].astype(np.int64) * count + support.owners)] = True
        return cls(
            ids,
            np.append(rarities, 1).astype(np.float32),
            count,
            keys,
            supported,
            Rows(often.starts, often.columns, weights.astype(np.float32)),
        )

    def numbers(self, words: Sequence[str]) -> Longs:
        """The number of each word; `UNKNOWN` for one that no entry holds."""
        return np.array([self.ids.get(base(word), UNKNOWN) for word in words], np.int64)

    def rarity(self, numbers: Longs) -> Floats:
        """How few entries hold each word: from nearly 0 (all of them) to 1 (none)."""
        return self.rarities[numbers]

    def scores(self, numbers: Longs) -> Floats:
        """BM25 of some words in each entry, shape (entries,), as a share of the most that there could be."""
        rarity = self.rarity(numbers)
        most = (1 + _SATURATION) * float(rarity.sum())
        known = numbers != UNKNOWN
        total = self.weights.weighted_sum(numbers[known].astype(np.int32), rarity[known], self.entries)
        return total / np.float32(max(most, 1e-6))

    def holds(self, entries: Ints, numbers: Longs) -> tuple[Flags, Flags]:
        """Whether an entry's texts hold a word: any of them, and a supporting one; shape (entries, words) each."""
        keys = entries[:, None] + numbers * self.entries
        if not len(self.held):
            return np.zeros(keys.shape, np.bool_), np.zeros(keys.shape, np.bool_)
        at = self.held.searchsorted(keys)
        at[at == len(self.held)] = 0
        held = (self.held[at] == keys) & (numbers != UNKNOWN)
        return held, held & self.supported[at]
