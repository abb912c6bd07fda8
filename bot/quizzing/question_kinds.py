"""Register of the kinds of question: each has a name, its share of a quiz, and what it can be asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.quizzing.kinds.altered_questions import altered
from bot.quizzing.kinds.ending_questions import endings
from bot.quizzing.kinds.figure_questions import figures
from bot.quizzing.kinds.speaker_questions import speakers
from bot.quizzing.kinds.term_questions import meanings, terms, translations
from bot.quizzing.quiz_material import QuizMaterial
from bot.quizzing.quiz_models import Subject


@dataclass(frozen=True, slots=True)
class QuizKind:
    """One kind of question.

    Attributes:
        name: what it is called in the machine interface.
        share: how much of a quiz it is, beside the others, where the pack has as much for each.
        subjects: what it can be asked about in a pack.
    """

    name: str
    share: float
    subjects: Callable[[QuizMaterial], Iterable[Subject]]


KINDS: tuple[QuizKind, ...] = (
    QuizKind("meaning", 0.35, meanings),
    QuizKind("term", 0.2, terms),
    QuizKind("translation", 0.7, translations),
    QuizKind("speaker", 0.8, speakers),
    QuizKind("figure", 0.8, figures),
    QuizKind("ending", 1.0, endings),
    QuizKind("altered", 0.7, altered),
)
