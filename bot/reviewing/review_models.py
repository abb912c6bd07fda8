"""Models of spaced repetition: what comes back to a member, and the scheduler's numbers about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from bot.quizzing.quiz_models import EntryRef

FAVOURED = 2
"""Kinds of question that a quiz asks more of, at most."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """What comes back: a kind of question (its name in the register) about an entry."""

    kind: str
    entry: EntryRef

    @property
    def key(self) -> str:
        """A short stand-in for it in a button's id: 8 hexadecimal digits."""
        return f"{crc32(f'{self.kind} {self.entry.kind} {self.entry.id}'.encode()):08x}"


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """A member's answer about an item; `known_by` tells it from others, so that it counts once."""

    item: ReviewItem
    right: bool
    known_by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """All that is stored about one item of a member: ids, dates and numbers.

    Attributes:
        due: when it comes back.
        last: when it was answered last.
        state, step, stability, difficulty: the scheduler's numbers (FSRS).
        times: how often it was answered.
        counted: by which the last answer is known, so that one that is pressed again is not counted twice.
    """

    item: ReviewItem
    due: datetime
    last: datetime
    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    times: int
    counted: str


def due_cards(cards: Iterable[ReviewCard], now: datetime) -> list[ReviewCard]:
    """Those that are due, the longest waiting first."""
    found = [card for card in cards if card.due <= now]
    return sorted(found, key=lambda card: (card.due, card.item.key))


def weak_kinds(cards: Sequence[ReviewCard]) -> tuple[str, ...]:
    """The kinds of question that a member misses most, by what waits to come back."""
    counted = Counter(card.item.kind for card in cards)
    return tuple(sorted(kind for kind, _ in counted.most_common(FAVOURED)))
