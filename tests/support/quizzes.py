"""The quizzes of the shipped pack, worked out once in a process for its tests and the bots in them."""

from __future__ import annotations

from bot.quizzing import Quiz
from bot.quizzing.quiz_cache import QuizCache
from bot.translations import voice
from tests.support.packs import shipped_pack

QUIZZES = QuizCache()


def shipped_quiz(language: str = "en") -> Quiz:
    return QUIZZES.of(shipped_pack(), voice(language))
