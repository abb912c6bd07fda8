"""Port behind which is stored what comes back to members who opted in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.reviewing.review_models import ReviewCard, ReviewItem

MOST_CARDS = 300
"""Most items of one member; beyond, nothing new is remembered until something is forgotten."""


class ReviewStore(Protocol):
    """Keeps review cards, of members who opted in alone. Every method may raise `StorageError`."""

    async def join(self, member: int, now: datetime) -> None:
        """A member opts in; once more changes nothing."""
        ...

    async def leave(self, member: int) -> int:
        """A member opts out: everything goes; how many cards that were."""
        ...

    async def cards(self, member: int) -> Sequence[ReviewCard] | None:
        """A member's cards; None for whoever has not opted in."""
        ...

    async def note(
        self, member: int, item: ReviewItem, *, right: bool, answer: str, now: datetime
    ) -> ReviewCard | None:
        """Count an answer, in one transaction (`review_schedule.answered`), of a member who opted in.

        Returns:
            The card as it is then; None where there is none.
        """
        ...

    async def drop(self, member: int, item: ReviewItem) -> None:
        """Forget one card: what it is about has left the library."""
        ...
