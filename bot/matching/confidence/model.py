"""Confidence: what a candidate's signals are worth.

A conditional logit puts the candidates in order. Two logistic regressions, over what the order leaves at the top, then
say how likely it is that the first one answers the question, and that one of the first three does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from bot.matching.numerics.arrays import Floats, Ints, held_within
from bot.matching.numerics.regression import Logistic, Ranker

SHOWN = 3
"""How many candidates are offered at most, and what `Confidence.offered` is about."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The candidates of one question in order of their scores.

    Attributes:
        entries: entry numbers, best first.
        chances: softmax of the scores, in the same order.
        table: signals, rows in the same order.
    """

    entries: Ints
    chances: Floats
    table: Floats

    @classmethod
    def by(cls, ranker: Ranker, columns: Ints, entries: Ints, table: Floats) -> Judged:
        """Put candidates in the order that a ranker gives them, by some columns of their signals."""
        scores = ranker(table[:, columns])
        order = np.argsort(-scores, kind="stable")
        raised = np.exp(scores[order] - scores[order[0]])
        return cls(entries[order], raised / raised.sum(), table[order])


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities of several questions, shape (questions,) each.

    Attributes:
        answer: that the first candidate answers it.
        offered: that one of the first three does; never less than `answer`.
    """

    answer: Floats
    offered: Floats


@dataclass(frozen=True, slots=True)
class Confidence:
    """The ranker and both heads, fitted together.

    Attributes:
        comparable: columns of the signals that differ between candidates.
        ranker: puts candidates in order by these columns.
        answer: probability that the first candidate answers the question, from its `evidence`.
        offered: probability that one of the first three does, from the same.
    """

    comparable: Ints
    ranker: Ranker
    answer: Logistic
    offered: Logistic

    def judge(self, entries: Ints, table: Floats) -> Judged:
        """Put candidates in order, given the signals of each."""
        return Judged.by(self.ranker, self.comparable, entries, table)

    def chances(self, judged: Sequence[Judged]) -> Chances:
        """Probabilities of the questions whose candidates were judged."""
        table = evidence(judged, self.comparable)
        answer = self.answer(table)
        return Chances(answer, np.maximum(self.offered(table), answer))


def evidence(judged: Sequence[Judged], columns: Ints) -> Floats:
    """What the heads see of each question.

    Args:
        judged: the questions.
        columns: those of the signals that differ between candidates.

    Returns:
        One row a question: the first candidate's signals, its lead over the second in these columns, its chance, the
        log of that, and the log of the ratio to the second's.
    """
    rows: list[Floats] = []
    for case in judged:
        first = case.table[0]
        second = case.table[1] if len(case.table) > 1 else first
        chance = float(case.chances[0])
        other = float(case.chances[1]) if len(case.chances) > 1 else 0.0
        tail = np.array([chance, log(chance + 1e-6), log((chance + 1e-6) / (other + 1e-6))], np.float32)
        rows.append(np.concatenate((first, (first - second)[columns], held_within(tail, 20))))
    return np.stack(rows)
