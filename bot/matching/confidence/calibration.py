"""Calibration: a confidence learned from questions written apart from the phrasings, and what it is worth.

Every question's probability is also given by a fit that had not seen it (cross-fitting in five folds); from these
come the correction and the thresholds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.matching.confidence.model import Confidence, Judged, evidence
from bot.matching.confidence.training_table import FOLDS, Sheet, look, refused_texts
from bot.matching.evidence.candidate_features import Signal
from bot.matching.evidence.signals import SIGNALS
from bot.matching.index.corpus import Corpus, Example
from bot.matching.index.index import Index
from bot.matching.numerics.arrays import Flags, Floats
from bot.matching.numerics.regression import Correction, Logistic, Ranker

__all__ = ["Confidence", "Fitted", "Flags", "evidence", "fit", "look", "refused_texts"]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Confidence fitted on a corpus, with honest estimates of what it is worth.

    Attributes:
        confidence: fitted on all questions.
        examples: the corpus's calibration questions.
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
        return np.array([bool(example.answers) for example in self.examples])


def fit(index: Index, corpus: Corpus, signals: tuple[Signal, ...] = SIGNALS, *, seed: int = 0) -> Fitted:
    """Fit ranker, heads and correction on the calibration questions and a sample of the background.

    Args:
        index: an index over the corpus, built with `refused_texts` as its decoys.
        corpus: with enough calibration questions (see `Corpus.can_calibrate`).
        signals: the evidence to use.
        seed: of the folds.
    """
    sheet = Sheet.measured(index, corpus, signals, seed)
    chances, right = _unseen(sheet)
    asked = slice(0, len(corpus.calibration))
    correction = Correction.fit(chances[asked], right[asked])
    confidence = replace(_fit(sheet), correction=correction)
    return Fitted(confidence, corpus.calibration, correction(chances[asked]), right[asked])


def _unseen(sheet: Sheet) -> tuple[Floats, Flags]:
    """For each question, probability and rightness of the first candidate by a fit on the other folds."""
    chances, right = np.zeros(len(sheet.examples), np.float32), np.zeros(len(sheet.examples), np.bool_)
    for fold in range(FOLDS):
        held = sheet.folds == fold
        trained, tested = _fit(sheet.rows(np.flatnonzero(~held))), sheet.rows(np.flatnonzero(held))
        judged = _judged(tested, trained.ranker)
        chances[held] = trained.chances(judged).answer
        right[held] = _first_is_right(tested, judged)
    return chances, right


def _fit(sheet: Sheet) -> Confidence:
    """Fit ranker and heads on measured questions; nothing is corrected yet.

    The topic is told from all questions, the scope from those that are not far from the topic, the rank from those
    that have an answer. Where nobody said which are near, all that are not answerable count as off the topic, and the
    scope is told from all questions too.
    """
    right, answerable = sheet.right, sheet.answerable
    usable = right.any(axis=1)
    ranker = Ranker.fit(sheet.tables[usable][:, :, sheet.columns], right[usable])
    judged = _judged(sheet, ranker)
    table = evidence(judged, sheet.columns)
    refused_inside = ~sheet.far & ~answerable
    inside = ~sheet.far if refused_inside.any() else np.ones(len(table), np.bool_)
    topic = Logistic.fit(table, (answerable | sheet.near).astype(np.float32), sample=sheet.weights)
    scope = Logistic.fit(table[inside], answerable[inside].astype(np.float32), sample=sheet.weights[inside])
    first_is_right = _first_is_right(sheet, judged)[answerable].astype(np.float32)
    rank = Logistic.fit(table[answerable], first_is_right)
    return Confidence(sheet.columns, ranker, topic, scope, rank, Correction())


def _judged(sheet: Sheet, ranker: Ranker) -> list[Judged]:
    """Every question's candidates in a ranker's order."""
    pairs = zip(sheet.entries, sheet.tables, strict=True)
    return [Judged.by(ranker, sheet.columns, entries, table) for entries, table in pairs]


def _first_is_right(sheet: Sheet, judged: Sequence[Judged]) -> Flags:
    pairs = zip(judged, sheet.examples, strict=True)
    return np.array([int(case.entries[0]) in example.answers for case, example in pairs])
