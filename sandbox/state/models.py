"""Models of servers, channels, members and messages: frozen dataclasses; a change puts a new one into the world."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Any, TypeAlias, cast

Json: TypeAlias = dict[str, Any]
"""A JSON object."""


def objects(value: object) -> list[Json]:
    """A list of objects from the wire; what is no list counts as an empty one."""
    return [each for each in cast("list[Any]", value) if isinstance(each, dict)] if isinstance(value, list) else []


class ChannelKind(IntEnum):
    """Types of channels that are modelled."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    STAGE = 13
    FORUM = 15
    MEDIA = 16

    @property
    def is_thread(self) -> bool:
        """Whether it is a thread of another channel."""
        return self in {ChannelKind.ANNOUNCEMENT_THREAD, ChannelKind.PUBLIC_THREAD, ChannelKind.PRIVATE_THREAD}

    @property
    def holds_messages(self) -> bool:
        """Whether it holds messages."""
        return self is not ChannelKind.CATEGORY and not self.holds_posts

    @property
    def holds_posts(self) -> bool:
        """Whether it holds posts alone: threads that each begin with a message."""
        return self in {ChannelKind.FORUM, ChannelKind.MEDIA}


class MessageFlag(IntFlag):
    """Flags of messages that mean something here."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


class MessageKind(IntEnum):
    """Types of messages that are modelled."""

    DEFAULT = 0
    PINNED = 6
    THREAD_CREATED = 18
    REPLY = 19
    COMMAND = 20
    THREAD_STARTER = 21
    CONTEXT_COMMAND = 23


@dataclass(frozen=True, slots=True)
class User:
    """An account, of a person or of the bot.

    Attributes:
        locale: the language of the person's client, such as `en-US`.
        note: a word about the person, shown on the page.
    """

    id: int
    name: str
    display: str
    bot: bool = False
    locale: str = "en-US"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a server; the one with the server's own id is everyone's."""

    id: int
    guild: int
    name: str
    permissions: int
    position: int = 1
    colour: int = 0
    mentionable: bool = False
    managed_by: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A user in a server; in seconds since 1970 when they joined, and until when they may only read."""

    user: int
    guild: int
    joined: float
    roles: tuple[int, ...] = ()
    nick: str | None = None
    timed_out: float = 0.0


@dataclass(frozen=True, slots=True)
class Guild:
    """A server."""

    id: int
    name: str
    owner: int
    locale: str = "en-US"
    system_channel: int | None = None


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a role or a member may or may not do in one channel, differing from the server."""

    target: int
    is_member: bool
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True, slots=True)
class ThreadState:
    """What a thread has besides a channel; `archive_after` in minutes."""

    owner: int
    members: tuple[int, ...]
    archive_after: int = 1440
    archived: bool = False
    locked: bool = False
    total: int = 0


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, a thread or a direct conversation.

    Attributes:
        guild: its server; None for a direct conversation.
        recipients: who takes part in a direct conversation.
        slow_mode: seconds that a member waits between two messages.
    """

    id: int
    kind: ChannelKind
    guild: int | None = None
    name: str = ""
    topic: str | None = None
    position: int = 0
    parent: int | None = None
    overwrites: tuple[Overwrite, ...] = ()
    slow_mode: int = 0
    nsfw: bool = False
    recipients: tuple[int, ...] = ()
    thread: ThreadState | None = None
    last_message: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message; the bytes lie in the world's store of files, under the id."""

    id: int
    name: str
    size: int
    content_type: str
    description: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The message that another one replies to, or that a thread hangs on; 0 where only the channel is referred to."""

    channel: int
    message: int
    guild: int | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """Whom a message notifies."""

    users: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message.

    Attributes:
        reactions: an emoji with the users who put it there, in the order of the first.
        embeds, components: as JSON, ids filled in.
        edited: seconds since 1970.
        only_for: who alone sees it, for a private reply.
        interaction: what it answers, as `interaction_metadata` on the wire.
        forwards, poll: the messages that it passes on, and the poll that it holds, as JSON; nobody makes them here, so
            they are put into a world as data.
    """

    id: int
    channel: int
    author: int
    content: str = ""
    kind: MessageKind = MessageKind.DEFAULT
    flags: int = 0
    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    mentions: Mentions = Mentions()
    reference: Reference | None = None
    nonce: str | int | None = None
    edited: float | None = None
    pinned: float | None = None
    only_for: int | None = None
    interaction: Json | None = None
    webhook: int | None = None
    reactions: tuple[tuple[str, tuple[int, ...]], ...] = ()
    forwards: tuple[Json, ...] = ()
    poll: Json | None = None
