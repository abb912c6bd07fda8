"""The confidence that ships with the engine.

It was fitted on the pack that ships, word for word: for just that pack it saves fitting again what cannot come out
otherwise. For a pack that brings too few calibration questions of its own it is better than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from pydantic import BaseModel

from bot.matching.confidence.model import Confidence
from bot.matching.confidence.thresholds import Thresholds
from bot.matching.evidence.signals import comparable, names
from bot.matching.numerics.regression import Correction, Logistic, Ranker, Scaler

FILE: Final = "data/confidence.json"


class _Weights(BaseModel):
    """Weights for scaled columns, and the scale."""

    mean: list[float]
    deviation: list[float]
    weights: list[float]

    @classmethod
    def of(cls, model: Logistic | Ranker) -> _Weights:
        scaler = model.scaler
        return cls(
            mean=[round(float(v), 5) for v in scaler.mean],
            deviation=[round(float(v), 6) for v in scaler.deviation],
            weights=[round(float(v), 5) for v in model.weights],
        )

    def ranker(self) -> Ranker:
        scaler = Scaler(np.array(self.mean, np.float32), np.array(self.deviation, np.float32))
        return Ranker(scaler, np.array(self.weights, np.float32))


class _Head(_Weights):
    """The same with a bias."""

    bias: float

    @classmethod
    def of_head(cls, model: Logistic) -> _Head:
        return cls(**_Weights.of(model).model_dump(), bias=model.bias)

    def logistic(self) -> Logistic:
        ranker = self.ranker()
        return Logistic(ranker.scaler, ranker.weights, self.bias)


class _File(BaseModel):
    """What the file holds.

    Attributes:
        signals: names of the numbers that the confidence was fitted on.
        ranker: weights of those that differ between candidates.
        heads: topic, scope and rank.
        platt: slope and offset of the correction.
        fingerprint: of the pack it was fitted on.
        levels, needed: the thresholds measured in the fit; see `Thresholds`.
    """

    signals: tuple[str, ...]
    ranker: _Weights
    heads: tuple[_Head, _Head, _Head]
    platt: tuple[float, float]
    fingerprint: str
    levels: list[float]
    needed: list[float]


@dataclass(frozen=True, slots=True)
class Shipped:
    """The shipped confidence, the thresholds measured in its fit, and the fingerprint of the pack it was fitted on."""

    confidence: Confidence
    thresholds: Thresholds
    fingerprint: str


@cache
def shipped() -> Shipped:
    """Read what ships.

    Raises:
        ValueError: it was fitted with other signals than the engine's; run `python -m benchmarks.defaults`.
    """
    stored = _File.model_validate_json(files("bot.matching").joinpath(FILE).read_text("utf-8"))
    if stored.signals != names():
        raise ValueError(f"{FILE} does not fit the signals in use; run `python -m benchmarks.defaults`.")
    topic, scope, rank = (head.logistic() for head in stored.heads)
    return Shipped(
        Confidence(comparable(), stored.ranker.ranker(), topic, scope, rank, Correction(*stored.platt)),
        Thresholds(np.array(stored.levels, np.float32), np.array(stored.needed, np.float32)),
        stored.fingerprint,
    )


def as_json(what: Shipped) -> str:
    """What ships as the text of its file."""
    confidence, thresholds = what.confidence, what.thresholds
    topic, scope, rank = (_Head.of_head(head) for head in (confidence.topic, confidence.scope, confidence.rank))
    stored = _File(
        signals=names(),
        ranker=_Weights.of(confidence.ranker),
        heads=(topic, scope, rank),
        platt=(confidence.correction.slope, confidence.correction.offset),
        fingerprint=what.fingerprint,
        levels=[round(float(level), 4) for level in thresholds.levels],
        needed=[round(float(share), 6) for share in thresholds.needed],
    )
    return stored.model_dump_json(indent=1)
