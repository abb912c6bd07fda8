"""Queries of spaced repetition: who opted in, and what comes back to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.quizzing.quiz_models import EntryRef
from bot.reviewing.ports import MOST_CARDS
from bot.reviewing.review_models import ReviewAnswer, ReviewCard, ReviewItem
from bot.reviewing.review_schedule import answered
from bot.storage.database import Database, insert_into
from bot.storage.tables import ReviewCardRow, ReviewerRow

_KEY = ("member", "kind", "entry_kind", "entry")
_NUMBERS = ("due", "last", "state", "step", "stability", "difficulty", "times", "counted")


class DatabaseReviews:
    """Keeps review cards. It is a `ReviewStore`.

    An answer takes the lock on its member's row, so that two come one by one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def join(self, member: int, now: datetime) -> None:
        """A member opts in; once more changes nothing."""
        async with self._database.writing() as session:
            row = insert_into(session, ReviewerRow).values(member=member, since=now)
            await session.execute(row.on_conflict_do_nothing())

    async def leave(self, member: int) -> int:
        """A member opts out: everything goes; how many cards that were."""
        async with self._database.writing() as session:
            mine = select(func.count()).select_from(ReviewCardRow).where(ReviewCardRow.member == member)
            count = await session.scalar(mine)
            await session.execute(delete(ReviewerRow).where(ReviewerRow.member == member))
            return count or 0

    async def cards(self, member: int) -> Sequence[ReviewCard] | None:
        """A member's cards; None for whoever has not opted in."""
        async with self._database.reading() as session:
            if await session.get(ReviewerRow, member) is None:
                return None
            found = select(ReviewCardRow).where(ReviewCardRow.member == member)
            rows = await session.scalars(found.order_by(ReviewCardRow.due, ReviewCardRow.entry))
            return [_card(row) for row in rows]

    async def note(
        self, member: int, item: ReviewItem, *, right: bool, answer: str, now: datetime
    ) -> ReviewCard | None:
        """Count an answer of a member who opted in; the card as it is then, None where there is none."""
        async with self._database.writing() as session:
            return await count_answer(session, member, ReviewAnswer(item, right, answer, now))

    async def drop(self, member: int, item: ReviewItem) -> None:
        """Forget one card: what it is about has left the library."""
        async with self._database.writing() as session:
            await session.execute(delete(ReviewCardRow).where(_is(member, item)))


async def count_answer(session: AsyncSession, member: int, answer: ReviewAnswer) -> ReviewCard | None:
    """The same inside a transaction, for what is to be counted with something else or not at all."""
    joined = select(ReviewerRow.member).where(ReviewerRow.member == member).with_for_update()
    if await session.scalar(joined) is None:
        return None
    row = await session.scalar(select(ReviewCardRow).where(_is(member, answer.item)))
    before = row and _card(row)
    after = answered(before, answer.item, right=answer.right, answer=answer.known_by, now=answer.at)
    if after is None or after is before or (before is None and await _is_full(session, member)):
        return before
    values = _row(member, after)
    changed = {name: values[name] for name in _NUMBERS}
    upsert = insert_into(session, ReviewCardRow).values(values)
    await session.execute(upsert.on_conflict_do_update(index_elements=[*_KEY], set_=changed))
    return after


async def _is_full(session: AsyncSession, member: int) -> bool:
    counted = select(func.count()).select_from(ReviewCardRow).where(ReviewCardRow.member == member)
    return (await session.scalar(counted) or 0) >= MOST_CARDS


def _is(member: int, item: ReviewItem) -> ColumnElement[bool]:
    return and_(
        ReviewCardRow.member == member,
        ReviewCardRow.kind == item.kind,
        ReviewCardRow.entry_kind == item.entry.kind,
        ReviewCardRow.entry == item.entry.id,
    )


def _row(member: int, card: ReviewCard) -> dict[str, object]:
    item = card.item
    key = dict(zip(_KEY, (member, item.kind, item.entry.kind, item.entry.id), strict=True))
    return {**key, **{name: getattr(card, name) for name in _NUMBERS}}


def _card(row: ReviewCardRow) -> ReviewCard:
    item = ReviewItem(row.kind, EntryRef(row.entry_kind, row.entry))
    return ReviewCard(item=item, **{name: getattr(row, name) for name in _NUMBERS})
