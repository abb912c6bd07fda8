"""From what happened to what the bot is told: which event, under which intent, with how much of the content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.gateway.intents import Intent
from sandbox.messaging.message_json import Letters
from sandbox.state.events import (
    ChannelChanged,
    Event,
    GuildChanged,
    InteractionSent,
    MessageMade,
    MessagesGone,
    PinsChanged,
    ThreadJoined,
    Typing,
)
from sandbox.state.models import Channel, Json
from sandbox.state.permissions import Right, may
from sandbox.state.world_json import stamp


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An event of the gateway.

    Attributes:
        intent: under which it is told; 0 when always.
        guild: whose shard is told; None for the first shard.
    """

    name: str
    body: Json
    intent: int = 0
    guild: int | None = None


def told(event: Event, letters: Letters, intents: int) -> Iterator[Dispatch]:
    """What a connection with certain intents is told of an event."""
    for dispatch in _dispatches(event, letters, whole=bool(intents & Intent.MESSAGE_CONTENT)):
        if not dispatch.intent or intents & dispatch.intent:
            yield dispatch


def _dispatches(event: Event, letters: Letters, *, whole: bool) -> Iterator[Dispatch]:
    match event:
        case MessageMade():
            yield from _message(event, letters, whole=whole)
        case MessagesGone():
            yield from _gone(event, letters)
        case Typing():
            yield from _typing(event, letters)
        case ChannelChanged():
            yield from _channel(event, letters)
        case ThreadJoined():
            yield from _joined(event, letters)
        case PinsChanged():
            if _sees(letters, event.channel):
                body = {"channel_id": str(event.channel.id), **_guild(event.channel)}
                yield Dispatch("CHANNEL_PINS_UPDATE", body, Intent.GUILDS, event.channel.guild)
        case GuildChanged():
            yield Dispatch(event.name, event.body, Intent.GUILDS, event.guild.id)
        case InteractionSent():
            guild: str | None = event.body.get("guild_id")
            yield Dispatch("INTERACTION_CREATE", event.body, guild=int(guild) if guild else None)
        case _:
            return


def _sees(letters: Letters, channel: Channel) -> bool:
    world = letters.wire.world
    return may(world, world.application.bot, channel, Right.VIEW_CHANNEL)


def _guild(channel: Channel) -> Json:
    return {"guild_id": str(channel.guild)} if channel.guild is not None else {}


def _message(event: MessageMade, letters: Letters, *, whole: bool) -> Iterator[Dispatch]:
    """A message; the bot's own private replies are told as if direct, without server and member."""
    message = event.message
    channel = letters.wire.world.channels[message.channel]
    direct = channel.guild is None or message.only_for is not None
    own = message.author == letters.wire.world.application.bot
    if (message.only_for is not None and not own) or not (direct or _sees(letters, channel)):
        return
    name = "MESSAGE_UPDATE" if event.edited else "MESSAGE_CREATE"
    intent = Intent.DIRECT_MESSAGES if direct else Intent.GUILD_MESSAGES
    yield Dispatch(name, letters.told_to_bot(message, whole=whole), intent, None if direct else channel.guild)


def _gone(event: MessagesGone, letters: Letters) -> Iterator[Dispatch]:
    direct = event.channel.guild is None or event.only_for is not None
    if not (direct or _sees(letters, event.channel)):
        return
    place = {"channel_id": str(event.channel.id), **({} if direct else _guild(event.channel))}
    intent = Intent.DIRECT_MESSAGES if direct else Intent.GUILD_MESSAGES
    guild = None if direct else event.channel.guild
    if event.bulk:
        yield Dispatch("MESSAGE_DELETE_BULK", {"ids": list(map(str, event.messages)), **place}, intent, guild)
        return
    for message in event.messages:
        yield Dispatch("MESSAGE_DELETE", {"id": str(message), **place}, intent, guild)


def _typing(event: Typing, letters: Letters) -> Iterator[Dispatch]:
    wire, channel = letters.wire, event.channel
    if channel.guild is not None and not _sees(letters, channel):
        return
    body: Json = {"channel_id": str(channel.id), "user_id": str(event.user), **_guild(channel)}
    body["timestamp"] = int(wire.world.now())
    member = wire.world.members.get((channel.guild or 0, event.user))
    if member is not None:
        body["member"] = wire.member(member)
    intent = Intent.DIRECT_MESSAGE_TYPING if channel.guild is None else Intent.GUILD_MESSAGE_TYPING
    yield Dispatch("TYPING_START", body, intent, channel.guild)


def _channel(event: ChannelChanged, letters: Letters) -> Iterator[Dispatch]:
    channel = event.channel
    if channel.guild is None:
        return
    body = letters.wire.channel(channel)
    if not channel.kind.is_thread:
        yield Dispatch(f"CHANNEL_{event.verb}", body, Intent.GUILDS, channel.guild)
    elif event.verb == "DELETE" or _sees(letters, channel):
        if event.verb == "CREATE":
            body["newly_created"] = True
            bot = letters.wire.world.application.bot
            if channel.thread and bot in channel.thread.members:
                body["member"] = letters.wire.thread_member(channel, bot)
        if event.verb == "DELETE":
            body = {key: body[key] for key in ("id", "guild_id", "parent_id", "type")}
        yield Dispatch(f"THREAD_{event.verb}", body, Intent.GUILDS, channel.guild)


def _joined(event: ThreadJoined, letters: Letters) -> Iterator[Dispatch]:
    """The bot is told of its own coming and going; of others' it would need the members intent."""
    wire, channel = letters.wire, event.channel
    own = event.user == wire.world.application.bot
    added = [] if event.left else [{**wire.thread_member(channel, event.user), "member": None, "presence": None}]
    body: Json = {"id": str(channel.id), "guild_id": str(channel.guild), "added_members": added}
    body["removed_member_ids"] = [str(event.user)] if event.left else []
    body["member_count"] = len(channel.thread.members) if channel.thread else 0
    for each in added:
        member = wire.world.members.get((channel.guild or 0, event.user))
        each["member"] = wire.member(member) if member else None
        each["join_timestamp"] = stamp(wire.world.now())
    yield Dispatch("THREAD_MEMBERS_UPDATE", body, Intent.GUILDS if own else Intent.GUILD_MEMBERS, channel.guild)
