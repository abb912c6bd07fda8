"""Bookmarks, which members set who said that they may be stored: models, and the port behind which they are kept.

Kept are the article's id, the paragraph's number and the day; no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

MOST_BOOKMARKS = 100
"""Bookmarks of one member; those where they stopped, one an article, not counted."""


class BookmarkKind(StrEnum):
    """What a bookmark is for."""

    STOP = "stop"
    """Where the member stopped reading, and reads on: one an article."""
    MARK = "mark"
    """A paragraph to come back to."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in an article that a member keeps.

    Attributes:
        article: its id.
        paragraph: number of the paragraph.
        day: when it was set (UTC).
    """

    kind: BookmarkKind
    article: str
    paragraph: int
    day: date


class ReadingStore(Protocol):
    """Keeps members' bookmarks. Every method may raise `StorageError`; then nothing was changed."""

    async def bookmarks(self, member: int) -> list[Bookmark]:
        """A member's bookmarks: where they stopped, then the others, each by article and paragraph."""
        ...

    async def keep_bookmark(self, member: int, kind: BookmarkKind, article: str, paragraph: int) -> bool:
        """Keep a bookmark, in place of where the member stopped in that article before; False where they have too many.

        One that is there already stays as it is.
        """
        ...

    async def drop_bookmark(self, member: int, kind: BookmarkKind, article: str, paragraph: int) -> None:
        """Forget a bookmark; nothing where there is none."""
        ...
