"""What is learned from the encoder's vectors: where each phrasing, entry, answer and decoy lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from bot.matching.encoding.text_vectors import Quantized, TextVectors
from bot.matching.index.corpus import Corpus
from bot.matching.numerics.arrays import Flags, Floats, Ints
from bot.matching.numerics.discriminant import LinearDiscriminant
from bot.matching.numerics.softmax import SoftmaxRegression

_NO_ANSWER = ""
_COMPONENTS = 256
"""Principal components that many vectors are held in: half the time to compare, and nothing measurable lost."""


@dataclass(frozen=True, slots=True)
class Components:
    """Vectors by their principal components, where there are many; else as they are.

    Attributes:
        basis: the components, shape (kept, size); (0, size) where all is kept.
        numbers: the vectors, shape (n, kept or size).
    """

    basis: Floats
    numbers: Floats

    @classmethod
    def of(cls, rows: Floats) -> Components:
        """Reduce what is worth it."""
        if len(rows) <= 2 * rows.shape[1]:
            return cls(np.zeros((0, rows.shape[1]), np.float32), rows)
        _, directions = np.linalg.eigh((rows.T @ rows).astype(np.float64))
        basis = np.ascontiguousarray(directions[:, ::-1][:, :_COMPONENTS].T.astype(np.float32))
        return cls(basis, rows @ basis.T)

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self) -> Floats:
        """The vectors again, shape (n, size)."""
        return self.numbers @ self.basis if len(self.basis) else self.numbers

    def cosines(self, vector: Floats) -> Floats:
        """The cosine of each to a vector of length one."""
        return self.numbers @ (self.basis @ vector if len(self.basis) else vector)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vectors of a corpus, all of length one.

    Attributes:
        phrasings: of every phrasing, entry by entry.
        bounds: phrasings `bounds[e]` to `bounds[e + 1]` belong to entry `e`; shape (entries + 1,).
        centres: the mean of each entry's phrasings, shape (entries, size).
        answers: of each entry's answer; zero for one without a text, shape (entries, size).
        decoys: of the texts to refuse.
        told: whether an entry has an answer, shape (entries,).
        tight: mean cosine of an entry's phrasings to its centre, 0 to 1, shape (entries,).
        linear: softmax regression, which tells the entries apart.
        discriminant: linear discriminant analysis, which does so better where there are few phrasings.
        alike: mean cosine of an entry to the one most like it: how hard the entries are to tell apart, 0 to 1.
    """

    phrasings: Quantized
    bounds: Ints
    centres: Floats
    answers: Floats
    decoys: Components
    told: Flags
    tight: Floats
    linear: SoftmaxRegression
    discriminant: LinearDiscriminant
    alike: float

    @classmethod
    def learn(cls, corpus: Corpus, decoys: Sequence[str], vectors: TextVectors) -> Meaning:
        """Take the vectors of a corpus's texts and learn from them."""
        texts = list(chain.from_iterable(corpus.phrasings))
        answers = [text for text in corpus.answers if text != _NO_ANSWER]
        found = vectors([*texts, *answers, *decoys])  # at once, so that the encoder's progress is that of all
        said, answered, refused = np.split(found, np.cumsum((len(texts), len(answers))))
        sizes = [len(group) for group in corpus.phrasings]
        bounds = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
        owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        told = np.zeros((len(sizes), found.shape[1]), np.float32)
        told[[place for place, text in enumerate(corpus.answers) if text != _NO_ANSWER]] = answered
        centres, tight = _centres(said, bounds)
        return cls(
            phrasings=Quantized.of(said),
            bounds=bounds,
            centres=centres,
            answers=told,
            decoys=Components.of(refused),
            told=np.array([text != _NO_ANSWER for text in corpus.answers], np.bool_),
            tight=tight,
            linear=SoftmaxRegression.learn(said, owners, len(sizes)),
            discriminant=LinearDiscriminant.learn(said, owners, len(sizes)),
            alike=_alike(centres),
        )

    def cosines(self, entry: int, vector: Floats) -> Floats:
        """The cosine of a vector to each phrasing of an entry."""
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
