"""Queries of members' bookmarks."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports.reading_store import MOST_BOOKMARKS, Bookmark, BookmarkKind
from bot.storage.database import insert_into, one_by_one
from bot.storage.tables import BookmarkRow, ReadingStop


async def bookmarks(session: AsyncSession, member: int) -> list[Bookmark]:
    """A member's bookmarks: where they stopped, then the others."""
    found: list[Bookmark] = []
    for kind, table in _TABLES.items():
        rows = await session.scalars(
            select(table).where(table.member == member).order_by(table.article, table.paragraph)
        )
        found += [Bookmark(kind, row.article, row.paragraph, row.day) for row in rows]
    return found


async def keep(session: AsyncSession, member: int, bookmark: Bookmark) -> bool:
    """Keep a bookmark; False where the member has too many."""
    if bookmark.kind is BookmarkKind.STOP:
        changed = {"paragraph": bookmark.paragraph, "day": bookmark.day}
        await session.execute(
            insert_into(session, ReadingStop)
            .values(member=member, article=bookmark.article, **changed)
            .on_conflict_do_update(index_elements=[ReadingStop.member, ReadingStop.article], set_=changed)
        )
        return True
    await one_by_one(session, f"bookmarks of {member}")
    own = BookmarkRow.member == member
    same = own & (BookmarkRow.article == bookmark.article) & (BookmarkRow.paragraph == bookmark.paragraph)
    if await session.scalar(select(func.count()).select_from(BookmarkRow).where(same)):
        return True
    if (await session.scalar(select(func.count()).select_from(BookmarkRow).where(own)) or 0) >= MOST_BOOKMARKS:
        return False
    row = {"member": member, "article": bookmark.article, "paragraph": bookmark.paragraph, "day": bookmark.day}
    await session.execute(insert_into(session, BookmarkRow).values(row).on_conflict_do_nothing())
    return True


async def drop(session: AsyncSession, member: int, kind: BookmarkKind, article: str, paragraph: int) -> None:
    """Forget a bookmark."""
    table = _TABLES[kind]
    same = (table.member == member) & (table.article == article) & (table.paragraph == paragraph)
    await session.execute(delete(table).where(same))


_TABLES: dict[BookmarkKind, type[ReadingStop | BookmarkRow]] = {
    BookmarkKind.STOP: ReadingStop,
    BookmarkKind.MARK: BookmarkRow,
}
