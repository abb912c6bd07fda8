"""Progress of one quiz: its seed and what was right so far; small enough to stand in a button's id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from bot.quizzing.question_kinds import KINDS
from bot.quizzing.quiz import Quiz
from bot.quizzing.quiz_models import Difficulty, QuizQuestion

QUESTIONS = 10
"""Questions of one quiz; fewer where the pack has less to ask about."""
RIGHT, WRONG = "1", "0"


@dataclass(frozen=True, slots=True)
class QuizProgress:
    """How far a quiz has come.

    Attributes:
        marks: for each answered question, in order, `RIGHT` or `WRONG`.
        favoured: names of the kinds of question of which more are asked, for the member misses them most.
    """

    seed: int
    marks: str = ""
    favoured: tuple[str, ...] = ()

    @classmethod
    def read(cls, seed_text: str, marks: str) -> QuizProgress:
        """The progress that stands in a button's id; kinds that a later version knew are passed over."""
        seed, _, favoured = seed_text.partition("-")
        return cls(int(seed, 16), marks, tuple(KINDS[int(at)].name for at in favoured if int(at) < len(KINDS)))

    @property
    def seed_text(self) -> str:
        """The seed, and the numbers of the kinds that are favoured, as they stand in a button's id."""
        favoured = "".join(str(at) for at, kind in enumerate(KINDS) if kind.name in self.favoured)
        return f"{self.seed:x}-{favoured}" if favoured else f"{self.seed:x}"

    @property
    def right(self) -> int:
        """How many answers were right."""
        return self.marks.count(RIGHT)

    def marked(self, *, right: bool) -> QuizProgress:
        """The progress after one more answer."""
        return replace(self, marks=self.marks + (RIGHT if right else WRONG))

    def difficulties(self) -> list[Difficulty]:
        """That of each question up to the next: easy after a wrong answer, hard after two right ones."""
        levels: list[Difficulty] = []
        for at in range(len(self.marks) + 1):
            before = self.marks[max(0, at - 2) : at]
            hard, easy = before == RIGHT * 2, before.endswith(WRONG)
            levels.append(Difficulty.HARD if hard else Difficulty.EASY if easy else Difficulty.MEDIUM)
        return levels

    def asked(self, quiz: Quiz) -> list[QuizQuestion]:
        """The questions that were answered, and the next one while there is one."""
        count = min(len(self.marks) + 1, length(quiz))
        return list(islice(quiz.questions(self.seed, self.difficulties(), self.favoured), count))


def length(quiz: Quiz) -> int:
    """How many questions a quiz of the pack has."""
    return min(QUESTIONS, quiz.subjects)
