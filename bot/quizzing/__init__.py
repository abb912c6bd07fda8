"""Questions of a quiz, made from any pack: none is written by hand, each has one right choice and its passages.

`Quiz(pack, voice("en")).questions(seed=7)` gives them one after the other, without end.
"""

from bot.quizzing.question_kinds import KINDS
from bot.quizzing.quiz import Quiz
from bot.quizzing.quiz_models import CHOICES, Difficulty, QuizQuestion

__all__ = ["CHOICES", "KINDS", "Difficulty", "Quiz", "QuizQuestion"]
