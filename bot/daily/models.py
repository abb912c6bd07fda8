"""Models of the quote of the day: a server's schedule, and one delivery for each of its local dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from hashlib import blake2b

from bot.times.weekdays import EVERY_DAY


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
    """The pack holds no quote on the topics chosen."""
    REJECTED = "rejected"
    """Discord found fault with the message itself."""
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
    """When and where a server wants its quote of the day.

    Attributes:
        server: id of the server.
        channel: id of the channel to post in.
        at: local time of day, to the minute.
        zone: IANA name of the time zone.
        days: ISO weekdays (1 is Monday) on which it is posted; at least one.
        topics: ids of the topics to choose from; empty means all.
        thread: whether to open a thread under the post for discussion.
        role: id of a role to mention; None mentions nobody.
    """

    server: int
    channel: int
    at: time
    zone: str
    days: frozenset[int] = EVERY_DAY
    topics: frozenset[str] = frozenset()
    thread: bool = False
    role: int | None = None

    def __post_init__(self) -> None:
        if not self.days or not self.days <= EVERY_DAY:
            raise ValueError(f"days: found {sorted(self.days)}, expected one or more of 1 (Monday) to 7 (Sunday)")


@dataclass(frozen=True, slots=True)
class Pause:
    """Why and since when a schedule rests."""

    reason: Reason
    since: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One server's post for one local date. There is at most one, and its quote is fixed from the start.

    Attributes:
        day: the local date.
        channel: id of the channel in which it is posted, whatever the schedule says later.
        quote: id of the quote; empty for a delivery that was skipped.
        turn: in which round through all quotes this one was chosen, from 1.
        due: when it was to be posted.
        lease: until when the worker that claimed it may deliver it; None once settled.
        attempts: how often it was claimed; an outcome names its attempt, so that a late worker overwrites nothing.
        message: id of the post, once sent.
        reason: why it was not posted.
    """

    server: int
    day: date
    channel: int
    quote: str
    turn: int
    due: datetime
    state: State
    lease: datetime | None = None
    attempts: int = 1
    message: int | None = None
    reason: Reason | None = None

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
    """Which quotes a server saw.

    Attributes:
        turns: the latest round in which it saw each quote, by the quote's id.
        last: id of the quote it saw last.
    """

    turns: Mapping[str, int] = field(default_factory=dict[str, int])
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything stored about a server's quote of the day: what a change starts from, and what it leads to.

    Attributes:
        schedule: None when the server has none.
        day: the local date that is due next; None without a schedule and while paused.
        due: the instant at which it is due; None as above.
        deliveries: the last ones, latest date first, and all that are claimed.
        seen: quotes that were posted.
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
