"""Queries of votes and of suggested questions, as members make and erase them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports.feedback import DownReason, QueueState, Stored, SuggestedQuestion, SuggestionOutcome, Tally, Vote
from bot.storage.database import insert_into, one_by_one
from bot.storage.tables import (
    BookmarkRow,
    CastVote,
    QuizPressRow,
    QuizRoundRow,
    ReadingStop,
    ReviewCardRow,
    ReviewerRow,
    SuggestionRow,
    Table,
)
from bot.text import without_steering


async def cast(session: AsyncSession, question: str, member: int, server: int | None, vote: Vote) -> Tally:
    """Count a vote, in place of the member's earlier one, and give the tally of that answer."""
    changed = {"server": server, "vote": vote, "reason": None}
    await session.execute(
        insert_into(session, CastVote)
        .values(question=question, member=member, **changed)
        .on_conflict_do_update(index_elements=[CastVote.question, CastVote.member], set_=changed)
    )
    counted = select(CastVote.vote, func.count()).where(CastVote.question == question).group_by(CastVote.vote)
    counts = dict((await session.execute(counted)).all())
    return Tally(counts.get(Vote.UP, 0), counts.get(Vote.DOWN, 0))


async def note_reason(session: AsyncSession, question: str, member: int, reason: DownReason) -> None:
    """Note why a member voted an answer down."""
    voted = (CastVote.question == question) & (CastVote.member == member) & (CastVote.vote == Vote.DOWN)
    await session.execute(update(CastVote).where(voted).values(reason=reason))


async def enqueue(session: AsyncSession, question: SuggestedQuestion, now: datetime) -> SuggestionOutcome:
    """Put a question into the curators' queue, unless a bound is reached."""
    await one_by_one(session, "suggestions")
    text = without_steering(question.text)
    state = await _queue_state(session, question, text, now - timedelta(days=1))
    if state.judge() is not SuggestionOutcome.QUEUED:
        return state.judge()
    row = {
        "text": text,
        "language": question.language,
        "member": question.member,
        "server": question.server,
        "suggested": now,
    }
    await session.execute(insert(SuggestionRow).values(row))
    return SuggestionOutcome.QUEUED


async def _queue_state(session: AsyncSession, question: SuggestedQuestion, text: str, since: datetime) -> QueueState:
    waits, own = SuggestionRow.done.is_(None), SuggestionRow.member == question.member
    here = SuggestionRow.server.is_(None) if question.server is None else SuggestionRow.server == question.server

    async def count(*conditions: ColumnElement[bool]) -> int:
        return await session.scalar(select(func.count()).select_from(SuggestionRow).where(*conditions)) or 0

    return QueueState(
        same=bool(await count(waits, here, own, SuggestionRow.text == text)),
        of_member=await count(own, SuggestionRow.suggested > since),
        of_server=await count(waits, here),
        of_all=await count(waits),
    )


async def stored_about(session: AsyncSession, member: int) -> Stored:
    """How much is stored about a member."""

    async def count(table: type[Table], column: str = "member") -> int:
        mine = table.__table__.c[column] == member
        return await session.scalar(select(func.count()).select_from(table).where(mine)) or 0

    return Stored(
        votes=await count(CastVote),
        suggestions=await count(SuggestionRow),
        bookmarks=await count(ReadingStop) + await count(BookmarkRow),
        presses=await count(QuizPressRow),
        rounds=await count(QuizRoundRow, "starter"),
        reviewing=bool(await count(ReviewerRow)),
        cards=await count(ReviewCardRow),
    )


async def erase_member(session: AsyncSession, member: int) -> Stored:
    """Forget everything about a member; gives what was forgotten. A round that they began is then nobody's."""
    stored = await stored_about(session, member)
    # Rounds first, as an answer in one takes its locks: on the round, then on what its member is asked again.
    await session.execute(update(QuizRoundRow).where(QuizRoundRow.starter == member).values(starter=0))
    for table in OF_MEMBERS:
        await session.execute(delete(table).where(table.__table__.c.member == member))
    return stored


OF_MEMBERS: tuple[type[Table], ...] = (
    CastVote,
    SuggestionRow,
    ReadingStop,
    BookmarkRow,
    QuizPressRow,
    ReviewCardRow,
    ReviewerRow,
)
"""Every table with rows about members; a test holds it against the schema."""
