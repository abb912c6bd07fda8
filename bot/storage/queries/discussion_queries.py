"""Queries of discussions: threads under answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports.discussions import DISCUSSION_KEPT, MOST_DISCUSSIONS, Discussion, Opening
from bot.storage.database import insert_into, one_by_one
from bot.storage.tables import DiscussionRow


async def read(session: AsyncSession, thread: int, *, to_change: bool = False) -> Discussion | None:
    """The discussion in a thread."""
    wanted = select(DiscussionRow).where(DiscussionRow.thread == thread)
    row = await session.scalar(wanted.with_for_update() if to_change else wanted)
    return _discussion(row) if row is not None else None


async def open_one(session: AsyncSession, discussion: Discussion, now: datetime) -> Opening:
    """Remember a discussion, unless it is there or the server has too many; those that are too old go."""
    await one_by_one(session, f"discussions of {discussion.server}")
    await session.execute(delete(DiscussionRow).where(DiscussionRow.at < now - DISCUSSION_KEPT))
    if await read(session, discussion.thread) is not None:
        return Opening.THERE
    here = select(func.count()).select_from(DiscussionRow).where(DiscussionRow.server == discussion.server)
    if (await session.scalar(here) or 0) >= MOST_DISCUSSIONS:
        return Opening.FULL
    row = {
        "thread": discussion.thread,
        "server": discussion.server,
        "entries": " ".join(discussion.entries),
        "at": now,
    }
    await session.execute(insert_into(session, DiscussionRow).values(row).on_conflict_do_nothing())
    return Opening.OPENED


async def note(session: AsyncSession, thread: int, entries: Collection[str], now: datetime) -> None:
    """Add what was answered."""
    found = await read(session, thread, to_change=True)
    if found is not None:
        changed = {"entries": " ".join(found.with_entries(entries).entries), "at": now}
        await session.execute(update(DiscussionRow).where(DiscussionRow.thread == thread).values(changed))


async def close(session: AsyncSession, thread: int) -> Discussion | None:
    """Forget a discussion, and give it to one of those that close it."""
    gone = delete(DiscussionRow).where(DiscussionRow.thread == thread)
    row = (await session.execute(gone.returning(DiscussionRow.server, DiscussionRow.entries))).first()
    return Discussion(thread, row[0], tuple(row[1].split())) if row is not None else None


def _discussion(row: DiscussionRow) -> Discussion:
    return Discussion(row.thread, row.server, tuple(row.entries.split()))
