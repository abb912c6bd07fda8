"""The feature space: every word, pair of neighbouring words and word piece that the phrasings hold, with its weight.

Weights are TF-IDF (Salton and Buckley 1988) with a sublinear term frequency, 1 + log n, and a smoothed inverse
document frequency, 1 + log((1 + N) / (1 + d)) for a feature that d of N phrasings hold. Rows have length one. A
query's length counts the features that the index has never seen, so that a question about something else does not
look like a perfect match of its few known words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import Final

import numpy as np

from bot.matching.arrays import NO_INTS, Floats, Ints
from bot.matching.sparse import Rows
from bot.matching.words import grams

PIECE_WEIGHT: Final = 0.6
"""Weight of a word piece against a word; .6 was best of .4, .6 and 1 on the public sets."""
_MOST_REMEMBERED: Final = 20_000
_JOINED: Final = "\x1f"
_WORD, _PAIR, _PIECE = "1", "2", "3"
"""First letter of a feature's name."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A text in the feature space: known features and their weights.

    Attributes:
        columns: numbers of its known features, ascending.
        values: their weights.
        known: share of the vector's squared length that known features make up, 0 to 1.
    """

    columns: Ints
    values: Floats
    known: float


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a word, or a pair of words, brings to a text: its known features, and how many more it has."""

    columns: Ints
    unknown: int


@dataclass(frozen=True, slots=True)
class FeatureSpace:
    """Features with their weights, learned from the phrasings and fixed afterwards.

    Attributes:
        ids: number of each feature, by its name.
        idf: inverse document frequency of each, shape (features,).
        unseen_idf: that of a feature which no phrasing holds.
    """

    ids: dict[str, int]
    idf: Floats
    unseen_idf: float
    _remembered: dict[str, _Unit] = field(default_factory=dict[str, _Unit], repr=False, compare=False)
    """Units met in queries: people use the same words. Shared by threads, which at worst look a unit up twice."""

    @classmethod
    def learn(cls, texts: Sequence[Sequence[str]]) -> tuple[FeatureSpace, Rows]:
        """Number the features of tokenised texts and weigh them.

        Returns:
            The space, and the texts as rows of length one.
        """
        ids, counts = _counted(texts)
        frequency = np.bincount(counts.columns, minlength=len(ids))
        idf = (np.log((1 + len(texts)) / (1 + frequency)) + 1).astype(np.float32)
        idf[np.fromiter((name[0] == _PIECE for name in ids), bool, len(ids))] *= PIECE_WEIGHT
        weights = (1 + np.log(counts.values)) * idf[counts.columns]
        squared = np.concatenate(([0.0], np.cumsum(weights.astype(np.float64) ** 2)))
        lengths = np.sqrt(np.maximum(np.diff(squared[counts.starts]), 1e-12))
        weighted = Rows(counts.starts, counts.columns, weights.astype(np.float32))
        return cls(ids, idf, log(1 + len(texts)) + 1), weighted.scaled((1 / lengths).astype(np.float32))

    def __len__(self) -> int:
        return len(self.ids)

    def vector(self, words: Sequence[str]) -> Vector:
        """A tokenised text as a vector whose length, unseen features included, is one."""
        units = [self._unit(name) for name in _units(words)]
        columns, counts = np.unique(np.concatenate([NO_INTS, *(unit.columns for unit in units)]), return_counts=True)
        values = ((1 + np.log(counts)) * self.idf[columns]).astype(np.float32)
        squared = float(values @ values)
        whole = squared + sum(unit.unknown for unit in units) * self.unseen_idf**2
        if whole == 0:
            return Vector(columns, values, 0.0)
        return Vector(columns, values / np.float32(whole**0.5), squared / whole)

    def _unit(self, name: str) -> _Unit:
        unit = self._remembered.get(name)
        if unit is None:
            features = list(_features(name))
            known = [number for feature in features if (number := self.ids.get(feature)) is not None]
            unit = _Unit(np.array(known, np.int32), len(features) - len(known))
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[name] = unit
        return unit


def _counted(texts: Sequence[Sequence[str]]) -> tuple[dict[str, int], Rows]:
    """Number the features of texts, and count how often each text holds each.

    The pieces of a word are cut once for each word, not once for each place where it stands.
    """
    ids: dict[str, int] = {}
    numbered: dict[str, Ints] = {}

    def columns(unit: str) -> Ints:
        found = numbered.get(unit)
        if found is None:
            found = numbered[unit] = np.array([ids.setdefault(f, len(ids)) for f in _features(unit)], np.int32)
        return found

    rows = [np.concatenate([NO_INTS, *map(columns, _units(words))]) for words in texts]
    owners = np.repeat(np.arange(len(rows), dtype=np.int32), np.array([len(row) for row in rows], np.int32))
    places = np.concatenate([NO_INTS, *rows])
    return ids, Rows.of(owners, places, np.ones(len(places), np.float32), len(rows), len(ids))


def _units(words: Sequence[str]) -> Iterable[str]:
    """Words, and pairs of neighbours."""
    yield from words
    for first, second in pairwise(words):
        yield f"{first}{_JOINED}{second}"


def _features(unit: str) -> Iterable[str]:
    """Names of a unit's features: itself, and the pieces of a single word (two characters apart from any word)."""
    if _JOINED in unit:
        yield f"{_PAIR}{unit}"
    else:
        yield f"{_WORD}{unit}"
        for piece in grams(unit):
            yield f"{_PIECE}{piece}"
