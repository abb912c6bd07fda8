"""What is said in a flood: chat, questions, calls, and texts that are made to be costly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

HOSTILE, CALLING, ASKING = 0.15, 0.05, 0.2
"""Shares of messages: made to be costly, naming the bot, asking about the library; the rest is chat."""
CHAT = (
    "lol", "good morning", "did you see the game last night", "brb food", "who is on tonight?", "that was great",
    "anyone up for a round?", "my cat sat on the keyboard again", "see you tomorrow", "what time is it there?",
    "下班了", "今晚吃什么？", "哈哈哈哈", "谁有空？", "明天见",
)  # fmt: skip
"""Lines of talk that have nothing to do with any library."""


class Said(StrEnum):
    """Kinds of message."""

    CHAT = "chat"
    QUESTION = "question"
    CALL = "call"
    HOSTILE = "hostile"


@dataclass(frozen=True, slots=True)
class Line:
    """One message to be sent."""

    kind: Said
    text: str


class Traffic:
    """Makes up lines, the same for the same seed.

    Args:
        questions: what people ask of the library.
        name: how the bot is named in a message.
    """

    def __init__(self, questions: Sequence[str], name: str, seed: int = 17) -> None:
        self._questions = questions
        self._name = name
        self.chance = Random(seed)

    def question(self) -> str:
        """Something asked of the library."""
        return self.chance.choice(self._questions)

    def line(self) -> Line:
        """The next message."""
        roll = self.chance.random()
        if roll < HOSTILE:
            return Line(Said.HOSTILE, self._hostile())
        if roll < HOSTILE + CALLING:
            return Line(Said.CALL, f"{self._name} {self.question()}")
        if roll < HOSTILE + CALLING + ASKING:
            return Line(Said.QUESTION, self.question())
        return Line(Said.CHAT, self.chance.choice(CHAT))

    def _hostile(self) -> str:
        """A text that takes as long as any to read: rare characters, misspelt words, letters that unfold."""
        chance = self.chance
        match chance.randrange(5):
            case 0:
                return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(500)) + "？"
            case 1:
                return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(1999)) + "？"
            case 2:
                return "什么?" + "\ufdfa" * 1996
            case 3:
                words = ("".join(chance.choices("abcdefghijklmnop", k=chance.randrange(3, 9))) for _ in range(260))
                return " ".join(words)[:1990] + "?"
            case _:
                return "what is " + "e\u0301\u0302\u0303" * 490 + "?"
