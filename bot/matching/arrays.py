"""Kinds of arrays, and the few formulas over them that several modules share."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int32]
Longs: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float32]
Doubles: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]

NO_INTS: Ints = np.zeros(0, np.int32)
NO_FLOATS: Floats = np.zeros(0, np.float32)


def standardised(scores: Floats) -> Floats:
    """Scores as standard deviations above their mean; zero where all are alike."""
    deviation = float(scores.std())
    return (scores - scores.mean()) / np.float32(deviation) if deviation > 1e-9 else np.zeros_like(scores)


def log_softmax(scores: Floats) -> Floats:
    """Log of each score's share when scores are log odds: x - log Σ exp(x)."""
    top = scores.max()
    return scores - top - np.log(np.exp(scores - top).sum())


def logistic(scores: Floats, limit: float = 30.0) -> Floats:
    """Log odds as probabilities, 1 / (1 + exp(-x)); log odds beyond `limit` count as `limit`."""
    return (1 / (1 + np.exp(-np.clip(scores, -limit, limit)))).astype(scores.dtype, copy=False)


def log_odds(chances: Floats) -> Floats:
    """Probabilities as log odds, log(p / (1 - p)), never further from zero than 14."""
    held = np.clip(chances, 1e-6, 1 - 1e-6)
    return np.log(held / (1 - held))
