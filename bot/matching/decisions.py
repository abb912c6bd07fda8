"""Decision rule: what is done with a question at a given confidence."""

from __future__ import annotations

from dataclasses import dataclass

from bot.matching.confidence.scored import Judgement
from bot.matching.confidence.thresholds import Thresholds
from bot.matching.reply import Decision, QuestionSource

TOLERANCE = {QuestionSource.COMMAND: 0.03, QuestionSource.CHANNEL: 0.005}
"""Share of wrong answers, among answers given, that is tolerated where nothing else is set."""
WORTH_OFFERING = 0.4
"""Probability that the answer is among the first three candidates from which they are offered."""


@dataclass(frozen=True, slots=True)
class Levels:
    """How sure the bot must be to do what.

    Attributes:
        thresholds: how sure an answer must be, by the error tolerated.
        offer: probability that the answer is among the first three candidates from which these are offered.
    """

    thresholds: Thresholds
    offer: float = WORTH_OFFERING

    def threshold(self, mode: QuestionSource, tolerance: float | None) -> float:
        """The confidence that an answer needs."""
        return self.thresholds.threshold(TOLERANCE[mode] if tolerance is None else tolerance)

    def decide(self, judgement: Judgement | None, mode: QuestionSource, threshold: float, *, asks: bool) -> Decision:
        """What to do, as `Decision` describes; whether there are passages to show remains to be seen.

        Args:
            judgement: what the models say; None for noise.
            mode: whether the bot was called; where it was not, it answers or says nothing.
            threshold: the confidence that an answer needs.
            asks: whether the message is worded as a question or a request.
        """
        if judgement is None or (mode is QuestionSource.CHANNEL and not asks):
            return Decision.NOTHING
        if judgement.answer >= threshold:
            return Decision.ANSWER
        if mode is QuestionSource.CHANNEL:
            return Decision.NOTHING
        if len(judgement.judged.entries) > 1 and judgement.offered >= self.offer:
            return Decision.SUGGEST
        return Decision.PASSAGES
