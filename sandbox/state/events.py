"""Event bus: every change of the world is published once; the gateway and the feed of the pages subscribe to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.state.models import Channel, Guild, Json, Message


@dataclass(frozen=True, slots=True)
class MessagePosted:
    """A message was sent, or changed when `edited`."""

    message: Message
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Reacted:
    """A user put a reaction on a message, or took it back; `message` is as it is then."""

    message: Message
    user: int
    emoji: str
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class MessagesDeleted:
    """Messages of one channel were deleted; `bulk` when in one request. `only_for`: the only user who saw them."""

    channel: Channel
    messages: tuple[int, ...]
    bulk: bool = False
    only_for: int | None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """A user types."""

    channel: Channel
    user: int


@dataclass(frozen=True, slots=True)
class ChannelChanged:
    """A channel or thread was made, changed or taken away; `verb` is CREATE, UPDATE or DELETE."""

    channel: Channel
    verb: str


@dataclass(frozen=True, slots=True)
class ThreadJoined:
    """A user joined a thread, or left it."""

    channel: Channel
    user: int
    left: bool = False


@dataclass(frozen=True, slots=True)
class GuildChanged:
    """The bot came into a server or was put out of it (`gone`), or the server changed (`name`, a gateway event)."""

    guild: Guild
    name: str
    body: Json


@dataclass(frozen=True, slots=True)
class PinsChanged:
    """A message was pinned in a channel, or taken from the pins."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class CommandsChanged:
    """Commands were registered."""


@dataclass(frozen=True, slots=True)
class InteractionSent:
    """A user used a command or a component; `body` is the payload for the bot, `asker` the user's id."""

    body: Json
    asker: int
    nonce: str


@dataclass(frozen=True, slots=True)
class PageEvent:
    """An event for the pages of one user, such as a modal that opens."""

    user: int
    name: str
    body: Json


@dataclass(frozen=True, slots=True)
class PageBroadcast:
    """An event for all pages and not for the bot: notices, whether the bot is online."""

    name: str
    body: Json


Event = (
    MessagePosted
    | Reacted
    | MessagesDeleted
    | Typing
    | ChannelChanged
    | ThreadJoined
    | GuildChanged
    | PinsChanged
    | CommandsChanged
    | InteractionSent
    | PageEvent
    | PageBroadcast
)


@dataclass(slots=True)
class Events:
    """Calls every listener, in order, synchronously."""

    listeners: list[Callable[[Event], None]] = field(default_factory=list[Callable[[Event], None]])

    def publish(self, event: Event) -> None:
        """Pass an event to every listener."""
        for listener in self.listeners:
            listener(event)
