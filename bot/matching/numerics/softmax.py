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
        sampled = classes > 2 * _SAMPLED_CLASSES
        epochs = max(3, min(60, _STEPS * _BATCH // max(len(owners), 1)))
        inputs = np.ones((_BATCH, rows.shape[1] + 1), np.float32)
        for epoch in range(epochs):
            order = random.permutation(len(owners))
            for begin in range(0, len(order), _BATCH):
                batch = order[begin : begin + _BATCH]
                held = inputs[: len(batch)]
                np.multiply(rows[batch if numbers is None else numbers[batch]], SCALE, out=held[:, :-1])
                right, chosen = owners[batch], slice(None)
                if sampled:
                    chosen = _classes(random, right, classes)
                    right = np.searchsorted(chosen, right).astype(np.int32)
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

    def step(self, rows: Ints | slice, gradient: Floats, rate: float) -> None:
        """Move some rows against their gradient, by `rate` times the usual step; the gradient is used up."""
        self.steps += 1
        mean, square = self.mean[rows], self.square[rows]
        square *= self.SQUARE_KEPT
        square += (1 - self.SQUARE_KEPT) * gradient**2
        gradient *= 1 - self.MEAN_KEPT
        mean *= self.MEAN_KEPT
        mean += gradient
        self.mean[rows], self.square[rows] = mean, square
        correction = (1 - self.SQUARE_KEPT**self.steps) ** 0.5 / (1 - self.MEAN_KEPT**self.steps)
        root = np.sqrt(square, out=gradient)
        root += 1e-8
        move = self.RATE * rate * correction * mean
        move /= root
        self.weights[rows] -= move


def _gradient(weights: Floats, inputs: Floats, right: Ints) -> Floats:
    """Of the mean cross-entropy of a batch, and of the penalty on the weights.

    Args:
        weights: shape (classes, size).
        inputs: shape (batch, size).
        right: row of `weights` that is the class of each input.
    """
    error = inputs @ weights.T
    error -= error.max(axis=1, keepdims=True)
    np.exp(error, out=error)
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(inputs)), right] -= 1
    gradient = error.T @ inputs
    gradient /= len(inputs)
    gradient += _DECAY * weights
    return gradient


def _classes(random: np.random.Generator, present: Ints, classes: int) -> Ints:
    """The classes a batch is scored against where they are a sample, in ascending order."""
    scored = np.zeros(classes, np.bool_)
    scored[present] = True
    scored[random.integers(0, classes, _SAMPLED_CLASSES)] = True
    return np.flatnonzero(scored).astype(np.int32)
