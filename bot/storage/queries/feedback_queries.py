"""Queries of votes and of suggested questions, as members make and erase them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports.feedback import DownReason, Stored, SuggestedQuestion, Tally, Vote
from bot.storage.database import insert_into
from bot.storage.tables import CastVote, SuggestionRow


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


async def enqueue(session: AsyncSession, question: SuggestedQuestion, now: datetime) -> None:
    """Put a question into the curators' queue."""
    row = {
        "text": _storable(question.text),
        "language": question.language,
        "member": question.member,
        "server": question.server,
        "suggested": now,
    }
    await session.execute(insert(SuggestionRow).values(row))


async def stored_about(session: AsyncSession, member: int) -> Stored:
    """How much is stored about a member."""
    votes = await session.scalar(select(func.count()).select_from(CastVote).where(CastVote.member == member))
    suggested = await session.scalar(
        select(func.count()).select_from(SuggestionRow).where(SuggestionRow.member == member)
    )
    return Stored(votes or 0, suggested or 0)


async def erase_member(session: AsyncSession, member: int) -> Stored:
    """Forget a member's votes and suggestions; gives what was forgotten."""
    stored = await stored_about(session, member)
    for table in (CastVote, SuggestionRow):
        await session.execute(delete(table).where(table.member == member))
    return stored


def _storable(text: str) -> str:
    """Text that every database takes: PostgreSQL refuses the zero character, and both refuse half a character."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
