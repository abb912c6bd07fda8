"""Signals of whether a candidate holds what the question turns on: its words, its numbers, its kind of answer."""

from __future__ import annotations

import numpy as np

from bot.matching.evidence.candidate_features import Case
from bot.matching.index.vocabulary import UNKNOWN
from bot.matching.language.answer_types import AnswerType, kind_of
from bot.matching.numerics.arrays import Floats


class Coverage:
    """How much of what the question says the candidate's phrasings and passages hold, words weighed by their rarity.

    `covered` is the share that they hold, `missing` and `missing_2` the two most telling words that they do not;
    `unknown` is the share that no entry holds. `backed`, `missing_backed` and `missing_backed_2` are the same of its
    answer and passages without its phrasings: a company, a country, a kind of figure that the answer never names.
    """

    names = ("covered", "missing", "missing_2", "unknown", "backed", "missing_backed", "missing_backed_2")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        numbers, held, rare = case.numbers, case.held, case.query.weights
        table = np.zeros((len(held), len(self.names)), np.float32)
        if not len(numbers):
            return table
        total = float(rare.sum()) + 1e-6
        for column, kept in ((0, held), (4, case.backed)):
            lacking = np.where(kept, 0, rare)
            lacking.sort(axis=1)
            table[:, column] = kept @ rare / total
            table[:, column + 1] = lacking[:, -1]
            if len(numbers) > 1:
                table[:, column + 2] = lacking[:, -2]
        table[:, 3] = float(rare[numbers == UNKNOWN].sum()) / total
        return table


class AnswerKind:
    """Whether the candidate answers the kind of question this is, and holds its numbers.

    `kind` is how much more often the candidate is asked for this kind of answer than entries are on the whole;
    `number_missing` counts numbers of the question that the candidate does not hold; `quantity` is whether the question
    asks how much; `figures` is whether the candidate's answer or passages hold any number, `no_figures` whether the
    question wants one and they do not.
    """

    names = ("kind", "number_missing", "quantity", "figures", "no_figures")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        index, chosen, words = case.index, case.candidates, case.query.words
        kind = kind_of(" ".join(words))
        digits = [place for place, word in enumerate(words) if word[0].isdigit()]
        table = np.zeros((len(chosen), len(self.names)), np.float32)
        if kind is not AnswerType.OTHER:
            table[:, 0] = index.kinds[chosen, kind]
        if digits:
            table[:, 1] = (~case.held[:, digits]).sum(axis=1)
        table[:, 2] = kind is AnswerType.QUANTITY
        table[:, 3] = index.figures[chosen]
        if kind in (AnswerType.QUANTITY, AnswerType.TIME):
            table[:, 4] = 1 - table[:, 3]
        return table
