"""Models of a quiz: a question as it is asked, and the draft of one from which its choices are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from random import Random

from bot.pack.models import Citation

CHOICES = 4
"""Choices of a question, of which one is right."""


class Difficulty(IntEnum):
    """How near to the right choice the wrong ones are."""

    EASY = 1
    MEDIUM = 2
    HARD = 3


@dataclass(frozen=True, slots=True)
class QuizChoice:
    """One thing to choose.

    Attributes:
        text: plain text, as it is read.
        size: what it must not stand out by: the value of a figure, else its length in characters.
        told: what a wrong choice is instead, told to whoever chose it; empty where there is nothing to tell.
    """

    text: str
    size: float
    told: str = ""


@dataclass(frozen=True, slots=True)
class EntryRef:
    """The entry of the pack from which a question is made: the name of its kind (`bot.pack.kinds`) and its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question without its choices.

    Attributes:
        prompt: what is asked, in the reader's language.
        body: what it is asked about, plain text; empty where the prompt says it all.
        wrongs: what may be chosen besides, the most plausible first; each is wrong.
        about: the words of the question that a choice could echo; by default the body.
        in_order: whether the choices are shown by size, as figures are.
        aside: the body in the reader's language, where it is in another.
        line: the words that prove the right choice, where no citation does.
    """

    prompt: str
    body: str
    right: QuizChoice
    wrongs: tuple[QuizChoice, ...]
    citations: tuple[Citation, ...] = ()
    about: str = ""
    in_order: bool = False
    aside: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one question of a kind can be made about.

    Attributes:
        group: what subjects with the same right choice share, so that none is right more often than others.
        draft: makes the question; None where too little is left to choose from.
    """

    entry: EntryRef
    group: str
    draft: Callable[[Random], QuestionDraft | None]


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question as it is asked.

    Attributes:
        kind: its kind's name in the register.
        right: index of the right choice.
        entry: the entry it is made from, to read on.
        citations: the passages that prove the right choice, the first of them first; empty in a pack without articles.
        line: the words that prove it where no citation does.
    """

    kind: str
    prompt: str
    body: str
    choices: tuple[QuizChoice, ...]
    right: int
    entry: EntryRef
    difficulty: Difficulty
    citations: tuple[Citation, ...] = ()
    aside: str = ""
    line: str = ""

    @property
    def text(self) -> str:
        """The whole question, plain text."""
        return "\n".join(filter(None, (self.prompt, self.body)))


@dataclass(frozen=True, slots=True)
class NumberedQuestion:
    """A question of a series; `key` is short, of digits and a dot, and makes it again whatever series it is of."""

    key: str
    asked: QuizQuestion
