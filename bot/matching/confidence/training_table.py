"""The questions that a confidence is fitted on, each measured as if the index had never seen it.

Besides a pack's own calibration questions these are a sample of the messages that ship as background: ordinary chat
that concerns no library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.matching.evidence.candidate_features import Case, Signal
from bot.matching.evidence.signals import comparable, measure
from bot.matching.index.corpus import Corpus, Example
from bot.matching.index.index import Index
from bot.matching.index.query import Query
from bot.matching.language.background import Background
from bot.matching.numerics.arrays import Flags, Floats, Ints

FOLDS: Final = 5
STRANGERS: Final = 600
"""Messages of the background that a fit looks at; all of them are decoys."""
STRANGER_WEIGHT: Final = 0.3
"""What one of them counts, against a calibration question."""


def refused_texts(corpus: Corpus) -> list[str]:
    """All decoys of an index: the corpus's own, its calibration questions without an answer, and the background.

    `Sheet.measured` finds questions among the decoys by this order.
    """
    return [*corpus.decoys, *(e.text for e in corpus.calibration if not e.answers), *Background.load().strangers]


def look(index: Index, query: Query, signals: tuple[Signal, ...], refusal: Floats | None = None) -> tuple[Ints, Floats]:
    """A question's shortlist and the signals of each candidate on it.

    Args:
        index: the index to ask.
        query: the question.
        signals: what to measure.
        refusal: see `Case.of`.
    """
    entries = index.shortlist(query)
    return entries, measure(Case.of(index, query, entries, refusal), signals)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Measured questions.

    Attributes:
        examples: the questions, the corpus's own first.
        weights: what each counts in a fit.
        folds: the fold that each belongs to, 0 to 4.
        entries: the shortlist of each, shape (questions, candidates).
        tables: the signals of each candidate, shape (questions, candidates, signals).
        columns: those of the signals that differ between candidates.
    """

    examples: Sequence[Example]
    weights: Floats
    folds: Ints
    entries: Ints
    tables: Floats
    columns: Ints

    @classmethod
    def measured(cls, index: Index, corpus: Corpus, signals: tuple[Signal, ...], seed: int) -> Sheet:
        """Measure every question, those to be refused against decoys without their own fold.

        Args:
            index: an index over the corpus, built with `refused_texts` as its decoys.
            corpus: where the questions come from.
            signals: what to measure.
            seed: of the folds.
        """
        strangers = Background.load().strangers
        sample = np.linspace(0, len(strangers) - 1, min(STRANGERS, len(strangers))).astype(np.int32)
        examples = [*corpus.calibration, *(Example(strangers[int(i)], (), near=False) for i in sample)]
        decoys = _decoy_numbers(corpus, sample)
        folds = np.empty(len(examples), np.int32)
        folds[np.random.default_rng(seed).permutation(len(examples))] = np.arange(len(examples)) % FOLDS
        found: dict[int, tuple[Ints, Floats]] = {}
        for fold in range(FOLDS):
            members = np.flatnonzero(folds == fold)
            hidden = decoys[members][decoys[members] >= 0]
            models = index.decoys.models_without(hidden)
            for position in members.tolist():
                query = index.query(index.reader(examples[position].text).words)
                refusal = index.decoys.values(query, models=models, hidden=hidden)
                found[position] = look(index, query, signals, refusal)
        order = range(len(examples))
        return cls(
            examples,
            np.where(np.arange(len(examples)) < len(corpus.calibration), 1, STRANGER_WEIGHT).astype(np.float32),
            folds,
            np.stack([found[position][0] for position in order]),
            np.stack([found[position][1] for position in order]),
            comparable(signals),
        )

    def rows(self, chosen: npt.NDArray[np.intp]) -> Sheet:
        """Some of the questions, by number."""
        return Sheet(
            [self.examples[int(i)] for i in chosen],
            self.weights[chosen],
            self.folds[chosen],
            self.entries[chosen],
            self.tables[chosen],
            self.columns,
        )

    @property
    def answerable(self) -> Flags:
        """Whether anything answers the question."""
        return np.array([bool(example.answers) for example in self.examples])

    @property
    def near(self) -> Flags:
        """Whether it is to be refused though it is near the topic."""
        return np.array([example.near is True for example in self.examples])

    @property
    def far(self) -> Flags:
        """Whether it is to be refused and far from the topic."""
        return np.array([example.near is False for example in self.examples])

    @property
    def right(self) -> Floats:
        """1 for each candidate that answers the question, else 0; shape (questions, candidates)."""
        pairs = zip(self.entries.tolist(), self.examples, strict=True)
        return np.array([[entry in example.answers for entry in entries] for entries, example in pairs], np.float32)


def _decoy_numbers(corpus: Corpus, sample: Ints) -> Ints:
    """Where each calibration question and each message of the sample stands in `refused_texts`; -1: nowhere."""
    refused = np.array([not example.answers for example in corpus.calibration], np.bool_)
    own = np.where(refused, len(corpus.decoys) + np.cumsum(refused) - 1, -1)
    return np.concatenate((own, len(corpus.decoys) + refused.sum() + sample)).astype(np.int32)
