"""Choice of wrong answers: near enough to be plausible, and such that nothing about the right one gives it away.

Where the right choice stands among the four by size (of a figure, or in length) is drawn first, and the wrong ones
are taken from either side of it: who always takes the longest, or the middle figure, is right one time in four. So it
is with every other cue: of several sets of wrong choices that one is taken in which the right choice stands where a
draw has put it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from rapidfuzz import fuzz

from bot.quizzing.quiz_models import CHOICES, Difficulty, QuestionDraft, QuizChoice
from bot.quizzing.wording import form, opening, read, stems

_NEAREST = {Difficulty.EASY: 40, Difficulty.MEDIUM: 6, Difficulty.HARD: 4}
"""From how many of the most plausible wrong choices, on either side of the right one, some are drawn."""
_SETS = 20
"""Sets of wrong choices that are drawn, of which one is asked."""


def pick(draft: QuestionDraft, chance: Random, difficulty: Difficulty) -> list[QuizChoice] | None:
    """The choices in the order shown; None where fewer than three wrong ones differ from the right one."""
    wrongs = _different(draft)
    if len(wrongs) < CHOICES - 1:
        return None
    below = [wrong for wrong in wrongs if wrong.size < draft.right.size]
    above = [wrong for wrong in wrongs if wrong.size >= draft.right.size]
    smaller = min(max(chance.randrange(CHOICES), CHOICES - 1 - len(above)), len(below))
    nearest = _NEAREST[difficulty]
    sets = [
        [
            draft.right,
            *_some(below, smaller, nearest, chance),
            *_some(above, CHOICES - 1 - smaller, nearest, chance),
        ]
        for _ in range(_SETS)
    ]
    places = [chance.random() for _ in CUES]
    about = draft.about or draft.body
    chosen = min(sets, key=lambda each: _given_away(each, about, places))
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


def _given_away(choices: list[QuizChoice], about: str, places: list[float]) -> float:
    """How far the right choice, which is the first, stands from its places, 0 to 1, in the orders of the cues."""
    texts = [choice.text for choice in choices]
    return sum(_off(cue(texts, about), place) for cue, place in zip(CUES, places, strict=True))


def _off(values: Sequence[float], place: float) -> float:
    """How far the first value is from a place in the order of all; those that are equal share theirs."""
    lower = sum(value < values[0] for value in values) / len(values)
    upper = sum(value <= values[0] for value in values) / len(values)
    return max(lower - place, place - upper, 0.0)


def _echo_of_letters(texts: Sequence[str], about: str) -> list[float]:
    return [fuzz.ratio(read(text), read(about)) for text in texts]


def _echo_of_a_part(texts: Sequence[str], about: str) -> list[float]:
    return [fuzz.partial_ratio(read(text), read(about)) for text in texts]


def _echo_of_words(texts: Sequence[str], about: str) -> list[float]:
    return [len(stems(text) & stems(about)) for text in texts]


def _like_the_others(texts: Sequence[str], _about: str) -> list[float]:
    compared = [read(text) for text in texts]
    return [sum(fuzz.ratio(text, other) for other in compared) for text in compared]


def _words_of_the_others(texts: Sequence[str], _about: str) -> list[float]:
    return [sum(len(stems(text) & stems(other)) for other in texts if other is not text) for text in texts]


def _odd_in_form(texts: Sequence[str], _about: str) -> list[float]:
    forms = [(*form(text), opening(text)) for text in texts]
    return [sum(a != b for other in forms for a, b in zip(own, other, strict=True)) for own in forms]


CUES: tuple[Callable[[Sequence[str], str], list[float]], ...] = (
    _echo_of_letters,
    _echo_of_a_part,
    _echo_of_words,
    _like_the_others,
    _words_of_the_others,
    _odd_in_form,
)
"""What a guesser goes by: for each choice, given as it is compared, and for what is asked about, a value."""
