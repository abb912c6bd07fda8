"""What the pages are told while it happens: each person's page only what that person may see."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TypeAlias

from sandbox.core import Core
from sandbox.people.visible_commands import written
from sandbox.state.events import (
    ChannelChanged,
    CommandsChanged,
    Event,
    ForEveryPage,
    ForPerson,
    InteractionSent,
    MessageMade,
    MessagesGone,
    Typing,
)
from sandbox.state.models import Channel, Json
from sandbox.state.permissions import Right, may

Told: TypeAlias = tuple[str, Json]
"""Name and body of an event, as a page gets it."""


@dataclass(slots=True, eq=False)
class Page:
    """One page that listens, for one person."""

    user: int
    outbox: asyncio.Queue[Json] = field(default_factory=asyncio.Queue[Json])


@dataclass(slots=True)
class Feed:
    """Tells the pages."""

    core: Core
    pages: list[Page] = field(default_factory=list[Page])

    def hear(self, event: Event) -> None:
        """Pass on what happened."""
        for page in self.pages:
            told = self._told(event, page.user)
            if told is not None:
                name, body = told
                page.outbox.put_nowait({"t": name, "d": body})

    def _told(self, event: Event, user: int) -> Told | None:
        told: Told | None = None
        match event:
            case MessageMade():
                told = self._message(event, user)
            case MessagesGone():
                told = self._gone(event, user)
            case Typing():
                if user != event.user and self._sees(user, event.channel):
                    told = "TYPING_START", {"channel_id": str(event.channel.id), "user_id": str(event.user)}
            case ChannelChanged():
                told = self._channel(event, user)
            case InteractionSent():
                if event.asker == user:
                    told = "INTERACTION_CREATE", {"id": event.body["id"], "nonce": event.nonce}
            case CommandsChanged():
                commands = [written(self.core.world, each) for each in self.core.world.commands.values()]
                told = "COMMANDS_UPDATE", {"commands": commands}
            case ForPerson():
                told = (event.name, event.body) if event.user == user else None
            case ForEveryPage():
                told = event.name, event.body
            case _:
                pass
        return told

    def _message(self, event: MessageMade, user: int) -> Told | None:
        message = event.message
        if message.only_for not in (None, user) or not self._sees(user, self.core.world.channels[message.channel]):
            return None
        return "MESSAGE_UPDATE" if event.edited else "MESSAGE_CREATE", self.core.letters.shown(message)

    def _gone(self, event: MessagesGone, user: int) -> Told | None:
        if event.only_for not in (None, user) or not self._sees(user, event.channel):
            return None
        place = {"channel_id": str(event.channel.id)}
        if event.bulk:
            return "MESSAGE_DELETE_BULK", {"ids": list(map(str, event.messages)), **place}
        return "MESSAGE_DELETE", {"id": str(event.messages[0]), **place}

    def _channel(self, event: ChannelChanged, user: int) -> Told | None:
        """A channel; one that somebody may no longer see is gone for them."""
        body = self.core.wire.channel(event.channel, seen_by=user)
        name = "THREAD_CREATE" if event.channel.kind.is_thread and event.verb == "CREATE" else f"CHANNEL_{event.verb}"
        if event.verb == "DELETE" or self._sees(user, event.channel):
            return name, body
        return ("CHANNEL_DELETE", body) if event.verb == "UPDATE" else None

    def _sees(self, user: int, channel: Channel) -> bool:
        return may(self.core.world, user, channel, Right.VIEW_CHANNEL)
