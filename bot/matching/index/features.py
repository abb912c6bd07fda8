"""The feature space: every word, pair of neighbouring words and word piece that the phrasings hold, with its weight.

Weights are TF-IDF (Salton and Buckley 1988) with a sublinear term frequency, 1 + log n, and a smoothed inverse
document frequency, 1 + log((1 + N) / (1 + d)) for a feature that d of N phrasings hold. Rows have length one. A
query's length counts the features that the index has never seen, so that a question about something else does not
look like a perfect match of its few known words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np

from bot.matching.language.words import grams
from bot.matching.numerics.arrays import Doubles, Floats, Hashes, Ints, Longs
from bot.matching.numerics.hashed_vocabulary import ABSENT, Names, hashed, paired
from bot.matching.numerics.sparse import Rows, spans
from bot.matching.numerics.token_rows import Lines

PIECE_WEIGHT = 0.6
"""Weight of a word piece against a word; .6 was best of .4, .6 and 1 on the public sets."""
_MOST_REMEMBERED = 20_000
_BLOCK = 4096
"""Texts that are counted at a time, so that memory does not grow with all of them."""
_WORD, _PIECE = "1", "3"
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
    """What a word brings to a text: its hash, its known features (itself and its pieces), how many more it has."""

    own: int
    columns: Ints | Longs
    unknown: int


@dataclass(frozen=True, slots=True)
class FeatureSpace:
    """Features with their weights, learned from the phrasings and fixed afterwards.

    Attributes:
        names: the features.
        idf: inverse document frequency of each, shape (features,).
        unseen_idf: that of a feature which no phrasing holds.
        words: number of each word that phrasings hold.
        parts: features of word `i` are `parts[starts[i]:starts[i + 1]]`, the word itself first.
        starts: see `parts`.
    """

    names: Names
    idf: Floats
    unseen_idf: float
    words: dict[str, int]
    parts: Ints
    starts: Ints
    _remembered: dict[str, _Unit] = field(default_factory=dict[str, _Unit], repr=False, compare=False)
    """Words met in queries: people use the same. Shared by threads, which at worst look a word up twice."""

    @classmethod
    def learn(cls, texts: Lines) -> tuple[FeatureSpace, Rows]:
        """Number the features of tokenised texts and weigh them.

        Returns:
            The space, and the texts as rows of length one.
        """
        cut = _Cut.of(texts)
        hashes, numbers = np.unique(cut.hashes, return_inverse=True)
        counts = cut.counted(numbers, len(hashes))
        frequency = np.bincount(counts.columns, minlength=len(hashes))
        idf = (np.log((1 + len(texts)) / (1 + frequency)) + 1).astype(np.float32)
        parts = numbers[: len(cut.pieces)].astype(np.int32)
        idf[np.delete(parts, cut.starts[:-1])] *= PIECE_WEIGHT
        words = {word: number for number, word in enumerate(texts.words)}
        space = cls(Names(hashes), idf, log(1 + len(texts)) + 1, words, parts, cut.starts)
        return space, space._weighed(counts, np.zeros(len(texts)))

    def rows(self, texts: Lines) -> Rows:
        """Tokenised texts as rows: `vector` of each."""
        cut = _Cut.of(texts)
        numbers = self.names.numbers(cut.hashes)
        counts = cut.counted(np.where(numbers == ABSENT, len(self), numbers), len(self) + 1)
        unknown = counts.columns == len(self)
        starts = np.concatenate(([0], np.cumsum(~unknown)))[counts.starts].astype(np.int32)
        known = Rows(starts, counts.columns[~unknown], counts.values[~unknown])
        return self._weighed(
            known, np.bincount(counts.owners[unknown], counts.values[unknown], len(texts)).astype(np.float64)
        )

    def _weighed(self, counts: Rows, unknown: Doubles) -> Rows:
        """Rows of length one, given how often each text holds each feature, and how many more features it has."""
        weights = (1 + np.log(counts.values)) * self.idf[counts.columns]
        squared = np.bincount(counts.owners, weights**2, len(counts)) + unknown * self.unseen_idf**2
        lengths = np.sqrt(np.maximum(squared, 1e-12))
        return Rows(counts.starts, counts.columns, weights).scaled((1 / lengths).astype(np.float32))

    def __len__(self) -> int:
        return len(self.names)

    def vector(self, words: Sequence[str]) -> Vector:
        """A tokenised text as a vector whose length, unseen features included, is one."""
        units = [self._unit(word) for word in words]
        own = np.array([unit.own for unit in units], np.uint64)
        pairs = self.names.numbers(paired(own[:-1], own[1:]))
        known = pairs[pairs != ABSENT]
        places = np.concatenate([known, *(unit.columns for unit in units)])
        places.sort()
        first = np.ones(len(places), np.bool_)
        np.not_equal(places[1:], places[:-1], out=first[1:])
        columns = places[first]
        values = self.idf[columns]
        if len(columns) < len(places):
            values *= (1 + np.log(np.diff(np.flatnonzero(first), append=len(places)))).astype(np.float32)
        squared = float(values @ values)
        unknown = len(pairs) - len(known) + sum(unit.unknown for unit in units)
        whole = squared + unknown * self.unseen_idf**2
        if whole == 0:
            return Vector(columns.astype(np.int32), values, 0.0)
        return Vector(columns.astype(np.int32), values / np.float32(whole**0.5), squared / whole)

    def _unit(self, word: str) -> _Unit:
        unit = self._remembered.get(word)
        if unit is None:
            unit = self._made(word)
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[word] = unit
        return unit

    def _made(self, word: str) -> _Unit:
        number = self.words.get(word)
        if number is not None:
            columns = self.parts[self.starts[number] : self.starts[number + 1]]
            return _Unit(int(self.names.hashes[columns[0]]), columns, 0)
        hashes = hashed(_features(word))
        numbers = self.names.numbers(hashes)
        known = numbers[numbers != ABSENT]
        return _Unit(int(hashes[0]), known, len(numbers) - len(known))


def _features(word: str) -> list[str]:
    """Names of a word's features: itself, and its pieces (two characters apart from any word)."""
    return [_WORD + word, *(_PIECE + piece for piece in grams(word))]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Texts cut into features.

    Attributes:
        texts: the texts.
        pieces: hashes of the features of each word, one word after the other.
        starts: where each word's begin, with itself; shape (words + 1,).
        places: where in the texts a word is followed by another.
        pairs: hash of each such pair.
    """

    texts: Lines
    pieces: Hashes
    starts: Ints
    places: Longs
    pairs: Hashes

    @classmethod
    def of(cls, texts: Lines) -> _Cut:
        """Cut every word once, not once for each place where it stands."""
        features = Lines.of(_features(word) for word in texts.words)
        pieces = hashed(features.words)[features.numbers]
        owners, words = texts.owners, pieces[features.starts[:-1]][texts.numbers]
        places = np.flatnonzero(owners[1:] == owners[:-1])
        return cls(texts, pieces, features.starts, places, paired(words[places], words[places + 1]))

    @property
    def hashes(self) -> Hashes:
        """The features of words, then the pairs."""
        return np.concatenate((self.pieces, self.pairs))

    def counted(self, numbers: Longs, width: int) -> Rows:
        """How often each text holds each feature.

        Args:
            numbers: number of each of `hashes`.
            width: how many numbers there are.
        """
        single, double = np.split(numbers.astype(np.int32), [len(self.pieces)])
        texts, owners, sizes = self.texts, self.texts.owners, np.diff(self.starts)
        blocks: list[Rows] = []
        for begin in range(0, len(texts), _BLOCK):
            count = min(_BLOCK, len(texts) - begin)
            ends = texts.starts[[begin, begin + count]]
            first, last = np.searchsorted(self.places, ends)
            words, pairs = slice(*ends), slice(first, last)
            said = texts.numbers[words]
            rows = np.concatenate((np.repeat(owners[words], sizes[said]), owners[self.places[pairs]])) - begin
            columns = np.concatenate((single[spans(self.starts, said)], double[pairs]))
            blocks.append(Rows.counted(rows, columns, count, width))
        return Rows.joined(blocks)
