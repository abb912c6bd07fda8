"""Choice of wrong answers: near enough to be plausible, and such that nothing about the right one gives it away.

Where the right choice stands among the four by size (of a figure, or in length) is drawn first, and the wrong ones
are taken from either side of it: who always takes the longest, or the middle figure, is right one time in four.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bot.quizzing.quiz_models import CHOICES, Difficulty, QuestionDraft, QuizChoice
from bot.quizzing.wording import read

_NEAREST = {Difficulty.EASY: 40, Difficulty.MEDIUM: 8, Difficulty.HARD: 4}
"""From how many of the most plausible wrong choices, on either side of the right one, some are drawn."""


def pick(draft: QuestionDraft, chance: Random, difficulty: Difficulty) -> list[QuizChoice] | None:
    """The choices in the order shown; None where fewer than three wrong ones differ from the right one."""
    wrongs = _different(draft)
    if len(wrongs) < CHOICES - 1:
        return None
    below = [wrong for wrong in wrongs if wrong.size < draft.right.size]
    above = [wrong for wrong in wrongs if wrong.size >= draft.right.size]
    smaller = min(max(chance.randrange(CHOICES), CHOICES - 1 - len(above)), len(below))
    nearest = _NEAREST[difficulty]
    chosen = [
        draft.right,
        *_some(below, smaller, nearest, chance),
        *_some(above, CHOICES - 1 - smaller, nearest, chance),
    ]
    chance.shuffle(chosen)
    return sorted(chosen, key=lambda choice: choice.size) if draft.in_order else chosen


def _some(wrongs: Sequence[QuizChoice], count: int, nearest: int, chance: Random) -> list[QuizChoice]:
    return chance.sample(wrongs[: max(nearest, count)], count)


def _different(draft: QuestionDraft) -> list[QuizChoice]:
    """The wrong choices, none twice and none that reads like the right one."""
    known = {read(draft.right.text)}
    found: list[QuizChoice] = []
    for wrong in draft.wrongs:
        if (folded := read(wrong.text)) not in known:
            known.add(folded)
            found.append(wrong)
    return found
