"""How good answers are below the level of a pack: accuracy, and right answers at a tolerated share of false ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluating.measures import right_answers
from bot.matching.confidence.calibration import Confidence, Fitted, Flags, look
from bot.matching.encoding.text_vectors import TextVectors
from bot.matching.evidence.signals import SIGNALS, Signal
from bot.matching.index.corpus import Example
from bot.matching.index.index import Index
from bot.matching.numerics.arrays import Doubles


@dataclass(frozen=True, slots=True)
class Scored:
    """Judged questions, shape (questions,) each.

    Attributes:
        chances: confidence in the first candidate.
        right: whether the first candidate answers the question.
        answerable: whether anything answers it.
    """

    chances: Doubles
    right: Flags
    answerable: Flags

    @property
    def accuracy(self) -> float:
        """Share of the answerable questions whose first candidate is right."""
        return float(self.right[self.answerable].mean())

    def threshold(self, share: float) -> float:
        """The lowest confidence that at most a share (0 to 1) of the refused questions exceeds."""
        found = np.sort(self.chances[~self.answerable])[::-1]
        allowed = int(share * len(found) + 1e-9)
        return float(found[allowed]) if allowed < len(found) else -1.0

    def right_at(self, share: float, refused: Flags | None = None) -> float:
        """Share of the answerable questions answered, and rightly, when a share of the refused get an answer.

        Args:
            share: 0 to 1.
            refused: which questions count as refused; by default all that are not answerable.
        """
        inside, outside = self.answerable, ~self.answerable if refused is None else refused
        return right_answers(self.chances[inside], self.right[inside], self.chances[outside], share) or 0.0

    def answered(self, threshold: float) -> tuple[float, float]:
        """Above a threshold: the share of answerable questions answered rightly, and of the others answered."""
        given = self.chances > threshold
        return float((given & self.right)[self.answerable].mean()), float(given[~self.answerable].mean())


def of_fit(fitted: Fitted) -> Scored:
    """The calibration questions, each judged by a fit that had not seen it."""
    return Scored(fitted.chances.astype(np.float64), fitted.right, fitted.answerable)


def ask_all(  # noqa: PLR0913 - half of them have a default
    index: Index,
    confidence: Confidence,
    examples: Sequence[Example],
    texts: Sequence[str] | None = None,
    *,
    signals: tuple[Signal, ...] = SIGNALS,
    vectors: TextVectors | None = None,
) -> Scored:
    """Put questions to an index; `texts` replaces their wording; `vectors` encodes them all at once."""
    said = texts or [example.text for example in examples]
    rows = vectors(said) if vectors is not None else [None] * len(said)
    judged = [
        confidence.judge(*look(index, index.query(text, vector=row), signals))
        for text, row in zip(said, rows, strict=True)
    ]
    return Scored(
        confidence.chances(judged).answer.astype(np.float64),
        np.array([case.entries[0] in example.answers for case, example in zip(judged, examples, strict=True)]),
        np.array([bool(example.answers) for example in examples]),
    )
