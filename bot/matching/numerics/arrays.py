"""Kinds of arrays, and the few formulas over them that several modules share."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.int8]
Shorts: TypeAlias = npt.NDArray[np.uint16]
Ints: TypeAlias = npt.NDArray[np.int32]
Longs: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float32]
Doubles: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Hashes: TypeAlias = npt.NDArray[np.uint64]

NO_INTS: Ints = np.zeros(0, np.int32)
NO_FLOATS: Floats = np.zeros(0, np.float32)


def standardised(scores: Floats) -> Floats:
    """Scores as standard deviations above their mean, row by row; zero where all of a row are alike."""
    count = max(scores.shape[-1], 1)
    centred = scores - scores.sum(axis=-1, keepdims=True) / np.float32(count)
    deviation = np.sqrt(np.einsum("...i,...i->...", centred, centred)[..., None] / np.float32(count))
    return (centred / np.where(deviation > 1e-9, deviation, np.inf)).astype(np.float32, copy=False)


def log_softmax(scores: Floats, chosen: Ints) -> Floats:
    """Log of the share of some scores, x - log Σ exp(x) over all, when scores are log odds."""
    top = scores.max()
    return scores[chosen] - (top + np.log(np.exp(scores - top).sum()))


def logistic(scores: Floats, limit: float = 30.0) -> Floats:
    """Log odds as probabilities, 1 / (1 + exp(-x)); log odds beyond `limit` count as `limit`."""
    return (1 / (1 + np.exp(-held_within(scores, limit)))).astype(scores.dtype, copy=False)


def held_within(scores: Floats, limit: float) -> Floats:
    """Scores no further from zero than a limit; half the time of `np.clip` for a few of them."""
    return np.minimum(np.maximum(scores, -limit), limit)


def log_odds(chances: Floats) -> Floats:
    """Probabilities as log odds, log(p / (1 - p)), never further from zero than 14."""
    held = np.clip(chances, 1e-6, 1 - 1e-6)
    return np.log(held / (1 - held))
