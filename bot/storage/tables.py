"""Schema (SQLAlchemy). `migrations/` leads to it step by step; a test holds the two against each other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import Enum, StrEnum

import sqlalchemy
from sqlalchemy import BigInteger, DateTime, Dialect, ForeignKey, Index, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from bot.daily.models import PostKind, Reason, State
from bot.ports.feedback import DownReason, Vote
from bot.ports.server_settings import Care, SpeakMode
from bot.rounds.round_models import Phase


class Instant(TypeDecorator[datetime]):
    """A moment, aware and in UTC on both sides; SQLite, which knows no zones, keeps it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is stored; a moment without a zone is refused, for it is ambiguous."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What is read."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def _values(kind: type[Enum]) -> list[str]:
    return [str(member.value) for member in kind]


COUNTED = BigInteger().with_variant(Integer, "sqlite")
"""The type of a key that the database counts up by itself; SQLite does so for this type only."""


class Table(DeclarativeBase):
    """Base of every table. Whole numbers have 64 bits (ids of Discord need them), enums are stored as short text."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy wants a plain dictionary
        int: BigInteger,
        str: Text,
        datetime: Instant,
        StrEnum: sqlalchemy.Enum(StrEnum, native_enum=False, length=16, values_callable=_values),
    }


class Server(Table):
    """A server's settings; one that set nothing has no row."""

    __tablename__ = "servers"

    server: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mode: Mapped[SpeakMode]
    care: Mapped[Care]
    language: Mapped[str | None]
    keep_suggestions: Mapped[bool]
    show_passages: Mapped[bool] = mapped_column(server_default=sqlalchemy.false())
    show_doubt: Mapped[bool] = mapped_column(server_default=sqlalchemy.true())
    curators: Mapped[str] = mapped_column(server_default=sqlalchemy.text("''"))
    """Ids of roles and members with spaces between them."""


class OpenChannel(Table):
    """A channel that a server's admins opened to the bot."""

    __tablename__ = "open_channels"

    server: Mapped[int] = mapped_column(ForeignKey("servers.server", ondelete="CASCADE"), primary_key=True)
    channel: Mapped[int] = mapped_column(primary_key=True)


class CastVote(Table):
    """A member's vote on an answer; `question` is the id of the pack's entry."""

    __tablename__ = "votes"
    __table_args__ = (Index(None, "member"), Index(None, "server"))

    question: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(primary_key=True)
    server: Mapped[int | None]
    vote: Mapped[Vote]
    reason: Mapped[DownReason | None]
    """Why it was voted down, where the member said so."""


class SuggestionRow(Table):
    """A question in the curators' queue, oldest first."""

    __tablename__ = "suggestions"
    __table_args__ = (Index(None, "member"), Index(None, "server"))

    id: Mapped[int] = mapped_column(COUNTED, primary_key=True)
    text: Mapped[str]
    language: Mapped[str]
    member: Mapped[int]
    server: Mapped[int | None]
    suggested: Mapped[datetime]
    done: Mapped[datetime | None]
    """When a curator dealt with it; null while it waits."""


class ReadingStop(Table):
    """Where a member stopped reading an article."""

    __tablename__ = "reading_stops"

    member: Mapped[int] = mapped_column(primary_key=True)
    article: Mapped[str] = mapped_column(primary_key=True)
    paragraph: Mapped[int]
    day: Mapped[date]


class BookmarkRow(Table):
    """A paragraph that a member set a bookmark at."""

    __tablename__ = "bookmarks"

    member: Mapped[int] = mapped_column(primary_key=True)
    article: Mapped[str] = mapped_column(primary_key=True)
    paragraph: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]


class MissCount(Table):
    """How often nothing was answered on a day (UTC), by the entry that came nearest; no words, nobody, no place."""

    __tablename__ = "misses"

    day: Mapped[date] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    """Id of the pack's entry; empty where none was near."""
    times: Mapped[int]


class GivenReplyRow(Table):
    """Which of the bot's messages answers which message; kept for an hour."""

    __tablename__ = "given_replies"
    __table_args__ = (Index(None, "at"),)

    message: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    server: Mapped[int | None]
    reply: Mapped[int]
    called: Mapped[bool]
    at: Mapped[datetime]


class DiscussionRow(Table):
    """A thread under an answer, in which follow-ups are answered."""

    __tablename__ = "discussions"
    __table_args__ = (Index(None, "server"),)

    thread: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    server: Mapped[int]
    entries: Mapped[str]
    """Ids of the entries answered in it, with spaces between them."""
    at: Mapped[datetime]
    """When something was answered last."""


class DailyServer(Table):
    """A server's schedule, when it is due, and what it saw.

    The row stays when the schedule is removed (`channel` and what belongs to it are then null), for the dates that were
    posted and what was seen still count.
    """

    __tablename__ = "daily_servers"
    __table_args__ = (Index(None, "wake"),)

    server: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[int | None]
    at: Mapped[time | None]
    zone: Mapped[str | None]
    days: Mapped[str | None]
    """ISO weekdays in order: "12345" is Monday to Friday."""
    topics: Mapped[str | None]
    """Ids with spaces between them."""
    thread: Mapped[bool | None]
    role: Mapped[int | None]
    day: Mapped[date | None]
    due: Mapped[datetime | None]
    pause: Mapped[Reason | None]
    paused: Mapped[datetime | None]
    wake: Mapped[datetime | None]
    """When there is something to do: the earliest of `due` and the leases. Indexed, for it is polled."""
    seen: Mapped[str]
    """The latest round in which each thing was shown, by its key (`daily.models.seen_key`), as JSON."""
    last: Mapped[str | None]
    kinds: Mapped[str] = mapped_column(server_default=sqlalchemy.text("'quote'"))
    """What is posted: kinds with spaces between them, in the order of their turns."""
    picture: Mapped[bool] = mapped_column(server_default=sqlalchemy.false())


class DailyDelivery(Table):
    """A server's post of one local date."""

    __tablename__ = "daily_deliveries"

    server: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    channel: Mapped[int]
    entry: Mapped[str] = mapped_column("quote", key="entry")
    """What is shown, as `kind` names it; the column is called by what was posted first."""
    turn: Mapped[int]
    due: Mapped[datetime]
    state: Mapped[State]
    lease: Mapped[datetime | None]
    attempts: Mapped[int]
    message: Mapped[int | None]
    reason: Mapped[Reason | None]
    kind: Mapped[PostKind] = mapped_column(server_default=sqlalchemy.text("'quote'"))


class QuizRoundRow(Table):
    """A round of the quiz that is played in a channel; see `QuizRound`."""

    __tablename__ = "quiz_rounds"
    __table_args__ = (Index(None, "wake"), Index(None, "channel", unique=True))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    server: Mapped[int]
    channel: Mapped[int]
    starter: Mapped[int]
    language: Mapped[str]
    seed: Mapped[int]
    count: Mapped[int]
    seconds: Mapped[int]
    began: Mapped[datetime]
    wake: Mapped[datetime]
    ends: Mapped[datetime]
    number: Mapped[int]
    phase: Mapped[Phase]
    attempts: Mapped[int]
    message: Mapped[int | None]
    asked: Mapped[str]
    stopped: Mapped[bool]


class QuizPressRow(Table):
    """A member's answer to one question of a round; it goes with the round."""

    __tablename__ = "quiz_presses"
    __table_args__ = (Index(None, "member"),)

    round: Mapped[int] = mapped_column(ForeignKey("quiz_rounds.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[int] = mapped_column(primary_key=True)
    choice: Mapped[int]
    right: Mapped[bool]
    millis: Mapped[int]


class ReviewerRow(Table):
    """A member who opted in to being asked again what they missed."""

    __tablename__ = "reviewers"

    member: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[datetime]


class ReviewCardRow(Table):
    """What comes back to such a member, and when; see `ReviewCard`. Their numbers are the scheduler's."""

    __tablename__ = "review_cards"

    member: Mapped[int] = mapped_column(ForeignKey("reviewers.member", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    entry_kind: Mapped[str] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(primary_key=True)
    due: Mapped[datetime]
    last: Mapped[datetime]
    state: Mapped[int]
    step: Mapped[int | None]
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    times: Mapped[int]
    counted: Mapped[str]
