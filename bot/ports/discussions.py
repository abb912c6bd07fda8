"""Discussions: threads under answers, in which follow-ups are answered uncalled; models, and the port that keeps them.

Ids and dates alone: no words, and nobody's name.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

DISCUSSION_KEPT = timedelta(days=30)
"""How long after its last answer a discussion that nobody closed is remembered."""
MOST_DISCUSSIONS = 50
"""Discussions of one server that are open at a time."""
MOST_DISCUSSED = 30
"""Entries of a discussion that are remembered: the first, then the latest."""


@dataclass(frozen=True, slots=True)
class Discussion:
    """A thread under an answer.

    Attributes:
        thread: its id, which is that of the message it stands under.
        entries: ids of the entries answered in it, in order, each once; the first is the answer it stands under.
    """

    thread: int
    server: int
    entries: tuple[str, ...]

    def with_entries(self, more: Collection[str]) -> Discussion:
        """The discussion with entries answered since; the latest stands last."""
        first, *others = self.entries or tuple(more)
        later = dict.fromkeys(
            [*(each for each in others if each not in more), *(each for each in more if each != first)]
        )
        return Discussion(self.thread, self.server, (first, *list(later)[-MOST_DISCUSSED + 1 :]))


class Opening(StrEnum):
    """What became of a discussion that is to be opened."""

    OPENED = "opened"
    THERE = "there"
    """It is open already."""
    FULL = "full"
    """The server has as many as are kept."""


class DiscussionStore(Protocol):
    """Keeps discussions. Every method may raise `StorageError`; then nothing was changed."""

    async def discussion(self, thread: int) -> Discussion | None:
        """The discussion in a thread; None where there is none."""
        ...

    async def open_discussion(self, discussion: Discussion) -> Opening:
        """Remember a discussion; those that are too old go."""
        ...

    async def note_discussed(self, thread: int, entries: Collection[str]) -> None:
        """Add what was answered in a thread; nothing where there is no discussion."""
        ...

    async def close_discussion(self, thread: int) -> Discussion | None:
        """Forget a discussion, and give it: of several that close it at once, one is given it."""
        ...
