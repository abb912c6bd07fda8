"""The signals in use: what is measured of a candidate, each behind the same small interface.

A signal gives one row of numbers for each candidate, numbers that mean the same in every pack, however large and in
whatever language. Take one out of `SIGNALS` and the ranker and the confidence are fitted without it: that is how
`docs/answer-figures.md` gets its ablation table.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from bot.matching.evidence.candidate_features import Case, Signal
from bot.matching.evidence.likeness import Bayes, Linear, Meant, NearestPhrasing, Search
from bot.matching.evidence.word_coverage import AnswerKind, Coverage
from bot.matching.index import decoys
from bot.matching.numerics.arrays import Floats, Ints

__all__ = [
    "ALIKE",
    "SIGNALS",
    "AnswerKind",
    "Bayes",
    "Case",
    "Coverage",
    "Linear",
    "Meant",
    "NearestPhrasing",
    "Refusal",
    "Search",
    "Shape",
    "Signal",
    "comparable",
    "measure",
    "names",
]

_LEADS = (("decoy_cosine_lead", "decoy_cosine", "cosine"), ("decoy_dense_lead", "decoy_dense", "dense"))
"""A lead, and the two columns whose difference it is."""


class Refusal:
    """How near the question is to known unanswerable ones, and how much nearer than to the candidate.

    `decoys` is whether any are known, without which the other numbers say nothing.
    """

    names = (*decoys.DECOY_SIGNALS, "decoys", *(lead for lead, _, _ in _LEADS))

    def __call__(self, case: Case) -> Floats:
        """See `names`; the leads are completed by `measure`, which knows the candidate's own cosines."""
        row = np.concatenate((case.refusal, np.zeros(1 + len(_LEADS), np.float32)))
        row[len(case.refusal)] = len(case.index.decoys) > 0
        return np.repeat(row[None, :], len(case.candidates), axis=0)


class Shape:
    """The question's number of words; how many entries and phrasings there are; how alike the entries are.

    Counts are given as log(1 + x).
    """

    names = ("words", "entries", "phrasings", "alike")

    def __call__(self, case: Case) -> Floats:
        """See `names`."""
        index = case.index
        counts = np.log1p((len(case.query.words), index.entries, len(index.texts) / max(index.entries, 1)))
        row = (*counts, index.meaning.alike if index.meaning else 0.0)
        return np.repeat(np.array([row], np.float32), len(case.candidates), axis=0)


SIGNALS: tuple[Signal, ...] = (
    Bayes(),
    Search(),
    Linear(),
    NearestPhrasing(),
    Meant(),
    Coverage(),
    AnswerKind(),
    Refusal(),
    Shape(),
)
"""Every signal in use."""
ALIKE = frozenset(("unknown", "quantity", "foreign", *Refusal.names[:-2], *Shape.names))
"""Numbers that are the same for all candidates: they tell nothing about which of them is right."""


@cache
def names(signals: tuple[Signal, ...] = SIGNALS) -> tuple[str, ...]:
    """What the columns of `measure` are called."""
    return tuple(name for signal in signals for name in signal.names)


@cache
def comparable(signals: tuple[Signal, ...] = SIGNALS) -> Ints:
    """Columns of `measure` that differ between candidates."""
    return np.array([column for column, name in enumerate(names(signals)) if name not in ALIKE], np.int32)


def measure(case: Case, signals: tuple[Signal, ...] = SIGNALS) -> Floats:
    """All signals of all candidates, shape (candidates, names)."""
    table = np.concatenate([signal(case) for signal in signals], axis=1)
    if len(case.index.decoys):
        for lead, decoy, own in _leads(signals):
            table[:, lead] = table[:, decoy] - table[:, own]
    return table


@cache
def _leads(signals: tuple[Signal, ...]) -> tuple[tuple[int, int, int], ...]:
    """Columns of each lead, and of the two whose difference it is."""
    place = {name: column for column, name in enumerate(names(signals))}
    return tuple((place[a], place[b], place[c]) for a, b, c in _LEADS if {a, c} <= place.keys())
