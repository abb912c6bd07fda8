"""A linear model over static vectors: softmax regression, trained when the index is built."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.numerics.arrays import Floats, Ints

SCALE = 3.0
"""Vectors of length one are stretched by this, as the model's weights are held small."""
_BATCH = 128
_STEPS = 600
"""Batches to train on, about; there are at least 3 rounds over all rows, and at most 60."""
_DECAY = 1e-4
_SAMPLED_CLASSES = 1024


@dataclass(frozen=True, slots=True)
class SoftmaxRegression:
    """Multinomial logistic regression; `weights` has shape (classes, size), `bias` (classes,)."""

    weights: Floats
    bias: Floats

    @classmethod
    def learn(
        cls, rows: Floats, owners: Ints, classes: int, *, numbers: Ints | None = None, seed: int = 0
    ) -> SoftmaxRegression:
        """Train with Adam on small batches, in an order fixed by the seed.

        With very many classes each batch is scored against its own classes and a random sample of the others
        (sampled softmax: Jean, Cho, Memisevic and Bengio 2015), so that the time grows with the rows and not with rows
        times classes.

        Args:
            rows: vectors, shape (some, size).
            owners: the class of each row that is learned from, shape (n,).
            classes: how many classes there are.
            numbers: which rows are learned from, shape (n,); by default the first n.
            seed: of the order and of the samples.
        """
        random = np.random.default_rng(seed)
        adam = _Adam.zero((classes, rows.shape[1] + 1))
        epochs = max(3, min(60, _STEPS * _BATCH // max(len(owners), 1)))
        inputs = np.ones((_BATCH, rows.shape[1] + 1), np.float32)
        for epoch in range(epochs):
            order = random.permutation(len(owners))
            for begin in range(0, len(order), _BATCH):
                batch = order[begin : begin + _BATCH]
                held = inputs[: len(batch)]
                np.multiply(rows[batch if numbers is None else numbers[batch]], SCALE, out=held[:, :-1])
                chosen = _classes(random, owners[batch], classes)
                right = np.searchsorted(chosen, owners[batch]).astype(np.int32)
                adam.step(chosen, _gradient(adam.weights[chosen], held, right), 1 - epoch / epochs)
        return cls(adam.weights[:, :-1] * SCALE, adam.weights[:, -1])

    def logits(self, vector: Floats) -> Floats:
        """The score of each class, shape (classes,)."""
        return self.weights @ vector + self.bias


@dataclass(slots=True)
class _Adam:
    """Weights and the running moments of their gradients (Kingma and Ba 2015), updated some rows at a time."""

    weights: Floats
    mean: Floats
    square: Floats
    steps: int = 0

    RATE = 0.02
    MEAN_KEPT = 0.9
    SQUARE_KEPT = 0.99

    @classmethod
    def zero(cls, shape: tuple[int, int]) -> _Adam:
        """All weights zero."""
        return cls(np.zeros(shape, np.float32), np.zeros(shape, np.float32), np.zeros(shape, np.float32))

    def step(self, rows: Ints, gradient: Floats, rate: float) -> None:
        """Move some rows against their gradient, by `rate` times the usual step."""
        self.steps += 1
        mean = self.mean[rows] = self.MEAN_KEPT * self.mean[rows] + (1 - self.MEAN_KEPT) * gradient
        square = self.square[rows] = self.SQUARE_KEPT * self.square[rows] + (1 - self.SQUARE_KEPT) * gradient**2
        correction = (1 - self.SQUARE_KEPT**self.steps) ** 0.5 / (1 - self.MEAN_KEPT**self.steps)
        self.weights[rows] -= self.RATE * rate * correction * mean / (np.sqrt(square) + 1e-8)


def _gradient(weights: Floats, inputs: Floats, right: Ints) -> Floats:
    """Of the mean cross-entropy of a batch, and of the penalty on the weights.

    Args:
        weights: shape (classes, size).
        inputs: shape (batch, size).
        right: row of `weights` that is the class of each input.
    """
    logits = inputs @ weights.T
    logits -= logits.max(axis=1, keepdims=True)
    error = np.exp(logits)
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(inputs)), right] -= 1
    return error.T @ inputs / len(inputs) + _DECAY * weights


def _classes(random: np.random.Generator, present: Ints, classes: int) -> Ints:
    """The classes a batch is scored against, in ascending order."""
    if classes <= 2 * _SAMPLED_CLASSES:
        return np.arange(classes, dtype=np.int32)
    return np.union1d(present, random.integers(0, classes, _SAMPLED_CLASSES)).astype(np.int32)
