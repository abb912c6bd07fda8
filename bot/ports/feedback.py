"""Votes and suggested questions: models, and the port behind which they are stored."""

from __future__ import annotations

from dataclasses import dataclass, fields
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


MEMBER_A_DAY, SERVER_WAITING, ALL_WAITING = 10, 500, 5000
"""Most suggestions that one member may make in a day, that may wait of one server, and in all."""


class SuggestionOutcome(StrEnum):
    """What became of a suggestion."""

    QUEUED = "queued"
    KNOWN = "known"
    """The same member suggested the same, and it waits."""
    ENOUGH_TODAY = "enough today"
    QUEUE_FULL = "queue full"


@dataclass(frozen=True, slots=True)
class QueueState:
    """What decides whether one more suggestion is taken.

    Attributes:
        same: whether the same words of the same member wait already, in the same server.
        of_member: how many the member suggested within a day.
        of_server: how many of the server wait, or, outside of servers, of all that came from there.
        of_all: how many wait in all.
    """

    same: bool
    of_member: int
    of_server: int
    of_all: int

    def judge(self) -> SuggestionOutcome:
        """What becomes of one more."""
        if self.same:
            return SuggestionOutcome.KNOWN
        if self.of_member >= MEMBER_A_DAY:
            return SuggestionOutcome.ENOUGH_TODAY
        full = self.of_server >= SERVER_WAITING or self.of_all >= ALL_WAITING
        return SuggestionOutcome.QUEUE_FULL if full else SuggestionOutcome.QUEUED


@dataclass(frozen=True, slots=True)
class Stored:
    """How much is stored about a member.

    Attributes:
        bookmarks: and places where they stopped reading.
        presses: answers in rounds of the quiz that are being played.
        rounds: such rounds that the member began.
        reviewing: whether they opted in to being asked again what they missed.
        cards: what comes back to them.
    """

    votes: int = 0
    suggestions: int = 0
    bookmarks: int = 0
    presses: int = 0
    rounds: int = 0
    reviewing: bool = False
    cards: int = 0

    @property
    def total(self) -> int:
        """How many entries that are in all."""
        return sum(getattr(self, each.name) for each in fields(self))


class FeedbackStore(Protocol):
    """Keeps votes and suggested questions; a member has one vote on each answer."""

    async def vote(self, question: str, member: int, server: int | None, vote: Vote) -> Tally:
        """Count a vote, in place of the member's earlier one, and give the tally of that answer."""
        ...

    async def note_reason(self, question: str, member: int, reason: DownReason) -> None:
        """Note why a member voted an answer down; without such a vote, nothing."""
        ...

    async def suggest(self, question: SuggestedQuestion) -> SuggestionOutcome:
        """Put a question into the curators' queue, unless that is full or the member has done enough for today."""
        ...

    async def count_miss(self, question: str) -> None:
        """Count, for today, that nothing was answered and which entry came nearest; empty if none was near."""
        ...

    async def stored_about(self, member: int) -> Stored:
        """How much is stored about a member."""
        ...

    async def erase_member(self, member: int) -> Stored:
        """Forget everything about a member; gives what was forgotten."""
        ...
