"""Fake of the store that forgets when the process ends; keeps the contract that the databases keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.ports.curating_store import CountedVotes, QueuedQuestion
from bot.ports.discussions import MOST_DISCUSSIONS, Discussion, Opening
from bot.ports.feedback import DownReason, QueueState, Stored, SuggestedQuestion, SuggestionOutcome, Tally, Vote
from bot.ports.given_replies import SentReply
from bot.ports.reading_store import MOST_BOOKMARKS, Bookmark, BookmarkKind
from bot.ports.server_settings import ServerSettings
from bot.text import without_steering
from tests.support.memory_quiz import MemoryReviews, MemoryRounds


@dataclass
class MemoryStore:
    """Keeps servers' settings, votes, suggested questions and bookmarks in memory. It is a `Store`."""

    servers: dict[int, ServerSettings] = field(default_factory=dict[int, ServerSettings])
    votes: dict[tuple[str, int], tuple[Vote, int | None]] = field(
        default_factory=dict[tuple[str, int], tuple[Vote, int | None]]
    )
    reasons: dict[tuple[str, int], DownReason] = field(default_factory=dict[tuple[str, int], DownReason])
    suggestions: list[SuggestedQuestion] = field(default_factory=list[SuggestedQuestion])
    counted_misses: Counter[str] = field(default_factory=Counter[str])
    done: set[int] = field(default_factory=set[int])
    kept: dict[int, list[Bookmark]] = field(default_factory=dict[int, list[Bookmark]])
    discussions: dict[int, Discussion] = field(default_factory=dict[int, Discussion])
    replies: list[SentReply] = field(default_factory=list[SentReply])
    rounds: MemoryRounds = field(default_factory=MemoryRounds)

    @property
    def reviews(self) -> MemoryReviews:
        """What comes back to members, from rounds too."""
        return self.rounds.reviews

    async def settings(self, server: int) -> ServerSettings:
        """A server's settings; the defaults when it set nothing."""
        return self.servers.get(server, ServerSettings())

    async def known_settings(self, server: int) -> ServerSettings:
        """A server's settings; the defaults when it set nothing."""
        return await self.settings(server)

    async def settings_once_known(self, server: int, patience: float) -> ServerSettings:
        """A server's settings; the defaults when it set nothing."""
        return await self.settings(server)

    async def change_settings(self, server: int, change: Callable[[ServerSettings], ServerSettings]) -> ServerSettings:
        """Change a server's settings and give what they are then."""
        self.servers[server] = change(await self.settings(server))
        return self.servers[server]

    async def erase_server(self, server: int) -> None:
        """Forget everything about a server."""
        self.servers.pop(server, None)
        self.votes = {key: value for key, value in self.votes.items() if value[1] != server}
        self.suggestions = [question for question in self.suggestions if question.server != server]
        self.replies = [each for each in self.replies if each.server != server]
        for game in [each for each in self.rounds.rounds.values() if each.server == server]:
            await self.rounds.end(game.id)
        self.discussions = {thread: each for thread, each in self.discussions.items() if each.server != server}

    async def vote(self, question: str, member: int, server: int | None, vote: Vote) -> Tally:
        """Count a vote, in place of the member's earlier one, and give the tally of that answer."""
        self.votes[question, member] = (vote, server)
        self.reasons.pop((question, member), None)
        counts = Counter(cast for (voted, _), (cast, _) in self.votes.items() if voted == question)
        return Tally(counts[Vote.UP], counts[Vote.DOWN])

    async def note_reason(self, question: str, member: int, reason: DownReason) -> None:
        """Note why a member voted an answer down."""
        if self.votes.get((question, member), (None,))[0] is Vote.DOWN:
            self.reasons[question, member] = reason

    async def suggest(self, question: SuggestedQuestion) -> SuggestionOutcome:
        """Put a question into the curators' queue, unless that is full; all of a member's count as today's."""
        question = replace(question, text=without_steering(question.text))
        waiting = [each for number, each in enumerate(self.suggestions, 1) if number not in self.done]
        state = QueueState(
            same=question in [replace(each, language=question.language) for each in waiting],
            of_member=sum(each.member == question.member for each in self.suggestions),
            of_server=sum(each.server == question.server for each in waiting),
            of_all=len(waiting),
        )
        if state.judge() is SuggestionOutcome.QUEUED:
            self.suggestions.append(question)
        return state.judge()

    async def count_miss(self, question: str) -> None:
        """Count that nothing was answered, by the entry that came nearest."""
        self.counted_misses[question] += 1

    async def note_replies(self, replies: Sequence[SentReply]) -> None:
        """Keep which message was answered by which."""
        self.replies += replies

    async def replies_since(self, moment: datetime) -> list[SentReply]:
        """All that were noted."""
        return list(self.replies)

    async def stored_about(self, member: int) -> Stored:
        """How much is stored about a member."""
        votes = sum(voter == member for _, voter in self.votes)
        cards = self.reviews.members.get(member)
        return Stored(
            votes=votes,
            suggestions=sum(question.member == member for question in self.suggestions),
            bookmarks=len(self.kept.get(member, ())),
            presses=sum(press.member == member for each in self.rounds.pressed.values() for press in each),
            rounds=sum(each.starter == member for each in self.rounds.rounds.values()),
            reviewing=cards is not None,
            cards=len(cards or ()),
        )

    async def erase_member(self, member: int) -> Stored:
        """Forget everything about a member; gives what was forgotten."""
        stored = await self.stored_about(member)
        self.rounds.forget(member)
        self.reviews.members.pop(member, None)
        self.votes = {key: value for key, value in self.votes.items() if key[1] != member}
        self.suggestions = [question for question in self.suggestions if question.member != member]
        self.kept.pop(member, None)
        return stored

    async def bookmarks(self, member: int) -> list[Bookmark]:
        """A member's bookmarks: where they stopped, then the others."""
        kept = self.kept.get(member, [])
        return sorted(kept, key=lambda each: (each.kind is BookmarkKind.MARK, each.article, each.paragraph))

    async def keep_bookmark(self, member: int, kind: BookmarkKind, article: str, paragraph: int) -> bool:
        """Keep a bookmark; False where the member has too many."""
        kept = self.kept.setdefault(member, [])
        if kind is BookmarkKind.STOP:
            kept[:] = [each for each in kept if each.kind is not kind or each.article != article]
        elif any((each.kind, each.article, each.paragraph) == (kind, article, paragraph) for each in kept):
            return True
        elif sum(each.kind is kind for each in kept) >= MOST_BOOKMARKS:
            return False
        kept.append(Bookmark(kind, article, paragraph, datetime.now(UTC).date()))
        return True

    async def drop_bookmark(self, member: int, kind: BookmarkKind, article: str, paragraph: int) -> None:
        """Forget a bookmark."""
        gone = (kind, article, paragraph)
        kept = self.kept.get(member, [])
        kept[:] = [each for each in kept if (each.kind, each.article, each.paragraph) != gone]

    async def discussion(self, thread: int) -> Discussion | None:
        """The discussion in a thread."""
        return self.discussions.get(thread)

    async def open_discussion(self, discussion: Discussion) -> Opening:
        """Remember a discussion, unless it is there or the server has too many."""
        if discussion.thread in self.discussions:
            return Opening.THERE
        if sum(each.server == discussion.server for each in self.discussions.values()) >= MOST_DISCUSSIONS:
            return Opening.FULL
        self.discussions[discussion.thread] = discussion
        return Opening.OPENED

    async def note_discussed(self, thread: int, entries: Collection[str]) -> None:
        """Add what was answered in a discussion."""
        if thread in self.discussions:
            self.discussions[thread] = self.discussions[thread].with_entries(entries)

    async def close_discussion(self, thread: int) -> Discussion | None:
        """Forget a discussion, and give it."""
        return self.discussions.pop(thread, None)

    async def queued(self, server: int) -> list[QueuedQuestion]:
        """The questions of a server that wait, by their place in the queue."""
        return [
            QueuedQuestion(number, each.text, each.language, each.server, datetime.now(UTC))
            for number, each in enumerate(self.suggestions, 1)
            if each.server == server and number not in self.done
        ]

    async def mark_suggestions(self, numbers: Collection[int], *, done: bool) -> list[int]:
        """Mark questions as done, or as waiting again."""
        changing = sorted(number for number in numbers if (number in self.done) is not done)
        self.done = self.done | {*changing} if done else self.done - {*changing}
        return changing

    async def of_the_same_member(self, number: int) -> list[int]:
        """The numbers of all waiting questions of whoever suggested that one."""
        member = self.suggestions[number - 1].member
        waiting = enumerate(self.suggestions, 1)
        return [each for each, one in waiting if one.member == member and each not in self.done]

    async def voted_down(self) -> dict[str, CountedVotes]:
        """The votes by the id of the entry, for those that were voted down at all."""
        counts = Counter((question, vote) for (question, _), (vote, _) in self.votes.items())
        down = [question for question, vote in counts if vote is Vote.DOWN]
        return {
            question: CountedVotes(
                counts[question, Vote.UP],
                counts[question, Vote.DOWN],
                Counter(reason for (voted, _), reason in self.reasons.items() if voted == question),
            )
            for question in down
        }

    async def misses(self, since: date) -> dict[str, int]:
        """How often nothing was answered, by the entry that came nearest."""
        return dict(self.counted_misses)
