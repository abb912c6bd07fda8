"""Batch encoder: vectors of many texts with the weights of the encoder's package, in half the package's own time.

The model (Yang et al. 2020) looks a token's embedding up and projects it; two layers of convolutions over 2, 3 and 5
neighbouring tokens follow, then a sum over the tokens of a text, then dense layers. What comes before the first
convolution's sum depends on one token alone. The package computes it for each token of each text; here it is computed
once for each token that occurs in a batch, and each word is split into tokens once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from bot.matching.numerics.arrays import Floats, Longs

_TOKENS = 384
"""Tokens that are convolved at a time, so that what is computed of them stays in a processor's cache."""
_WIDTHS = ((2, 0), (3, 1), (5, 2))
"""The convolutions: how many tokens each joins, and how many of these stand before the token itself."""
_REACH = range(-2, 3)
"""Places around a token that a convolution sees."""
_SPACE = "\u2581"
"""Stands before each word in what the tokenizer reads."""
_UNKNOWN, _BEGIN, _END = range(3)
"""Tokens of the model that stand for no letters."""


class BatchEncoder:
    """Encodes many texts; the vectors are the package's own but for the seventh decimal."""

    def __init__(self, backend: Any) -> None:
        """Take the weights and the tokenizer of the package's `NumpyBackend`."""
        self._weights = backend
        normalizer, viterbi = backend.sp._normalizer, backend.sp._viterbi  # noqa: SLF001 - pinned, and held by a test
        self._normalized: Callable[[str], str] = normalizer.normalize
        self._split: Callable[[str], list[int]] = viterbi

    def __call__(self, texts: Sequence[str]) -> Floats:
        """The vector of each text, shape (texts, size), of length one."""
        rows = self._tokens(texts)
        lengths = np.fromiter(map(len, rows), np.int64)
        tokens, numbers = np.unique(np.fromiter(chain.from_iterable(rows), np.int64), return_inverse=True)
        batch = _Tokens.of(tokens, self._weights)
        starts = np.concatenate(([0], np.cumsum(lengths)))
        sums = np.empty((len(texts), batch.features), np.float32)
        begin = 0
        while begin < len(texts):
            end = max(begin + 1, int(starts.searchsorted(starts[begin] + _TOKENS, "right")) - 1)
            sums[begin:end] = batch.summed(numbers[starts[begin] : starts[end]], lengths[begin:end])
            begin = end
        return self._dense(sums, lengths[:, None].astype(np.float32))

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text by their numbers; none spans two words, so that each word is split once."""
        known: dict[str, list[int]] = {}
        rows: list[list[int]] = []
        for text in texts:
            row = [_BEGIN]
            for word in self._normalized(text).split(_SPACE)[1:]:
                found = known.get(word)
                if found is None:
                    found = known[word] = self._split(_SPACE + word)
                row += found
            rows.append([*row, _END] if len(row) > 1 else [_BEGIN, _UNKNOWN, _END])
        return rows

    def _dense(self, sums: Floats, lengths: Floats) -> Floats:
        """What the dense layers make of the sum of each text's tokens; some layers are also skipped."""
        use = self._weights
        mean = (sums @ use.cnn_W + lengths * use.cnn_b) / np.sqrt(lengths)
        first = np.maximum(mean @ use.d0, 0)
        second = np.maximum(mean @ use.p1 + first @ use.d1, 0)
        third = np.maximum(second @ use.d2, 0)
        found: Floats = np.tanh(second @ use.p3 + third @ use.d3)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


@dataclass(frozen=True, slots=True)
class _Convolution:
    """One convolution's share of what is known of the tokens of a batch, and its weights.

    Attributes:
        before: how many of the tokens that it joins stand before the token itself.
        entering: what enters it for each token, and zeros for a place outside of a text; shape (tokens + 1, size).
        joined: what each token adds to the first layer's sum in each place, shape (width, tokens + 1, size).
        biases: of both layers, shape (size,) each.
        second: weights of the second layer, shape (width * size, size).
    """

    before: int
    entering: Floats
    joined: Floats
    biases: tuple[Floats, Floats]
    second: Floats

    @classmethod
    def of(cls, entering: Floats, number: int, weights: Any) -> _Convolution:
        """Compute it for what enters the convolution of a number, shape (tokens, size)."""
        width, before = _WIDTHS[number]
        held = np.concatenate((entering, np.zeros((1, entering.shape[1]), np.float32)))
        first: Floats = weights.w1[number].reshape(width, held.shape[1], -1)
        biases = (weights.b1[number], weights.b2[number])
        return cls(before, held, held @ first, biases, weights.w2[number])

    def __call__(self, numbers: Longs, around: Longs, inputs: Longs) -> Floats:
        """What comes out for each token, shape (tokens, size); each layer adds to what enters it.

        Args:
            numbers: of the tokens.
            around: of what stands in each place that any convolution sees, shape (tokens, places).
            inputs: where that stands among `numbers`, or one after the last.
        """
        places = slice(first := -_REACH[0] - self.before, first + len(self.joined))
        sums = self.joined[0][around[:, places.start]]
        for joined, token in zip(self.joined[1:], around[:, places].T[1:], strict=True):
            sums += joined[token]
        held = np.zeros((len(numbers) + 1, sums.shape[1]), np.float32)
        held[:-1] = _rectified(sums, self.biases[0], self.entering[numbers])
        sums = held[inputs[:, places]].reshape(len(numbers), -1) @ self.second
        return _rectified(sums, self.biases[1], held[:-1])


@dataclass(frozen=True, slots=True)
class _Tokens:
    """What each token that occurs in a batch comes to before its neighbours are looked at.

    Attributes:
        embeddings: shape (tokens, size).
        convolutions: each with what the tokens bring to it.
        gain, bias: of the layer normalisation of all features.
        least: added to a variance.
    """

    embeddings: Floats
    convolutions: Sequence[_Convolution]
    gain: Floats
    bias: Floats
    least: float

    @classmethod
    def of(cls, tokens: Longs, weights: Any) -> _Tokens:
        """Look up the embeddings, held in eight bits by chunks with a scale each, and project and normalise them."""
        chunk = tokens % len(weights.scale)
        embeddings: Floats = weights.table[tokens] * weights.scale[chunk, None] + weights.lo[chunk, None]
        projected = embeddings @ weights.proj_W + weights.proj_b
        projected -= projected.mean(axis=1, keepdims=True)
        projected /= np.sqrt(np.square(projected).mean(axis=1, keepdims=True) + weights.eps)
        entering: list[Floats] = np.split(projected * weights.ln_g_all + weights.ln_b_all, len(_WIDTHS), axis=1)
        convolutions = [_Convolution.of(part, number, weights) for number, part in enumerate(entering)]
        return cls(embeddings, convolutions, weights.ln_g, weights.ln_b, weights.eps)

    @property
    def features(self) -> int:
        """How many numbers a token comes to."""
        return len(self.gain)

    def summed(self, numbers: Longs, lengths: Longs) -> Floats:
        """The sum over the tokens of each text of their normalised features, shape (texts, features).

        Args:
            numbers: of the tokens, text by text.
            lengths: how many tokens each text has.
        """
        ends = np.cumsum(lengths)
        starts = ends - lengths
        inputs = np.arange(len(numbers))[:, None] + _REACH
        outside = (inputs < starts.repeat(lengths)[:, None]) | (inputs >= ends.repeat(lengths)[:, None])
        inputs[outside] = len(numbers)
        around = np.append(numbers, len(self.embeddings))[inputs]
        convolved = (convolution(numbers, around, inputs) for convolution in self.convolutions)
        features = np.concatenate((self.embeddings[numbers], *convolved), axis=1)
        # Normalised only once they are added up: that takes one pass over them instead of four.
        mean = features.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", features, features)[:, None] / self.features - mean**2
        features /= np.sqrt(variance + self.least)
        sums = np.add.reduceat(features, starts, axis=0)
        sums -= sums.mean(axis=1, keepdims=True)
        return sums * self.gain + lengths[:, None].astype(np.float32) * self.bias


def _rectified(sums: Floats, bias: Floats, entered: Floats) -> Floats:
    """A layer's sums through its rectifier, with what entered the layer added to them (a residual connection)."""
    sums += bias
    np.maximum(sums, 0, out=sums)
    sums += entered
    return sums
