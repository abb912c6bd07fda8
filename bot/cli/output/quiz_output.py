"""Questions of the quiz as JSON. Keys are added, never renamed or taken away."""

from __future__ import annotations

from bot.cli.output.json_output import CitationObject, MachineObject, citation_objects
from bot.languages import Language
from bot.pack.models import Pack
from bot.quizzing import QuizQuestion


class QuizObject(MachineObject):
    """What `quiz` writes for one question; `right` is the index (0 to 3) of the right one of the four choices.

    `citations` prove it; where the pack has no articles there are none, and `line` has the words that do. `entry` is
    the id of the entry that it was made from, `difficulty` 1 to 3.
    """

    kind: str
    question: str
    choices: tuple[str, ...]
    right: int
    citations: tuple[CitationObject, ...]
    line: str | None
    entry: str
    difficulty: int


def quiz_object(pack: Pack, asked: QuizQuestion, language: Language) -> QuizObject:
    """A question of the quiz, for a reader of `language`."""
    return QuizObject(
        kind=asked.kind,
        question=asked.text,
        choices=tuple(choice.text for choice in asked.choices),
        right=asked.right,
        citations=citation_objects(pack, asked.citations, language),
        line=asked.line or None,
        entry=asked.entry.id,
        difficulty=asked.difficulty.value,
    )
