"""True or altered: four lines, in three of which a figure or a name was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from random import Random

from bot.quizzing.figures import figures_in, others
from bot.quizzing.lines import QuizLine
from bot.quizzing.quiz_material import QuizMaterial
from bot.quizzing.quiz_models import QuestionDraft, QuizChoice, Subject

_LONGEST = 230
"""Longest line that is one of four, in characters."""
_TRIED = 12
"""Lines that are altered, of which three are chosen."""


def altered(shelf: QuizMaterial) -> Iterator[Subject]:
    """Which of these lines is true to the text?"""
    lines = [line for line in shelf.lines if len(line.text) <= _LONGEST and _can_be_altered(line, shelf)]
    for line in lines:
        yield Subject(line.entry, line.text, partial(_draft, shelf, line, lines))


def _draft(shelf: QuizMaterial, line: QuizLine, lines: list[QuizLine], chance: Random) -> QuestionDraft | None:
    wrongs: list[QuizChoice] = []
    for other in chance.sample(lines, len(lines)):
        changed = alter(other, shelf, chance) if other.place != line.place else None
        if changed and changed not in shelf.library:
            told = shelf.say("In the text: {line}", line=f"“{other.text}”")
            wrongs.append(QuizChoice(changed, len(changed), told))
        if len(wrongs) == _TRIED:
            break
    return QuestionDraft(
        shelf.say("A figure or a name was changed in three of these lines. Which one is true to the text?"),
        "",
        QuizChoice(line.text, len(line.text)),
        tuple(wrongs),
        line.citations,
        line="" if line.citations else line.text,
    )


def alter(line: QuizLine, shelf: QuizMaterial, chance: Random) -> str | None:
    """The line with one figure or one name changed into another that its passage does not have; None: it has none."""
    made = [*_figures_changed(line, chance), *_names_changed(line, shelf, chance)]
    return chance.choice(made) if made else None


def _figures_changed(line: QuizLine, chance: Random) -> Iterator[str]:
    for figure in figures_in(line.text, line.language):
        wrong = others(figure, line.text, line.passage, line.language, chance)
        if wrong:
            yield f"{line.text[: figure.start]}{chance.choice(wrong).text}{line.text[figure.end :]}"


def _names_changed(line: QuizLine, shelf: QuizMaterial, chance: Random) -> Iterator[str]:
    for name in shelf.people:
        # Whom several articles name, a reader of any knows, and so that it was somebody else.
        absent = [other for other in shelf.people if other not in line.passage and other not in shelf.known_people]
        if _stands_alone(name, line.text) and absent:
            yield line.text.replace(name, chance.choice(absent))


def _stands_alone(name: str, text: str) -> bool:
    """Whether a name stands in a text without a title before it, which would not be another's."""
    return re.search(rf"(?<![A-Za-z]){name}\b", text) is not None and not re.search(rf"[A-Z]\w+ {name}", text)


def _can_be_altered(line: QuizLine, shelf: QuizMaterial) -> bool:
    named = any(_stands_alone(name, line.text) for name in shelf.people)
    return named or any(True for _ in figures_in(line.text, line.language))
