"""What is learned from the encoder's vectors: where each phrasing, entry, answer and decoy lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from bot.matching.encoding.text_vectors import Quantized, TextVectors
from bot.matching.index.corpus import Corpus
from bot.matching.numerics.arrays import Flags, Floats, Ints
from bot.matching.numerics.components import Components
from bot.matching.numerics.discriminant import LinearDiscriminant
from bot.matching.numerics.nearest import NearestRows
from bot.matching.numerics.softmax import SoftmaxRegression

_NO_ANSWER = ""
_BLOCK = 512
"""Entries whose centres fit into a processor's cache."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vectors of a corpus, which have length one as the encoder gives them.

    Attributes:
        components: how they are held.
        phrasings: of every phrasing, entry by entry.
        bounds: phrasings `bounds[e]` to `bounds[e + 1]` belong to entry `e`; shape (entries + 1,).
        decoys: the texts to refuse.
        common: the mean of the centres as the encoder gives vectors, shape (size,).
        told: whether an entry has an answer, shape (entries,).
        tight: mean cosine of an entry's phrasings to its centre, 0 to 1, shape (entries,).
        linear: a softmax regression, which tells the entries apart, shape (entries, held).
        centres: the mean of an entry's phrasings, of length one, likewise.
        answers: its answer, zero for one without a text, likewise.
        turn: what a vector is turned by to be compared with the means by a linear discriminant analysis, which tells
            the entries apart better where there are few phrasings, shape (held, held).
        biases: what is added to the scores of `linear` and of the discriminant analysis, shape (2, entries).
        alike: mean cosine of an entry to the one most like it: how hard the entries are to tell apart, 0 to 1.
    """

    components: Components
    phrasings: Quantized
    bounds: Ints
    decoys: NearestRows
    common: Floats
    told: Flags
    tight: Floats
    linear: Floats
    centres: Floats
    answers: Floats
    turn: Floats
    biases: Floats
    alike: float

    @classmethod
    def learn(cls, corpus: Corpus, decoys: Sequence[str], vectors: TextVectors) -> Meaning:
        """Take the vectors of a corpus's texts and learn from them."""
        texts = list(chain.from_iterable(corpus.phrasings))
        answers = [text for text in corpus.answers if text != _NO_ANSWER]
        found = vectors([*texts, *answers, *decoys])  # at once, so that the encoder's progress is that of all
        components = Components.of(found)
        said, answered, refused = np.split(found, np.cumsum((len(texts), len(answers))))
        sizes = [len(group) for group in corpus.phrasings]
        bounds = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
        owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        told = np.array([text != _NO_ANSWER for text in corpus.answers], np.bool_)
        known = np.zeros((len(sizes), found.shape[1]), np.float32)
        known[told] = answered
        centres, tight = _centres(said, bounds)
        held = components.held(said)
        linear = SoftmaxRegression.learn(held, owners, len(sizes))
        discriminant = LinearDiscriminant.learn(held, owners, len(sizes))
        return cls(
            components=components,
            phrasings=Quantized.of(held),
            bounds=bounds,
            decoys=NearestRows.of(components.held(refused)),
            common=centres.mean(axis=0),
            told=told,
            tight=tight,
            linear=linear.weights,
            centres=components.held(centres),
            answers=components.held(known),
            turn=discriminant.turn,
            biases=np.stack((linear.bias, discriminant.bias)),
            alike=_alike(centres),
        )

    def scores(self, vector: Floats) -> Floats:
        """What the models say of a vector, as held, from `Model.LINEAR` on, shape (4, entries)."""
        found = np.empty((4, len(self.tight)), np.float32)
        np.matmul(self.linear, vector, out=found[0])
        np.matmul(self.answers, vector, out=found[3])
        turned = self.turn @ vector
        for begin in range(0, len(self.tight), _BLOCK):  # which are read from memory once, and compared twice
            block = slice(begin, begin + _BLOCK)
            np.matmul(self.centres[block], turned, out=found[1, block])
            np.matmul(self.centres[block], vector, out=found[2, block])
        found[1] *= self.tight  # what makes the mean of a centre
        found[:2] += self.biases
        return found

    def cosines(self, entry: int, vector: Floats) -> Floats:
        """The cosine of a vector, as held, to each phrasing of an entry."""
        own = slice(int(self.bounds[entry]), int(self.bounds[entry + 1]))
        return (self.phrasings.codes[own].astype(np.float32) @ vector) * self.phrasings.scales[own]


def _centres(rows: Floats, bounds: Ints) -> tuple[Floats, Floats]:
    """Mean vectors of the entries, of length one, and the mean cosine of an entry's phrasings to that."""
    if len(bounds) < 2:
        return np.zeros((0, rows.shape[1]), np.float32), np.zeros(0, np.float32)
    sums = np.add.reduceat(rows, bounds[:-1].astype(np.intp), axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    tight = lengths[:, 0] / np.maximum(np.diff(bounds), 1)
    return (sums / np.maximum(lengths, 1e-9)).astype(np.float32), tight.astype(np.float32)


def _alike(centres: Floats) -> float:
    """Mean cosine of each row to the one most like it; of a thousand rows at most, spread evenly."""
    some = centres[:: max(1, len(centres) // 1000)]
    if len(some) < 2:
        return 0.0
    cosines = some @ some.T
    np.fill_diagonal(cosines, -1)
    return float(cosines.max(axis=1).mean())
