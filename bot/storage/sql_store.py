"""SQL store behind the ports of the use cases: each method is one transaction on the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime

from bot.clock import Clock
from bot.ports.curating_store import CountedVotes, QueuedQuestion
from bot.ports.discussions import Discussion, Opening
from bot.ports.feedback import DownReason, Stored, SuggestedQuestion, SuggestionOutcome, Tally, Vote
from bot.ports.given_replies import SentReply
from bot.ports.reading_store import Bookmark, BookmarkKind
from bot.ports.server_settings import ServerSettings
from bot.storage.database import Database
from bot.storage.queries import (
    curating_queries,
    discussion_queries,
    feedback_queries,
    reading_queries,
    reply_queries,
    settings_queries,
)
from bot.storage.settings_cache import KnownSettings


class DatabaseStore:
    """Keeps servers' settings, votes, suggested questions and bookmarks in a database. It is a `Store`.

    Every method but `known_settings` raises `StorageError` when the database fails; then nothing was changed.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known = KnownSettings(self._settings_of, clock)

    async def settings(self, server: int) -> ServerSettings:
        """A server's settings as they are stored; the defaults when it set nothing."""
        async with self._database.reading() as session:
            return await settings_queries.read_settings(session, server)

    async def known_settings(self, server: int) -> ServerSettings:
        """A server's settings as far as they are known without delay; see `KnownSettings`."""
        return await self._known.of(server)

    async def settings_once_known(self, server: int, patience: float) -> ServerSettings:
        """The same for somebody who waits: where nothing is known, it is tried again for `patience` seconds."""
        return await self._known.once_known(server, patience)

    async def _settings_of(self, servers: Collection[int]) -> Mapping[int, ServerSettings]:
        async with self._database.reading() as session:
            return await settings_queries.read_settings_of(session, servers)

    async def change_settings(self, server: int, change: Callable[[ServerSettings], ServerSettings]) -> ServerSettings:
        """Change a server's settings, as they stand now, and give what they are then."""
        async with self._database.writing() as session:
            changed = change(await settings_queries.read_settings(session, server, to_change=True))
            await settings_queries.write_settings(session, server, changed)
        self._known.note(server, changed)
        return changed

    async def erase_server(self, server: int) -> None:
        """Forget everything about a server."""
        async with self._database.writing() as session:
            await settings_queries.erase_server(session, server)
        self._known.note(server, ServerSettings())

    async def vote(self, question: str, member: int, server: int | None, vote: Vote) -> Tally:
        """Count a vote, in place of the member's earlier one, and give the tally of that answer."""
        async with self._database.writing() as session:
            return await feedback_queries.cast(session, question, member, server, vote)

    async def note_reason(self, question: str, member: int, reason: DownReason) -> None:
        """Note why a member voted an answer down."""
        async with self._database.writing() as session:
            await feedback_queries.note_reason(session, question, member, reason)

    async def suggest(self, question: SuggestedQuestion) -> SuggestionOutcome:
        """Put a question into the curators' queue, unless that is full or the member has done enough for today."""
        async with self._database.writing() as session:
            return await feedback_queries.enqueue(session, question, self._clock.now())

    async def count_miss(self, question: str) -> None:
        """Count, for today (UTC), that nothing was answered and which entry came nearest."""
        async with self._database.writing() as session:
            await curating_queries.count_miss(session, question, self._clock.now().date())

    async def note_replies(self, replies: Sequence[SentReply]) -> None:
        """Keep which message was answered by which; what is older than an hour goes."""
        async with self._database.writing() as session:
            await reply_queries.note(session, replies, self._clock.now())

    async def replies_since(self, moment: datetime) -> list[SentReply]:
        """The replies noted since a moment, oldest first."""
        async with self._database.reading() as session:
            return await reply_queries.since(session, moment)

    async def stored_about(self, member: int) -> Stored:
        """How much is stored about a member."""
        async with self._database.reading() as session:
            return await feedback_queries.stored_about(session, member)

    async def erase_member(self, member: int) -> Stored:
        """Forget everything about a member; gives what was forgotten."""
        async with self._database.writing() as session:
            return await feedback_queries.erase_member(session, member)

    async def bookmarks(self, member: int) -> list[Bookmark]:
        """A member's bookmarks: where they stopped, then the others."""
        async with self._database.reading() as session:
            return await reading_queries.bookmarks(session, member)

    async def keep_bookmark(self, member: int, kind: BookmarkKind, article: str, paragraph: int) -> bool:
        """Keep a bookmark; False where the member has too many."""
        bookmark = Bookmark(kind, article, paragraph, self._clock.now().date())
        async with self._database.writing() as session:
            return await reading_queries.keep(session, member, bookmark)

    async def drop_bookmark(self, member: int, kind: BookmarkKind, article: str, paragraph: int) -> None:
        """Forget a bookmark."""
        async with self._database.writing() as session:
            await reading_queries.drop(session, member, kind, article, paragraph)

    async def discussion(self, thread: int) -> Discussion | None:
        """The discussion in a thread."""
        async with self._database.reading() as session:
            return await discussion_queries.read(session, thread)

    async def open_discussion(self, discussion: Discussion) -> Opening:
        """Remember a discussion, unless it is there or the server has too many."""
        async with self._database.writing() as session:
            return await discussion_queries.open_one(session, discussion, self._clock.now())

    async def note_discussed(self, thread: int, entries: Collection[str]) -> None:
        """Add what was answered in a discussion."""
        async with self._database.writing() as session:
            await discussion_queries.note(session, thread, entries, self._clock.now())

    async def close_discussion(self, thread: int) -> Discussion | None:
        """Forget a discussion, and give it to one of those that close it."""
        async with self._database.writing() as session:
            return await discussion_queries.close(session, thread)

    async def queued(self, server: int) -> list[QueuedQuestion]:
        """The questions of a server that wait, oldest first."""
        async with self._database.reading() as session:
            return await curating_queries.queued(session, server)

    async def mark_suggestions(self, numbers: Collection[int], *, done: bool) -> list[int]:
        """Mark questions as done, or as waiting again; gives the numbers of those that changed."""
        async with self._database.writing() as session:
            return await curating_queries.mark(session, numbers, self._clock.now() if done else None)

    async def of_the_same_member(self, number: int) -> list[int]:
        """The numbers of all waiting questions of whoever suggested that one, itself among them."""
        async with self._database.reading() as session:
            return await curating_queries.of_the_same_member(session, number)

    async def voted_down(self) -> dict[str, CountedVotes]:
        """Votes up and down by the id of the entry, for those that were voted down at all."""
        async with self._database.reading() as session:
            return await curating_queries.voted_down(session)

    async def misses(self, since: date) -> dict[str, int]:
        """How often nothing was answered since a day, by the entry that came nearest."""
        async with self._database.reading() as session:
            return await curating_queries.misses(session, since)
