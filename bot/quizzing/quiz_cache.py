"""Cache of quizzes by pack and language: what can be asked is worked out once, whoever and however many ask."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from bot.pack.models import Pack
from bot.quizzing.quiz import Quiz
from bot.translations import Voice

_KEPT = 8
"""Packs and languages that are remembered."""


class QuizCache:
    """The quizzes of late. Working one out takes up to a second, so it is asked off the event loop."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, int, str], Quiz] = OrderedDict()
        self._lock = Lock()

    def of(self, pack: Pack, say: Voice) -> Quiz:
        """The quiz of a pack in a language; two who ask at once wait for one."""
        key = (pack.fingerprint, id(pack.entries), say.language)
        with self._lock:
            quiz = self._known.pop(key, None) or Quiz(pack, say)
            self._known[key] = quiz
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            return quiz
