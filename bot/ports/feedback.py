"""Votes and suggested questions: models, and the port behind which they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.languages import Language
from bot.translations import Voice


class Vote(StrEnum):
    """Was the answer any good."""

    UP = "up"
    DOWN = "down"


class DownReason(StrEnum):
    """What was wrong with an answer that was voted down."""

    MISSED = "missed"
    """It answers another question."""
    WRONG = "wrong"
    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"

    def told(self, say: Voice) -> str:
        """The reason as a member gives it."""
        match self:
            case DownReason.MISSED:
                return say("Not what I asked")
            case DownReason.WRONG:
                return say("It is wrong")
            case DownReason.UNCLEAR:
                return say("Hard to understand")
            case DownReason.INCOMPLETE:
                return say("Something is missing")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many members voted which way on one answer."""

    up: int
    down: int


@dataclass(frozen=True, slots=True)
class SuggestedQuestion:
    """A question that a member asked the curators to answer.

    Attributes:
        server: where it was suggested; None in a direct message or by an app that a user installed.
    """

    text: str
    language: Language
    member: int
    server: int | None


@dataclass(frozen=True, slots=True)
class Stored:
    """How much is stored about a member."""

    votes: int
    suggestions: int


class FeedbackStore(Protocol):
    """Keeps votes and suggested questions; a member has one vote on each answer."""

    async def vote(self, question: str, member: int, server: int | None, vote: Vote) -> Tally:
        """Count a vote, in place of the member's earlier one, and give the tally of that answer."""
        ...

    async def note_reason(self, question: str, member: int, reason: DownReason) -> None:
        """Note why a member voted an answer down; without such a vote, nothing."""
        ...

    async def suggest(self, question: SuggestedQuestion) -> None:
        """Put a question into the curators' queue."""
        ...

    async def count_miss(self, question: str) -> None:
        """Count, for today, that nothing was answered and which entry came nearest; empty if none was near."""
        ...

    async def stored_about(self, member: int) -> Stored:
        """How much is stored about a member."""
        ...

    async def erase_member(self, member: int) -> Stored:
        """Forget a member's votes and suggestions; gives what was forgotten."""
        ...
