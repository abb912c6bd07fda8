"""Confidence: what a candidate's signals are worth.

The probability that the first candidate answers a question is a product of three: that the question is on the topic
at all, that the articles answer it if so, and that the first candidate is that answer if they do. Each factor is a
logistic regression of its own, because what tells chatter from a question of ours (unknown words) is not what tells
an unanswerable question from an answerable one (nearness to known unanswerable ones, a telling word that no passage
holds), nor what tells two of our own entries apart (the lead over the runner-up).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.matching.numerics.arrays import Floats, Ints
from bot.matching.numerics.regression import Correction, Logistic, Logistics, Ranker


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
        topic: that the question is on the topic.
        scope: that any entry answers it.
        answer: that the first candidate answers it.
    """

    topic: Floats
    scope: Floats
    answer: Floats


@dataclass(frozen=True)
class Confidence:
    """The ranker, the three heads, and a last correction, fitted together.

    Attributes:
        comparable: columns of the signals that differ between candidates.
        ranker: puts candidates in order by these columns.
        topic: probability that a question is on the topic, from its `evidence`.
        scope: probability that any entry answers a question on the topic.
        rank: probability that the first candidate answers a question that any answers.
        correction: makes the product of the heads true.
    """

    comparable: Ints
    ranker: Ranker
    topic: Logistic
    scope: Logistic
    rank: Logistic
    correction: Correction

    @cached_property
    def _heads(self) -> Logistics:
        """The heads side by side, which is faster than one after the other."""
        return Logistics.of((self.topic, self.scope, self.rank))

    def judge(self, entries: Ints, table: Floats) -> Judged:
        """Put candidates in order, given the signals of each."""
        return Judged.by(self.ranker, self.comparable, entries, table)

    def chances(self, judged: Sequence[Judged]) -> Chances:
        """Probabilities of the questions whose candidates were judged."""
        table = evidence(judged, self.comparable)
        topic, scope, rank = self._heads(table)
        answer = self.correction(topic * scope * rank)
        any_answers = np.minimum(answer / np.maximum(rank, np.float32(1e-3)), 1)
        return Chances(topic, np.maximum(answer, any_answers), answer)


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
        tail = np.array([chance, np.log(chance + 1e-6), np.log((chance + 1e-6) / (other + 1e-6))], np.float32)
        rows.append(np.concatenate((first, (first - second)[columns], np.clip(tail, -20, 20))))
    return np.stack(rows).astype(np.float32)
