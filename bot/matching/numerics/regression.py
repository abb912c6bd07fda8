"""Small regressions, fitted in milliseconds: which candidate is right, and how likely that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.matching.numerics.arrays import Doubles, Flags, Floats, held_within, log_odds, logistic

_STEPS: Final = 30
"""Most steps of a fit; ten are usual."""


@dataclass(frozen=True, slots=True)
class Scaler:
    """Columns brought to mean 0 and deviation 1."""

    mean: Floats
    deviation: Floats

    @classmethod
    def of(cls, table: Floats) -> Scaler:
        """From rows of shape (n, columns)."""
        return cls(table.mean(axis=0).astype(np.float32), (table.std(axis=0) + 1e-6).astype(np.float32))

    def __call__(self, table: Floats) -> Floats:
        """The same columns, scaled; values far outside what was seen are held at six deviations."""
        return held_within((table - self.mean) / self.deviation, 6)


@dataclass(frozen=True, slots=True)
class Logistic:
    """Binary logistic regression with an L2 penalty."""

    scaler: Scaler
    weights: Floats
    bias: float

    @classmethod
    def fit(cls, table: Floats, labels: Floats, *, sample: Floats | None = None, penalty: float = 10.0) -> Logistic:
        """Fit by Newton's method (iteratively reweighted least squares: Hastie, Tibshirani and Friedman 2009, 4.4.1).

        Args:
            table: shape (n, columns).
            labels: 0 or 1, shape (n,).
            sample: weight of each row; by default 1.
            penalty: of half the squared norm of the weights; the bias is free.
        """
        scaler = Scaler.of(table)
        rows = np.column_stack((scaler(table), np.ones(len(table)))).astype(np.float64)
        weight = np.ones(len(rows)) if sample is None else sample.astype(np.float64)
        ridge = np.full(rows.shape[1], penalty)
        ridge[-1] = 1e-6
        beta = np.zeros(rows.shape[1])
        for _ in range(_STEPS):
            chance = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
            slope = rows.T @ (weight * (chance - labels)) + ridge * beta
            curve = (rows * (weight * np.maximum(chance * (1 - chance), 1e-6))[:, None]).T @ rows + np.diag(ridge)
            step = np.linalg.solve(curve, slope)
            beta -= step
            if np.abs(step).max() < 1e-6:
                break
        return cls(scaler, beta[:-1].astype(np.float32), float(beta[-1]))

    def __call__(self, table: Floats) -> Floats:
        """Probabilities, shape (n,)."""
        return logistic(self.scaler(table) @ self.weights + np.float32(self.bias))


@dataclass(frozen=True, slots=True)
class Logistics:
    """Several logistic regressions over the same columns, asked at once.

    Attributes:
        scalers: mean and deviation of each, shape (models, 1, columns).
        weights: shape (models, columns, 1).
        biases: shape (models, 1, 1).
    """

    scalers: Scaler
    weights: Floats
    biases: Floats

    @classmethod
    def of(cls, models: Sequence[Logistic]) -> Logistics:
        """Put models side by side."""
        means = np.stack([model.scaler.mean for model in models])[:, None, :]
        deviations = np.stack([model.scaler.deviation for model in models])[:, None, :]
        weights = np.stack([model.weights for model in models])[:, :, None]
        biases = np.array([model.bias for model in models], np.float32)[:, None, None]
        return cls(Scaler(means, deviations), weights, biases)

    def __call__(self, table: Floats) -> Floats:
        """Probabilities that each model gives to each row, shape (models, n)."""
        return logistic(self.scalers(table) @ self.weights + self.biases)[:, :, 0]


@dataclass(frozen=True, slots=True)
class Correction:
    """Probabilities made true on the log-odds scale (Platt 1999): their log odds times a slope, plus an offset."""

    slope: float = 1.0
    offset: float = 0.0

    @classmethod
    def fit(cls, chances: Floats, right: Flags) -> Correction:
        """From probabilities given to questions, and whether each turned out right."""
        fitted = Logistic.fit(log_odds(chances)[:, None], right.astype(np.float32), penalty=1e-3)
        slope = float(fitted.weights[0] / fitted.scaler.deviation[0])
        return cls(slope, fitted.bias - slope * float(fitted.scaler.mean[0]))

    def __call__(self, chances: Floats) -> Floats:
        """The corrected probabilities."""
        return logistic(log_odds(chances) * np.float32(self.slope) + np.float32(self.offset), 20)


@dataclass(frozen=True, slots=True)
class Ranker:
    """Conditional logit (McFadden 1974): the chance that each of several candidates is the right one."""

    scaler: Scaler
    weights: Floats

    @classmethod
    def fit(cls, groups: Floats, right: Floats, *, penalty: float = 0.003) -> Ranker:
        """Fit by Gauss-Newton steps, halved while they do not help.

        Args:
            groups: signals of the candidates of each question, shape (questions, candidates, columns).
            right: 1 for the candidates that answer, shape (questions, candidates); at least one in each row.
            penalty: of the squared norm of the weights, against the mean loss of a question.
        """
        scaler = Scaler.of(groups.reshape(-1, groups.shape[-1]))
        table = scaler(groups).astype(np.float64)
        weights = np.zeros(table.shape[-1])
        loss = _loss(table, right, weights, penalty)
        for _ in range(_STEPS):
            slope, curve = _derivatives(table, right, weights, penalty)
            step = np.linalg.solve(curve, slope)
            size, tried = 1.0, loss
            while size > 1e-3 and (tried := _loss(table, right, weights - size * step, penalty)) > loss:
                size /= 2
            if loss - tried < 1e-6:
                break
            weights, loss = weights - size * step, tried
        return cls(scaler, weights.astype(np.float32))

    def __call__(self, group: Floats) -> Floats:
        """Scores of the candidates of one question; their softmax is the chance of each."""
        return self.scaler(group) @ self.weights


def _chances(scores: Doubles) -> Doubles:
    """Softmax over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def _loss(table: Doubles, right: Floats, weights: Doubles, penalty: float) -> float:
    """Mean negative log chance of a right candidate, and the penalty."""
    found = (_chances(table @ weights) * right).sum(axis=1)
    return float(-np.log(np.maximum(found, 1e-12)).mean() + penalty * (weights @ weights))


def _derivatives(table: Doubles, right: Floats, weights: Doubles, penalty: float) -> tuple[Doubles, Doubles]:
    """Gradient, and the part of the curvature that is never negative."""
    chance = _chances(table @ weights)
    among = chance * right
    among /= np.maximum(among.sum(axis=1, keepdims=True), 1e-12)
    slope = np.einsum("qk,qkm->m", chance - among, table) / len(table) + 2 * penalty * weights
    centred = (table - np.einsum("qk,qkm->qm", chance, table)[:, None, :]) * np.sqrt(chance)[:, :, None]
    flat = centred.reshape(-1, table.shape[-1])
    return slope, flat.T @ flat / len(table) + 2 * penalty * np.eye(len(weights))
