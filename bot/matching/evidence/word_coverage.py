"""Signals of whether a candidate holds what the question turns on: its words, its numbers, its kind of answer."""

from __future__ import annotations

from typing import Final

import numpy as np

from bot.matching.evidence.candidate_features import Case
from bot.matching.index.vocabulary import UNKNOWN
from bot.matching.language.answer_types import AnswerType, kind_of
from bot.matching.numerics.arrays import Floats

_RAREST: Final = 10.0
"""About the weight of a word that chat never holds (see `Background.weight`)."""
_RAREST_HERE: Final = 7.0
"""The rarity of a word that no entry holds (see `Vocabulary.rarity`)."""
_TELLING: Final = 6.0
"""Weight from which a word tells all that it can: fewer than one message in 400 holds it."""


class Coverage:
    """How much of what the question says the candidate's phrasings and passages hold.

    `covered` weighs words by how rare they are in chat, `covered_here` by how few entries hold them; `missing` and
    `missing_here` are the most telling word that the candidate does not hold, `unknown` the share that no entry holds.
    `backed` is the share that its answer and passages hold, without its phrasings; `missing_backed` and
    `missing_backed_2` are the two most telling words that they do not hold: a company, a country, a kind of figure that
    the articles never name.
    """

    names = (
        "covered", "covered_here", "missing", "missing_here", "unknown", "backed", "missing_backed", "missing_backed_2",
    )  # fmt: skip

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        vocabulary, numbers, held = case.index.vocabulary, case.numbers, case.held
        table = np.zeros((len(held), len(self.names)), np.float32)
        if not len(numbers):
            return table
        rare, here = case.query.weights, vocabulary.rarity(numbers)
        backed = vocabulary.supports(case.candidates, numbers)
        total, total_here = float(rare.sum()) + 1e-6, float(here.sum()) + 1e-6
        unbacked = np.where(backed, 0, here * np.minimum(rare / _TELLING, 1))
        unbacked.sort(axis=1)
        table[:, 0] = held @ rare / total
        table[:, 1] = held @ here / total_here
        table[:, 2] = np.where(held, 0, rare).max(axis=1) / _RAREST
        table[:, 3] = np.where(held, 0, here).max(axis=1) / _RAREST_HERE
        table[:, 4] = float(rare[numbers == UNKNOWN].sum()) / total
        table[:, 5] = backed @ here / total_here
        table[:, 6] = unbacked[:, -1] / _RAREST_HERE
        if len(numbers) > 1:
            table[:, 7] = unbacked[:, -2] / _RAREST_HERE
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
