"""Models of a round: where it stands, who pressed what, and the table at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.languages import Language


class Phase(StrEnum):
    """What a round is at. POSTING, TELLING and ENDING are work that a process has claimed; the others wait for time."""

    POSTING = "posting"
    ASKING = "asking"
    """The question stands in the channel and takes presses."""
    TELLING = "telling"
    """No more presses; the answer is put in the question's place."""
    SHOWN = "shown"
    """The answer stands there to be read."""
    ENDING = "ending"
    """The table is posted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizRound:
    """One round.

    Attributes:
        id: that of the interaction that began it.
        starter: id of the member who began it; 0 once they had it forgotten.
        seed: with the language, and while the pack is the same, fixes every question.
        count: how many questions are asked.
        seconds: how long each may be answered.
        number: the present question, from 0.
        wake: when there is something to do: the end of a wait, or of a lease.
        attempts: how often the present phase was claimed.
        ends: until when the present question is answered; once told, until when its answer stands alone.
        message: id of the message with the question that was posted last; None before the first.
        asked: by which that question is known again, for the pack may change.
        stopped: whether it is to end with the present question.
    """

    id: int
    server: int
    channel: int
    starter: int
    language: Language
    seed: int
    count: int
    seconds: int
    began: datetime
    wake: datetime
    ends: datetime
    number: int = 0
    phase: Phase = Phase.POSTING
    attempts: int = 0
    message: int | None = None
    asked: str = ""
    stopped: bool = False

    @property
    def is_last(self) -> bool:
        """Whether no question follows the present one."""
        return self.number + 1 >= self.count


@dataclass(frozen=True, slots=True)
class RoundPress:
    """A member's answer to one question; there is one at most, and it does not change.

    Attributes:
        number: of the question, from 0.
        choice: which was pressed, from 0.
        millis: milliseconds between the question and the press.
    """

    number: int
    member: int
    choice: int
    right: bool
    millis: int


class PressOutcome(StrEnum):
    """What became of a press."""

    COUNTED = "counted"
    KNOWN = "known"
    """The member has answered this question before; that answer stays."""
    TOO_LATE = "too late"
    CHANGED = "changed"
    """The pack has changed since the question was posted, so nobody knows any more what is right."""
    GONE = "gone"
    """The round is over."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What became of a press, and the choice that counts (None where none does)."""

    outcome: PressOutcome
    choice: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A line of the table: right answers, and the milliseconds that these took together."""

    member: int
    right: int
    millis: int


def table(presses: Iterable[RoundPress]) -> list[Score]:
    """The table of a round: most right answers first, of equals the quicker."""
    right: defaultdict[int, int] = defaultdict(int)
    millis: defaultdict[int, int] = defaultdict(int)
    for press in presses:
        right[press.member] += press.right
        millis[press.member] += press.millis if press.right else 0
    scores = [Score(member, count, millis[member]) for member, count in right.items()]
    return sorted(scores, key=lambda score: (-score.right, score.millis, score.member))


def right_ones(presses: Iterable[RoundPress], number: int) -> list[RoundPress]:
    """Who answered a question right, the quickest first."""
    found = [press for press in presses if press.number == number and press.right]
    return sorted(found, key=lambda press: (press.millis, press.member))
