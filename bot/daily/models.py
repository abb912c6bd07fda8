"""Models of the post of the day: a server's schedule, and one delivery for each of its local dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import blake2b

from bot.times.weekdays import EVERY_DAY


class PostKind(StrEnum):
    """What a post of the day shows."""

    QUOTE = "quote"
    """A quote, by its id."""
    TERM = "term"
    """A term of the glossary, by its id."""
    QUIZ = "quiz"
    """A question of the quiz, by its number: the server's first, second and so on, from 1."""


IN_TURN: tuple[PostKind, ...] = tuple(PostKind)
"""Every kind, one after the other."""


class Reason(StrEnum):
    """Why a schedule rests, or why a delivery was not posted."""

    ADMIN = "admin"
    """An admin said so."""
    LATE = "late"
    """The bot was away longer than the grace allows."""
    FORBIDDEN = "forbidden"
    """Discord refuses: a permission is missing in the channel."""
    GONE = "gone"
    """The channel, or the server, is gone."""
    NO_QUOTE = "no-quote"
    """The pack holds nothing of what is to be posted on the topics chosen."""
    REJECTED = "rejected"
    """Discord rejected the message itself."""
    ZONE = "zone"
    """The time zone's name is not known any more."""


class State(StrEnum):
    """How far a delivery has come."""

    CLAIMED = "claimed"
    """A worker is delivering it, until the lease runs out."""
    SENT = "sent"
    """It stands in the channel."""
    SKIPPED = "skipped"
    """It will not be posted; the reason says why."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When and where a server wants its post of the day, and of what.

    Attributes:
        server: id of the server.
        channel: id of the channel to post in.
        at: local time of day, to the minute.
        zone: IANA name of the time zone.
        days: ISO weekdays (1 is Monday) on which it is posted; at least one.
        topics: ids of the topics to choose from; empty means all.
        thread: whether to open a thread under the post for discussion.
        role: id of a role to mention; None mentions nobody.
        kinds: what is posted; several take turns, in this order.
        picture: whether a quote or a term carries its card, where cards can be drawn.
    """

    server: int
    channel: int
    at: time
    zone: str
    days: frozenset[int] = EVERY_DAY
    topics: frozenset[str] = frozenset()
    thread: bool = False
    role: int | None = None
    kinds: tuple[PostKind, ...] = (PostKind.QUOTE,)
    picture: bool = False

    def __post_init__(self) -> None:
        if not self.kinds or len({*self.kinds}) != len(self.kinds):
            raise ValueError(f"kinds: found {self.kinds}, expected one or more, each once")
        if not self.days or not self.days <= EVERY_DAY:
            raise ValueError(f"days: found {sorted(self.days)}, expected one or more of 1 (Monday) to 7 (Sunday)")


@dataclass(frozen=True, slots=True)
class Pause:
    """Why and since when a schedule rests."""

    reason: Reason
    since: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One server's post for one local date. There is at most one, and what it shows is fixed from the start.

    Attributes:
        day: the local date.
        channel: id of the channel in which it is posted, whatever the schedule says later.
        entry: what is shown, as `kind` names it; empty for a delivery that was skipped.
        turn: in which round through all of its kind this one was chosen, from 1.
        due: when it was to be posted.
        lease: until when the worker that claimed it may deliver it; None once settled.
        attempts: how often it was claimed; an outcome names its attempt, so that a late worker overwrites nothing.
        message: id of the post, once sent.
        reason: why it was not posted.
        kind: what kind of thing is shown.
    """

    server: int
    day: date
    channel: int
    entry: str
    turn: int
    due: datetime
    state: State
    lease: datetime | None = None
    attempts: int = 1
    message: int | None = None
    reason: Reason | None = None
    kind: PostKind = PostKind.QUOTE

    @property
    def seen_as(self) -> str:
        """The key under which `Seen` has what is shown."""
        return seen_key(self.kind, self.entry)

    @property
    def nonce(self) -> str:
        """What Discord tells a repeated request by: the same for every attempt, at most 25 characters."""
        return blake2b(f"{self.server}:{self.day:%Y%m%d}".encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Overview:
    """What `/daily show` tells: the schedule, when it is due next, why it rests, the last deliveries, newest first."""

    schedule: Schedule
    due: datetime | None
    pause: Pause | None
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server saw.

    Attributes:
        turns: the latest round in which it saw each thing, by its key (`seen_key`).
        last: key of what it saw last.
    """

    turns: Mapping[str, int] = field(default_factory=dict[str, int])
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything stored about a server's post of the day: what a change starts from, and what it leads to.

    Attributes:
        schedule: None when the server has none.
        day: the local date that is due next; None without a schedule and while paused.
        due: the instant at which it is due; None as above.
        deliveries: the last ones, latest date first, and all that are claimed.
        seen: what was posted.
    """

    server: int
    schedule: Schedule | None = None
    day: date | None = None
    due: datetime | None = None
    pause: Pause | None = None
    deliveries: tuple[Delivery, ...] = ()
    seen: Seen = field(default_factory=Seen)

    @property
    def wake(self) -> datetime | None:
        """When there is something to do: a date becomes due, or a lease runs out."""
        leases = (delivery.lease for delivery in self.deliveries)
        return min((moment for moment in (self.due, *leases) if moment is not None), default=None)

    def delivery(self, day: date) -> Delivery | None:
        """The delivery of a local date, when there is one."""
        return next((delivery for delivery in self.deliveries if delivery.day == day), None)


def seen_key(kind: PostKind, entry: str) -> str:
    """The key under which `Seen` has a thing: a quote's id, which has no colon; of a term, `term:` and its id.

    Of the quiz only the number of the last question is kept, under `quiz:`.
    """
    match kind:
        case PostKind.QUOTE:
            return entry
        case PostKind.TERM:
            return f"{kind}:{entry}"
        case PostKind.QUIZ:
            return f"{kind}:"


def kind_seen(key: str) -> PostKind:
    """The kind of what stands under a key of `Seen`."""
    prefix, colon, _ = key.partition(":")
    return PostKind(prefix) if colon else PostKind.QUOTE
