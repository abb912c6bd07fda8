"""Queries for curators: suggested questions, answers voted down, and misses by the entry that came nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports.curating_store import CountedVotes, QueuedQuestion
from bot.ports.feedback import DownReason, Vote
from bot.storage.database import insert_into
from bot.storage.tables import CastVote, MissCount, SuggestionRow

MISSES_KEPT = timedelta(days=90)
"""How long counts of misses are kept; curators see those of the last 30 days."""


async def queued(session: AsyncSession, server: int | None = None) -> list[QueuedQuestion]:
    """The questions that wait, oldest first; of one server, or of all."""
    found = select(
        SuggestionRow.id, SuggestionRow.text, SuggestionRow.language, SuggestionRow.server, SuggestionRow.suggested
    ).where(SuggestionRow.done.is_(None))
    if server is not None:
        found = found.where(SuggestionRow.server == server)
    return [QueuedQuestion(*row) for row in await session.execute(found.order_by(SuggestionRow.id))]


async def mark(session: AsyncSession, numbers: Collection[int] | None, done: datetime | None) -> list[int]:
    """Mark questions as done, or as waiting again.

    Args:
        session: the transaction.
        numbers: which; None: all that wait.
        done: when they were dealt with; None: they wait again.

    Returns:
        The numbers of those that changed.
    """
    changing = SuggestionRow.done.is_(None) if done else SuggestionRow.done.is_not(None)
    wanted = changing if numbers is None else changing & SuggestionRow.id.in_(numbers)
    found = list((await session.scalars(select(SuggestionRow.id).where(wanted).order_by(SuggestionRow.id))).all())
    if found:
        await session.execute(update(SuggestionRow).where(SuggestionRow.id.in_(found)).values(done=done))
    return found


async def of_the_same_member(session: AsyncSession, number: int) -> list[int]:
    """The numbers of all waiting questions of whoever suggested that one, itself among them."""
    member = select(SuggestionRow.member).where(SuggestionRow.id == number).scalar_subquery()
    found = select(SuggestionRow.id).where((SuggestionRow.member == member) & SuggestionRow.done.is_(None))
    return list((await session.scalars(found.order_by(SuggestionRow.id))).all())


async def voted_down(session: AsyncSession) -> dict[str, CountedVotes]:
    """The votes by the id of the entry, for those that were voted down at all."""
    kinds = (CastVote.question, CastVote.vote, CastVote.reason)
    votes: dict[str, Counter[Vote]] = {}
    reasons: dict[str, Counter[DownReason]] = {}
    for question, vote, reason, count in await session.execute(select(*kinds, func.count()).group_by(*kinds)):
        votes.setdefault(question, Counter())[vote] += count
        if reason is not None:
            reasons.setdefault(question, Counter())[reason] += count
    return {
        name: CountedVotes(each[Vote.UP], each[Vote.DOWN], reasons.get(name, {}))
        for name, each in votes.items()
        if each[Vote.DOWN]
    }


async def count_miss(session: AsyncSession, question: str, day: date) -> None:
    """Count one more miss of a day, and forget those that are older than `MISSES_KEPT`."""
    await session.execute(delete(MissCount).where(MissCount.day < day - MISSES_KEPT))
    adding = insert_into(session, MissCount).values(day=day, question=question, times=1)
    await session.execute(
        adding.on_conflict_do_update(
            index_elements=[MissCount.day, MissCount.question], set_={"times": MissCount.times + 1}
        )
    )


async def misses(session: AsyncSession, since: date) -> dict[str, int]:
    """How often nothing was answered since a day, by the entry that came nearest, most frequent first."""
    times = func.sum(MissCount.times)
    counted = select(MissCount.question, times).where(MissCount.day >= since).group_by(MissCount.question)
    return {name: int(count) for name, count in await session.execute(counted.order_by(times.desc()))}
