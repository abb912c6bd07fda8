"""Whether a pack may have something to ask about, told at a glance; a quiz that is made knows for sure."""

from __future__ import annotations

import re

from bot.pack.models import Pack
from bot.quizzing.quiz_models import CHOICES

_DIGIT = re.compile(r"\d")


def has_material(pack: Pack) -> bool:
    """Whether a pack has terms to choose from, quotes, or answers with figures."""
    answers = (question.answer.first for question in pack.questions)
    return len(pack.terms) >= CHOICES or bool(pack.quotes) or any(map(_DIGIT.search, answers))
