"""Calibration: a confidence learned from questions written apart from the phrasings, and what it is worth.

What is fitted on a pack's own questions starts from a *prior*, the confidence that was fitted on many packs, and is
held to it by a penalty on every step away (a Gaussian prior: Bishop 2006, 4.4). So questions move the prior by how
many they are: two thousand decide, forty hardly do. There is one path for all packs, and no number at which it changes.

Every question's probability is also given by a fit that had not seen it (cross-fitting in five folds); from these come
the thresholds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.confidence.model import SHOWN, Confidence, Judged, evidence
from bot.matching.confidence.training_table import FOLDS, Sheet, look, refused_texts
from bot.matching.encoding.text_vectors import TextVectors
from bot.matching.index.corpus import Corpus, Example
from bot.matching.index.index import Index
from bot.matching.numerics.arrays import Flags, Floats
from bot.matching.numerics.regression import Logistic, Ranker

__all__ = [
    "Confidence",
    "Fitted",
    "evidence",
    "first_is_right",
    "fit",
    "fit_own",
    "fitted_on",
    "in_order",
    "look",
    "refused_texts",
]

HELD = 100.0
"""How strongly the heads are held to the prior: the penalty on half the squared distance from it."""
FREE = 100.0
"""The same where there is no prior, and they are held to zero."""
RANKER_HELD = 10.0
"""How strongly the ranker is held to the prior, against the loss of all its questions. Less than the heads: whatever a
pack asks for, forty of its questions put its entries in a better order than other packs' alone do."""
RANKER_FREE = 30.0
"""The same where there is no prior."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Confidence fitted on questions, with honest estimates of what it is worth.

    Attributes:
        confidence: fitted on all questions.
        examples: the questions.
        chances: for each of them, the probability given by a fit that had not seen it.
        right: whether that fit's first candidate answers it (False where nothing does).
    """

    confidence: Confidence
    examples: Sequence[Example]
    chances: Floats
    right: Flags

    @property
    def answerable(self) -> Flags:
        """Whether anything answers the question."""
        return np.array([bool(example.answers) for example in self.examples], np.bool_)

    @property
    def near(self) -> Flags:
        """Whether it is to be refused though it is near the topic."""
        return np.array([not example.answers and example.near is True for example in self.examples], np.bool_)


def fit(sheet: Sheet, asked: int, prior: Confidence | None = None) -> Fitted:
    """Fit on measured questions, starting from a prior.

    Args:
        sheet: the questions.
        asked: how many of them, from the first, are a pack's own, and count in `Fitted`.
        prior: what to start from; None starts from nothing.
    """
    chances, right = np.zeros(len(sheet.examples), np.float32), np.zeros(len(sheet.examples), np.bool_)
    for fold in range(FOLDS):
        held = sheet.folds == fold
        if not held.any():
            continue
        trained, tested = fitted_on(sheet.rows(np.flatnonzero(~held)), prior), sheet.rows(np.flatnonzero(held))
        judged = in_order(tested, trained.ranker)
        chances[held] = trained.chances(judged).answer
        right[held] = first_is_right(tested, judged)
    own = slice(0, asked)
    return Fitted(fitted_on(sheet, prior), sheet.examples[own], chances[own], right[own])


def fit_own(index: Index, corpus: Corpus, prior: Confidence, vectors: TextVectors | None, *, seed: int = 0) -> Fitted:
    """Fit on a corpus's own calibration questions, starting from the prior of many packs.

    Args:
        index: an index over the corpus, built with `refused_texts` as its decoys.
        corpus: with calibration questions.
        prior: what to start from.
        vectors: gives the vectors of the questions; None for an index over words alone.
        seed: of the folds.
    """
    return fit(Sheet.of_corpus(index, corpus, vectors, seed=seed), len(corpus.calibration), prior)


def fitted_on(sheet: Sheet, prior: Confidence | None = None) -> Confidence:
    """Ranker and heads fitted on measured questions."""
    right = sheet.right
    usable = right.any(axis=1)
    start = None if prior is None else prior.ranker
    ranker = start or Ranker.zero(len(sheet.columns))
    if usable.any():
        penalty = (RANKER_FREE if start is None else RANKER_HELD) / int(usable.sum())
        ranker = Ranker.fit(sheet.tables[usable][:, :, sheet.columns], right[usable], start=start, penalty=penalty)
    judged = in_order(sheet, ranker)
    table = evidence(judged, sheet.columns)
    first = first_is_right(sheet, judged).astype(np.float32)
    pairs = _pairs(judged, sheet)
    offered = np.array([bool({*case.entries[:SHOWN].tolist()} & {*example.answers}) for case, example in pairs])
    heads = (
        Logistic.fit(table, labels, sample=sheet.weights, penalty=HELD if before else FREE, start=before)
        for labels, before in (
            (first, prior and prior.answer),
            (offered.astype(np.float32), prior and prior.offered),
        )
    )
    return Confidence(sheet.columns, ranker, *heads)


def in_order(sheet: Sheet, ranker: Ranker) -> list[Judged]:
    """Every question's candidates in a ranker's order."""
    return [
        Judged.by(ranker, sheet.columns, entries[:count], table[:count])
        for entries, table, count in zip(sheet.entries, sheet.tables, sheet.counts.tolist(), strict=True)
    ]


def first_is_right(sheet: Sheet, judged: Sequence[Judged]) -> Flags:
    """Whether the first candidate answers each question."""
    return np.array([int(case.entries[0]) in example.answers for case, example in _pairs(judged, sheet)], np.bool_)


def _pairs(judged: Sequence[Judged], sheet: Sheet) -> Iterator[tuple[Judged, Example]]:
    return zip(judged, sheet.examples, strict=True)
