"""The quizzes of the shipped pack, worked out once in a process for its tests and the bots in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import islice

from bot.pack.models import Pack
from bot.quizzing import Quiz, QuizQuestion
from bot.quizzing.quiz_cache import QuizCache
from bot.translations import voice
from tests.support.packs import shipped_pack

QUIZZES = QuizCache()


def shipped_quiz(language: str = "en") -> Quiz:
    return QUIZZES.of(shipped_pack(), voice(language))


@cache
def questions_of(pack: Callable[[], Pack], language: str, count: int) -> tuple[QuizQuestion, ...]:
    """The first questions of a pack: made once in a process, as a thousand take seconds."""
    return tuple(islice(QUIZZES.of(pack(), voice(language)).questions(seed=1), count))
