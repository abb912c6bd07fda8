"""The confidence that ships with the engine: fitted on many small packs, and moved to the pack that ships.

The prior is for every pack: what its own calibration questions move, as far as they can. For the pack that ships the
result of that move ships too, as it cannot come out otherwise and takes seconds. Everything is there twice, for an
index with an encoder and for one over words alone. Written by `python -m benchmarks.fit`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
from pydantic import BaseModel

from bot.errors import FootnoteError
from bot.matching.confidence.model import Confidence
from bot.matching.confidence.thresholds import Rates, Thresholds
from bot.matching.evidence.signals import comparable, names
from bot.matching.index.corpus import Corpus
from bot.matching.numerics.arrays import Floats
from bot.matching.numerics.regression import Logistic, Ranker, Scaler

FILE = "data/confidence.json"


class UnfittedSignalsError(FootnoteError):
    """The confidence that ships was fitted with other signals than the engine measures."""

    def __init__(self, fitted: Sequence[str], measured: Sequence[str]) -> None:
        differ = [
            f"{what} {', '.join(sorted(some))}"
            for what, some in (
                ("without", {*measured} - {*fitted}),
                ("with, besides,", {*fitted} - {*measured}),
            )
            if some
        ] or ["with the same in another order"]
        super().__init__(
            f"bot/matching/{FILE}: the confidence was fitted {' and '.join(differ)}, so nothing can be answered. Fit "
            "it to the signals of bot/matching/evidence/signals.py: `python -m benchmarks.fit --data DIR`."
        )


@dataclass(frozen=True, slots=True)
class Prior:
    """The confidence of many packs, and how often it was wrong on packs that it had not seen.

    Attributes:
        confidence: fitted on all of them.
        rates: by how many phrasings the entries of those packs had besides their titles, ascending.
    """

    confidence: Confidence
    rates: Mapping[int, Rates]

    def rates_of(self, corpus: Corpus) -> Rates:
        """The rates of packs with as many phrasings an entry as a corpus has, or the next fewer."""
        sizes = [len(group) - 1 for group in corpus.phrasings]
        mean = sum(sizes) / max(len(sizes), 1)
        return self.rates[max((count for count in self.rates if count <= mean), default=min(self.rates))]


@dataclass(frozen=True, slots=True)
class Moved:
    """The confidence of the pack that ships, and its thresholds."""

    confidence: Confidence
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class Shipped:
    """One of the two that ship: with an encoder, or without.

    Attributes:
        prior: for every pack.
        fingerprint: of the pack that ships.
        moved: for that pack.
    """

    prior: Prior
    fingerprint: str
    moved: Moved | None


class _Weights(BaseModel):
    """Weights for scaled columns, the scale, and a bias."""

    mean: list[float]
    deviation: list[float]
    weights: list[float]
    bias: float = 0.0

    @classmethod
    def of(cls, model: Logistic | Ranker) -> Self:
        scaler = model.scaler
        return cls(
            mean=_rounded(scaler.mean, 5),
            deviation=_rounded(scaler.deviation, 6),
            weights=_rounded(model.weights, 5),
            bias=round(model.bias, 5) if isinstance(model, Logistic) else 0.0,
        )

    def ranker(self) -> Ranker:
        return Ranker(Scaler(_array(self.mean), _array(self.deviation)), _array(self.weights))

    def head(self) -> Logistic:
        return Logistic(Scaler(_array(self.mean), _array(self.deviation)), _array(self.weights), self.bias)


class _Confidence(BaseModel):
    """A ranker and two heads."""

    ranker: _Weights
    answer: _Weights
    offered: _Weights

    @classmethod
    def of(cls, model: Confidence) -> Self:
        ranker, answer, offered = map(_Weights.of, (model.ranker, model.answer, model.offered))
        return cls(ranker=ranker, answer=answer, offered=offered)

    def confidence(self) -> Confidence:
        return Confidence(comparable(), self.ranker.ranker(), self.answer.head(), self.offered.head())


class _Rates(BaseModel):
    given: list[float]
    wrong: list[float]
    near: int
    near_given: list[float]
    far: int
    far_given: list[float]

    @classmethod
    def of(cls, rates: Rates) -> Self:
        return cls(
            given=_rounded(rates.given, 1),
            wrong=_rounded(rates.wrong, 5),
            near=rates.near,
            near_given=_rounded(rates.near_given, 5),
            far=rates.far,
            far_given=_rounded(rates.far_given, 5),
        )

    def rates(self) -> Rates:
        return Rates(
            _array(self.given),
            _array(self.wrong),
            self.near,
            _array(self.near_given),
            self.far,
            _array(self.far_given),
        )


class _Moved(_Confidence):
    levels: list[float]
    needed: list[float]


class _One(BaseModel):
    """What ships for an index with an encoder, or for one without."""

    prior: _Confidence
    rates: dict[int, _Rates]
    moved: _Moved | None = None


class _File(BaseModel):
    """What the file holds.

    Attributes:
        signals: names of the numbers that the confidence was fitted on.
        fingerprint: of the pack that `moved` was fitted on.
    """

    signals: tuple[str, ...]
    fingerprint: str
    encoder: _One
    words: _One


@cache
def shipped(*, encoder: bool) -> Shipped:
    """Read what ships, for an index with an encoder or without one.

    Raises:
        UnfittedSignalsError: it was fitted with other signals than the engine measures.
    """
    stored = _File.model_validate_json(files("bot.matching").joinpath(FILE).read_text("utf-8"))
    if stored.signals != names():
        raise UnfittedSignalsError(stored.signals, names())
    one = stored.encoder if encoder else stored.words
    moved = one.moved and Moved(one.moved.confidence(), Thresholds(_array(one.moved.levels), _array(one.moved.needed)))
    rates = {count: each.rates() for count, each in one.rates.items()}
    return Shipped(Prior(one.prior.confidence(), rates), stored.fingerprint, moved)


def as_json(encoder: Shipped, words: Shipped) -> str:
    """What ships as the text of its file."""
    ones = [
        _One(
            prior=_Confidence.of(one.prior.confidence),
            rates={count: _Rates.of(each) for count, each in one.prior.rates.items()},
            moved=_moved(one.moved),
        )
        for one in (encoder, words)
    ]
    stored = _File(signals=names(), fingerprint=encoder.fingerprint, encoder=ones[0], words=ones[1])
    return stored.model_dump_json(indent=1)


def _moved(moved: Moved | None) -> _Moved | None:
    if moved is None:
        return None
    model = _Confidence.of(moved.confidence)
    return _Moved(
        ranker=model.ranker,
        answer=model.answer,
        offered=model.offered,
        levels=_rounded(moved.thresholds.levels, 4),
        needed=_rounded(moved.thresholds.needed, 6),
    )


def _array(numbers: list[float]) -> Floats:
    return np.array(numbers, np.float32)


def _rounded(numbers: Floats, digits: int) -> list[float]:
    return [round(float(number), digits) for number in numbers]
