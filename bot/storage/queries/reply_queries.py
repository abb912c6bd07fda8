"""Queries of the replies of the last hour: which message was answered by which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports.given_replies import KEPT, SentReply
from bot.storage.database import insert_into
from bot.storage.tables import GivenReplyRow


async def note(session: AsyncSession, replies: Sequence[SentReply], now: datetime) -> None:
    """Keep replies, and drop what is too old to be followed. Of two processes that note the same, one does."""
    await session.execute(delete(GivenReplyRow).where(GivenReplyRow.at < now - KEPT))
    if replies:
        rows = [
            {"message": each.message, "server": each.server, "reply": each.reply, "called": each.called, "at": now}
            for each in {each.message: each for each in replies}.values()
        ]
        await session.execute(insert_into(session, GivenReplyRow).values(rows).on_conflict_do_nothing())


async def since(session: AsyncSession, moment: datetime) -> list[SentReply]:
    """The replies noted since a moment, oldest first."""
    found = select(GivenReplyRow).where(GivenReplyRow.at >= moment).order_by(GivenReplyRow.at, GivenReplyRow.message)
    rows = await session.scalars(found)
    return [SentReply(row.message, row.server, row.reply, called=row.called) for row in rows]
