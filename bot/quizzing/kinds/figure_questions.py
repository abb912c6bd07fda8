"""Figures: a line with a gap, and four figures of one unit and magnitude."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

from bot.quizzing.figures import GAP, Written, figures_in, others
from bot.quizzing.lines import QuizLine
from bot.quizzing.quiz_material import QuizMaterial
from bot.quizzing.quiz_models import QuestionDraft, QuizChoice, Subject


def figures(shelf: QuizMaterial) -> Iterator[Subject]:
    """Which figure belongs in the gap?"""
    for line in shelf.lines:
        for figure in figures_in(line.text, line.language):
            yield Subject(line.entry, f"{line.text} {figure.start}", partial(_draft, shelf, line, figure))


def _draft(shelf: QuizMaterial, line: QuizLine, figure: Written, chance: Random) -> QuestionDraft | None:
    with_gap = f"{line.text[: figure.start]}{GAP}{line.text[figure.end :]}"
    if figure.text in with_gap.split():
        return None  # it stands in the line once more
    wrongs = others(figure, line.text, f"{line.passage} {line.heading}", line.language, chance)
    chance.shuffle(wrongs)
    return QuestionDraft(
        shelf.say("Which figure belongs in the gap?"),
        "\n".join(filter(None, (line.heading, f"“{with_gap}”"))),
        QuizChoice(figure.text.strip(), figure.value),
        tuple(QuizChoice(other.text.strip(), other.value) for other in wrongs),
        line.citations,
        in_order=True,
        line="" if line.citations else line.text,
    )
