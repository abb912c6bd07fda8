"""What the models say of one question, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bot.matching.confidence.calibration import look
from bot.matching.confidence.model import Confidence, Judged
from bot.matching.evidence.signals import SIGNALS, names
from bot.matching.index.index import Index
from bot.matching.index.query import Query
from bot.matching.language.query_reader import Reading

CERTAIN = 0.999
"""Confidence in an entry whose phrasing was typed word for word: more than any threshold asks for."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the models say of one question.

    Attributes:
        reading: the question as read.
        query: the same, ready for scoring.
        judged: its candidates, best first.
        answer: probability that the first candidate answers it.
        offered: probability that one of the first three does.
    """

    reading: Reading
    query: Query
    judged: Judged
    answer: float
    offered: float

    @classmethod
    def of(cls, text: str, index: Index, confidence: Confidence) -> Judgement | None:
        """Judge a text; None for one without words, or when there are no entries."""
        reading = index.reader(text)
        if not reading.words or not index.entries:
            return None
        query = index.query(reading.spelt(text), reading.words)
        judged = confidence.judge(*look(index, query, SIGNALS))
        chances = confidence.chances([judged])
        return cls(reading, query, judged, float(chances.answer[0]), float(chances.offered[0]))

    def word_for_word(self, entry: int) -> Judgement:
        """The same when the question is, word for word, a phrasing of `entry`: nothing is surer than that."""
        found = np.flatnonzero(self.judged.entries == entry)
        if not len(found):
            return self
        order = np.concatenate((found, np.flatnonzero(self.judged.entries != entry)))
        judged = Judged(self.judged.entries[order], self.judged.chances[order], self.judged.table[order])
        return replace(self, judged=judged, answer=max(self.answer, CERTAIN), offered=max(self.offered, CERTAIN))

    def doubted(self, share: float) -> Judgement:
        """The same with a share of its confidence: something in the question speaks against every answer."""
        return replace(self, answer=self.answer * share)

    @property
    def confidences(self) -> list[float]:
        """For each candidate, the probability that it answers the question.

        What is left when the first does not answer it is shared out by the ranker's chances; nobody gets more than the
        first.
        """
        others = self.judged.chances[1:]
        shares = others / max(float(others.sum()), 1e-9)
        left = max(self.offered - self.answer, 0.0)
        return [self.answer, *(min(share * left, self.answer) for share in shares.tolist())]

    @property
    def signals(self) -> dict[str, float]:
        """Each signal's value for the first candidate, by name, and `offered`."""
        measured = dict(zip(names(SIGNALS), self.judged.table[0].tolist(), strict=True))
        return {"offered": self.offered, **measured}
