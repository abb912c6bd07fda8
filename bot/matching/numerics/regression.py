"""Small regressions, fitted in milliseconds: which candidate is right, and how likely that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.matching.numerics.arrays import Doubles, Floats, held_within, logistic

_STEPS = 30
"""Most steps of a fit; ten are usual."""
_SMALLEST = 1e-3
"""A step that does not help is halved down to this share of it."""
_SETTLED = 1e-6


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
    def fit(
        cls,
        table: Floats,
        labels: Floats,
        *,
        sample: Floats | None = None,
        penalty: float = 10.0,
        start: Logistic | None = None,
    ) -> Logistic:
        """Fit by Newton's method (iteratively reweighted least squares: Hastie, Tibshirani and Friedman 2009, 4.4.1).

        A step is halved while it does not help.

        Args:
            table: shape (n, columns).
            labels: 0 or 1, shape (n,).
            sample: weight of each row; by default 1.
            penalty: of half the squared distance of the weights from those of `start`, or from zero.
            start: what to begin from and to be held to, its scale of the columns and its bias included; without one the
                bias is free.
        """
        scaler = Scaler.of(table) if start is None else start.scaler
        rows = np.column_stack((scaler(table), np.ones(len(table)))).astype(np.float64)
        weight = np.ones(len(rows)) if sample is None else sample.astype(np.float64)
        ridge = np.full(rows.shape[1], penalty)
        if start is None:
            ridge[-1] = 1e-6
        origin = np.zeros(rows.shape[1]) if start is None else np.append(start.weights, start.bias).astype(np.float64)
        beta = origin.copy()

        def loss(at: Doubles) -> float:
            odds = rows @ at
            return float(weight @ (np.logaddexp(0, odds) - labels * odds) + ridge @ (at - origin) ** 2 / 2)

        before = loss(beta)
        for _ in range(_STEPS):
            chance = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
            slope = rows.T @ (weight * (chance - labels)) + ridge * (beta - origin)
            curve = (rows * (weight * np.maximum(chance * (1 - chance), 1e-6))[:, None]).T @ rows + np.diag(ridge)
            step = np.linalg.solve(curve, slope)
            size = 1.0
            while (after := loss(beta - size * step)) > before and size > _SMALLEST:
                size /= 2
            beta, gained, before = beta - size * step, before - after, after
            if np.abs(step).max() < _SETTLED or gained < _SETTLED:
                break
        return cls(scaler, beta[:-1].astype(np.float32), float(beta[-1]))

    def __call__(self, table: Floats) -> Floats:
        """Probabilities, shape (n,)."""
        return logistic(self.scaler(table) @ self.weights + np.float32(self.bias))


@dataclass(frozen=True, slots=True)
class Ranker:
    """Conditional logit (McFadden 1974): the chance that each of several candidates is the right one."""

    scaler: Scaler
    weights: Floats

    @classmethod
    def zero(cls, columns: int) -> Ranker:
        """One that prefers nothing."""
        return cls(Scaler(np.zeros(columns, np.float32), np.ones(columns, np.float32)), np.zeros(columns, np.float32))

    @classmethod
    def fit(cls, groups: Floats, right: Floats, *, penalty: float = 0.003, start: Ranker | None = None) -> Ranker:
        """Fit by Gauss-Newton steps, halved while they do not help.

        Args:
            groups: signals of the candidates of each question, shape (questions, candidates, columns).
            right: 1 for the candidates that answer, shape (questions, candidates); at least one in each row.
            penalty: of the squared distance of the weights from those of `start`, or from zero, against the mean loss
                of a question.
            start: what to begin from and to be held to, its scale of the columns included.
        """
        scaler = Scaler.of(groups.reshape(-1, groups.shape[-1])) if start is None else start.scaler
        table = scaler(groups).astype(np.float64)
        origin = np.zeros(table.shape[-1]) if start is None else start.weights.astype(np.float64)
        weights = origin.copy()
        loss = _loss(table, right, weights, penalty, origin)
        for _ in range(_STEPS):
            slope, curve = _derivatives(table, right, weights, penalty, origin)
            step = np.linalg.solve(curve, slope)
            size, tried = 1.0, loss
            while size > _SMALLEST and (tried := _loss(table, right, weights - size * step, penalty, origin)) > loss:
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


def _loss(table: Doubles, right: Floats, weights: Doubles, penalty: float, origin: Doubles) -> float:
    """Mean negative log chance of a right candidate, and the penalty."""
    found = (_chances(table @ weights) * right).sum(axis=1)
    return float(-np.log(np.maximum(found, 1e-12)).mean() + penalty * ((weights - origin) @ (weights - origin)))


def _derivatives(
    table: Doubles, right: Floats, weights: Doubles, penalty: float, origin: Doubles
) -> tuple[Doubles, Doubles]:
    """Gradient, and the part of the curvature that is never negative."""
    chance = _chances(table @ weights)
    among = chance * right
    among /= np.maximum(among.sum(axis=1, keepdims=True), 1e-12)
    slope = np.einsum("qk,qkm->m", chance - among, table) / len(table) + 2 * penalty * (weights - origin)
    centred = (table - np.einsum("qk,qkm->qm", chance, table)[:, None, :]) * np.sqrt(chance)[:, :, None]
    flat = centred.reshape(-1, table.shape[-1])
    return slope, flat.T @ flat / len(table) + 2 * penalty * np.eye(len(weights))
