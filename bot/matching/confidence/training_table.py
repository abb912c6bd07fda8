"""The questions that a confidence is fitted on, each measured as if the index had never seen it.

A pack's own calibration questions are joined by a sample of the messages that ship as background: ordinary chat that
concerns no library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from bot.matching.encoding.text_vectors import TextVectors
from bot.matching.evidence.candidate_features import Case, Signal
from bot.matching.evidence.signals import SIGNALS, comparable, measure, names
from bot.matching.index.corpus import Corpus, Example
from bot.matching.index.index import FOREIGN, Index
from bot.matching.index.query import Query
from bot.matching.language.background import Background
from bot.matching.numerics.arrays import Flags, Floats, Ints

N = TypeVar("N", np.int32, np.float32)
FOLDS = 5
_FOREIGN_EVERY = 3
"""Of so many calibration questions one is also measured as if it were asked in such a language."""
CANDIDATES = 10
"""Rows of each question's table; one with fewer candidates repeats its last."""
_STRANGERS = 600
"""Most messages of the background that a fit looks at; a third as many as there are calibration questions."""


def refused_texts(corpus: Corpus) -> list[str]:
    """All decoys of an index: the corpus's own, then its calibration questions without an answer.

    `Sheet.of_corpus` finds questions among the decoys by this order.
    """
    return [*corpus.decoys, *(example.text for example in corpus.calibration if not example.answers)]


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
        examples: the questions.
        weights: what each counts in a fit.
        folds: the fold that each belongs to, 0 to 4.
        counts: how many candidates each has, 1 to 10.
        entries: the shortlist of each, shape (questions, 10).
        tables: the signals of each candidate, shape (questions, 10, signals).
        columns: those of the signals that differ between candidates.
    """

    examples: Sequence[Example]
    weights: Floats
    folds: Ints
    counts: Ints
    entries: Ints
    tables: Floats
    columns: Ints

    @classmethod
    def measured(  # noqa: PLR0913 - each is one idea, and all but three have a default
        cls,
        index: Index,
        examples: Sequence[Example],
        vectors: TextVectors | None,
        *,
        signals: tuple[Signal, ...] = SIGNALS,
        decoys: Ints | None = None,
        foreign: int = 0,
        seed: int = 0,
    ) -> Sheet:
        """Measure questions, those that are decoys of the index against decoys without their own fold.

        Args:
            index: the index to ask.
            examples: the questions.
            vectors: gives the vectors of the questions; None where the index has no encoder.
            signals: what to measure.
            decoys: which of the index's decoys each question is, -1 for none; by default none is any.
            foreign: how many of them, the last ones, are measured by meaning alone, as in a language that no entry has.
            seed: of the folds.
        """
        folds = np.empty(len(examples), np.int32)
        folds[np.random.default_rng(seed).permutation(len(examples))] = np.arange(len(examples)) % FOLDS
        numbers = np.full(len(examples), -1, np.int32) if decoys is None else decoys
        asked = [example.text for example in examples]
        said = None if vectors is None or index.meaning is None else vectors(asked)
        found: dict[int, tuple[Ints, Floats]] = {}
        chance = np.random.default_rng(seed)
        for fold in range(FOLDS):
            members = np.flatnonzero(folds == fold)
            hidden = numbers[members][numbers[members] >= 0]
            models = index.decoys.models_without(hidden) if len(hidden) else index.decoys.models
            for position in members.tolist():
                words = FOREIGN if position >= len(examples) - foreign else None
                vector = None if said is None else said[position]
                if words is FOREIGN and vector is not None and index.meaning is not None:
                    vector = _translated(vector, index.meaning.common, chance)
                query = index.query(asked[position], words, vector)
                refusal = index.decoys.values(query, models=models, hidden=hidden)
                found[position] = look(index, query, signals, refusal)
        measured = [found[position] for position in range(len(examples))]
        return cls(
            examples,
            np.ones(len(examples), np.float32),
            folds,
            np.array([len(entries) for entries, _ in measured], np.int32),
            np.stack([_padded(entries) for entries, _ in measured]),
            np.stack([_padded(table) for _, table in measured]),
            comparable(signals),
        )

    @classmethod
    def of_corpus(
        cls, index: Index, corpus: Corpus, vectors: TextVectors | None, *, known: bool = True, seed: int = 0
    ) -> Sheet:
        """Measure a corpus's calibration questions, then a sample of the background, then some as if foreign.

        Args:
            index: an index over the corpus, built with `refused_texts` as its decoys.
            corpus: where the questions come from.
            vectors: as for `measured`.
            known: whether the index was built with decoys at all.
            seed: of the folds.
        """
        background = Background.load().strangers
        sample = min(_STRANGERS, len(corpus.calibration) // 3, len(background))
        chosen = np.linspace(0, len(background) - 1, sample).astype(np.int32)
        # Nobody writes calibration questions in languages that the pack lacks, and yet they are asked in them.
        foreign: Sequence[Example] = () if index.meaning is None else corpus.calibration[::_FOREIGN_EVERY]
        strangers = [Example(background[int(i)], (), near=False) for i in chosen]
        examples = [*corpus.calibration, *strangers, *foreign]
        decoys = _decoy_numbers(corpus, sample) if known else None
        if decoys is not None and foreign:
            decoys = np.concatenate((decoys, decoys[: len(corpus.calibration) : _FOREIGN_EVERY]))
        return cls.measured(index, examples, vectors, decoys=decoys, foreign=len(foreign), seed=seed)

    @classmethod
    def joined(cls, sheets: Sequence[Sheet]) -> Sheet:
        """Questions of several corpora, one corpus after the other."""
        return cls(
            [*chain.from_iterable(sheet.examples for sheet in sheets)],
            np.concatenate([sheet.weights for sheet in sheets]),
            np.concatenate([sheet.folds for sheet in sheets]),
            np.concatenate([sheet.counts for sheet in sheets]),
            np.concatenate([sheet.entries for sheet in sheets]),
            np.concatenate([sheet.tables for sheet in sheets]),
            sheets[0].columns,
        )

    def rows(self, chosen: npt.NDArray[np.intp]) -> Sheet:
        """Some of the questions, by number."""
        return Sheet(
            [self.examples[int(i)] for i in chosen],
            self.weights[chosen],
            self.folds[chosen],
            self.counts[chosen],
            self.entries[chosen],
            self.tables[chosen],
            self.columns,
        )

    def only(self, signals: tuple[Signal, ...]) -> Sheet:
        """The same questions by some of the signals, all of them having been measured."""
        kept = {name for signal in signals for name in signal.names}
        columns = [column for column, name in enumerate(names()) if name in kept]
        return replace(self, tables=self.tables[:, :, columns], columns=comparable(signals))

    @property
    def answerable(self) -> Flags:
        """Whether anything answers the question."""
        return np.array([bool(example.answers) for example in self.examples], np.bool_)

    @property
    def near(self) -> Flags:
        """Whether it is to be refused though it is near the topic."""
        return np.array([not example.answers and example.near is True for example in self.examples], np.bool_)

    @property
    def far(self) -> Flags:
        """Whether it is to be refused and not known to be near the topic."""
        return ~self.answerable & ~self.near

    @property
    def present(self) -> Flags:
        """Which candidates are none but repetitions, negated; shape (questions, 10)."""
        return np.arange(CANDIDATES)[None, :] < self.counts[:, None]

    @property
    def right(self) -> Floats:
        """1 for each candidate that answers the question, else 0; shape (questions, 10)."""
        pairs = zip(self.entries.tolist(), self.examples, strict=True)
        right = np.array([[entry in example.answers for entry in entries] for entries, example in pairs], np.float32)
        return right * self.present


def _padded(rows: npt.NDArray[N]) -> npt.NDArray[N]:
    return np.concatenate((rows, np.repeat(rows[-1:], CANDIDATES - len(rows), axis=0)))


def _translated(vector: Floats, common: Floats, chance: np.random.Generator) -> Floats:
    """A vector as the encoder might give it for the same question in another language.

    Translations (XQuAD, seven languages) have a cosine of .66 to .81 to the original, .73 in the mean, while unrelated
    texts stay as near to them as they were, .2; so the vector keeps two thirds of itself, and the rest is chance but
    for a little of what all texts have in common.
    """
    common = common / max(float(np.linalg.norm(common)), 1e-9)
    strange = chance.standard_normal(len(vector)).astype(np.float32)
    strange /= np.linalg.norm(strange)
    found = np.float32(0.65) * vector + np.float32(0.16) * common + np.float32(0.68) * strange
    return (found / np.linalg.norm(found)).astype(np.float32)


def _decoy_numbers(corpus: Corpus, strangers: int) -> Ints:
    """Where each calibration question stands in `refused_texts`; -1: nowhere, as with every stranger."""
    refused = np.array([not example.answers for example in corpus.calibration], np.bool_)
    own = np.where(refused, len(corpus.decoys) + np.cumsum(refused) - 1, -1)
    return np.concatenate((own, np.full(strangers, -1))).astype(np.int32)
