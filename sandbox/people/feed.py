"""Event feed of the pages: each gets, over a WebSocket, what its person may see."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TypeAlias

from sandbox.core import Core
from sandbox.people.visible_commands import command_json
from sandbox.state.events import (
    ChannelChanged,
    CommandsChanged,
    Event,
    InteractionSent,
    MessagePosted,
    MessagesDeleted,
    PageBroadcast,
    PageEvent,
    Reacted,
    Typing,
)
from sandbox.state.models import Channel, Json
from sandbox.state.permissions import Permission, has_permissions

PageUpdate: TypeAlias = tuple[str, Json]
"""Name and body of an event, as a page gets it."""


@dataclass(slots=True, eq=False)
class Page:
    """A subscriber: one open page, for one person."""

    user: int
    outbox: asyncio.Queue[Json] = field(default_factory=asyncio.Queue[Json])


@dataclass(slots=True)
class Feed:
    """Distributes events to the pages."""

    core: Core
    pages: list[Page] = field(default_factory=list[Page])

    def on_event(self, event: Event) -> None:
        """Send an event to every page that may see it."""
        for page in self.pages:
            update = self._update_for(event, page.user)
            if update is not None:
                name, body = update
                page.outbox.put_nowait({"t": name, "d": body})

    def _update_for(self, event: Event, user: int) -> PageUpdate | None:
        update: PageUpdate | None = None
        match event:
            case MessagePosted():
                update = self._message(event, user)
            case Reacted():
                update = self._message(MessagePosted(event.message, edited=True), user)
            case MessagesDeleted():
                update = self._deleted(event, user)
            case Typing():
                if user != event.user and self._sees(user, event.channel):
                    update = "TYPING_START", {"channel_id": str(event.channel.id), "user_id": str(event.user)}
            case ChannelChanged():
                update = self._channel(event, user)
            case InteractionSent():
                if event.asker == user:
                    update = "INTERACTION_CREATE", {"id": event.body["id"], "nonce": event.nonce}
            case CommandsChanged():
                commands = [command_json(self.core.world, each) for each in self.core.world.commands.values()]
                update = "COMMANDS_UPDATE", {"commands": commands}
            case PageEvent():
                update = (event.name, event.body) if event.user == user else None
            case PageBroadcast():
                update = event.name, event.body
            case _:
                pass
        return update

    def _message(self, event: MessagePosted, user: int) -> PageUpdate | None:
        message = event.message
        if message.only_for not in (None, user) or not self._sees(user, self.core.world.channels[message.channel]):
            return None
        return "MESSAGE_UPDATE" if event.edited else "MESSAGE_CREATE", self.core.message_json.for_page(message)

    def _deleted(self, event: MessagesDeleted, user: int) -> PageUpdate | None:
        if event.only_for not in (None, user) or not self._sees(user, event.channel):
            return None
        place = {"channel_id": str(event.channel.id)}
        if event.bulk:
            return "MESSAGE_DELETE_BULK", {"ids": list(map(str, event.messages)), **place}
        return "MESSAGE_DELETE", {"id": str(event.messages[0]), **place}

    def _channel(self, event: ChannelChanged, user: int) -> PageUpdate | None:
        """A change of a channel; for a user who may no longer see it, it is a deletion."""
        body = self.core.world_json.channel(event.channel, seen_by=user)
        name = "THREAD_CREATE" if event.channel.kind.is_thread and event.verb == "CREATE" else f"CHANNEL_{event.verb}"
        if event.verb == "DELETE" or self._sees(user, event.channel):
            return name, body
        return ("CHANNEL_DELETE", body) if event.verb == "UPDATE" else None

    def _sees(self, user: int, channel: Channel) -> bool:
        return has_permissions(self.core.world, user, channel, Permission.VIEW_CHANNEL)
