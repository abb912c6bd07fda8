"""Likelihood that an entry answers a follow-up: logistic regression on its evidence, with a threshold.

Fitted on labelled conversations and shipped as data; written by `python -m benchmarks.fit_follow_ups`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
from pydantic import BaseModel

from bot.answering.following.weighing import EVIDENCE
from bot.errors import FootnoteError
from bot.matching.numerics.regression import Logistic, Scaler

FILE = "likelihood.json"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely candidates are meant.

    Attributes:
        model: of one candidate's evidence.
        threshold: probability from which an entry is given as the answer.
    """

    model: Logistic
    threshold: float

    def chances(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The probability of each candidate, from its row of evidence."""
        return [float(chance) for chance in self.model(np.array(rows, np.float32))]


class Weights(BaseModel):
    """The file: a weight for each kind of evidence with its scale."""

    evidence: tuple[str, ...]
    mean: tuple[float, ...]
    deviation: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float

    @classmethod
    def of(cls, model: Logistic, threshold: float) -> Self:
        """As it is written."""
        scaler = model.scaler
        mean, deviation, weights = (
            tuple(round(float(value), 6) for value in array) for array in (scaler.mean, scaler.deviation, model.weights)
        )
        return cls(
            evidence=EVIDENCE,
            mean=mean,
            deviation=deviation,
            weights=weights,
            bias=round(model.bias, 5),
            threshold=round(threshold, 3),
        )

    def likelihood(self) -> Likelihood:
        """As it is used.

        Raises:
            FootnoteError: the evidence is collected otherwise than when it was fitted.
        """
        if self.evidence != EVIDENCE:
            raise FootnoteError(f"{FILE} was fitted on other evidence: run python -m benchmarks.fit_follow_ups.")
        mean, deviation, weights = (
            np.array(values, np.float32) for values in (self.mean, self.deviation, self.weights)
        )
        return Likelihood(Logistic(Scaler(mean, deviation), weights, self.bias), self.threshold)


@cache
def likelihood() -> Likelihood:
    """What ships beside this module."""
    return Weights.model_validate_json(files("bot.answering.following").joinpath(FILE).read_bytes()).likelihood()
