"""Run of the engine over labelled questions: what is measured of each reply."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.evaluating.progress import Tell, counted, unwatched
from bot.matching import Decision, Engine, QuestionSource
from bot.pack.models import LabelledQuestion


class OutcomeKind(StrEnum):
    """What a labelled question is there to show."""

    ANSWERABLE = "answerable"
    """An entry answers it."""
    NEAR = "near"
    """On the topic, but nothing answers it."""
    FAR = "far"
    """Nothing to do with the topic, or not said."""


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """What became of one labelled question.

    Attributes:
        wanted: ids that answer it; none when it must be refused.
        answers: ids of the answers given, one for each question of a message.
        candidates: ids of the candidates, best first.
        confidence: calibrated probability, 0 to 1, that the first candidate answers it.
        phrasing: the first candidate's phrasing that is nearest.
        micros: time taken, in microseconds.
    """

    text: str
    kind: OutcomeKind
    wanted: tuple[str, ...]
    decision: Decision
    answers: tuple[str, ...]
    candidates: tuple[str, ...]
    confidence: float
    phrasing: str
    micros: int

    @property
    def right(self) -> bool:
        """Whether the first candidate answers the question."""
        return self.right_in(1)

    @property
    def given(self) -> bool:
        """Whether the question got an answer."""
        return self.decision is Decision.ANSWER

    def right_in(self, count: int) -> bool:
        """Whether one of the first `count` candidates answers the question, or an answer that was given to a part."""
        return any(name in self.wanted for name in (*self.candidates[:count], *self.answers))


def ask_all(
    engine: Engine,
    questions: Collection[LabelledQuestion],
    *,
    mode: QuestionSource = QuestionSource.COMMAND,
    tolerance: float | None = None,
    tell: Tell = unwatched,
) -> tuple[JudgedQuestion, ...]:
    """Ask every question, in order; `mode` and `tolerance` as for `Engine.ask`."""
    return tuple(_ask(engine, question, mode, tolerance) for question in counted(questions, "Asking", tell))


def _ask(engine: Engine, question: LabelledQuestion, mode: QuestionSource, tolerance: float | None) -> JudgedQuestion:
    reply = engine.ask(question.text, mode=mode, tolerance=tolerance)
    return JudgedQuestion(
        text=question.text,
        kind=_kind(question),
        wanted=question.answers,
        decision=reply.decision,
        answers=tuple(part.answer.id for part in reply.parts or (reply,) if part.answer),
        candidates=tuple(candidate.question.id for candidate in reply.candidates),
        confidence=reply.confidence,
        phrasing=reply.candidates[0].phrasing if reply.candidates else "",
        micros=reply.micros,
    )


def _kind(question: LabelledQuestion) -> OutcomeKind:
    """What a question is there to show; one to refuse counts as far unless it says otherwise."""
    if question.answers:
        return OutcomeKind.ANSWERABLE
    return OutcomeKind.NEAR if question.kind == "near" else OutcomeKind.FAR
