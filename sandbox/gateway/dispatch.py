"""Gateway dispatches: which payload a connection gets for an event, under which intent, with or without content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.gateway.intents import Intent
from sandbox.messaging.message_json import MessageJson
from sandbox.state.events import (
    ChannelChanged,
    Event,
    GuildChanged,
    InteractionSent,
    MessagePosted,
    MessagesDeleted,
    PinsChanged,
    Reacted,
    ThreadJoined,
    Typing,
)
from sandbox.state.models import Channel, Json
from sandbox.state.permissions import Permission, has_permissions
from sandbox.state.world_json import iso_timestamp


@dataclass(frozen=True, slots=True)
class Dispatch:
    """An event of the gateway.

    Attributes:
        intent: that it needs; 0 for none.
        guild: whose shard gets it; None for shard 0.
    """

    name: str
    body: Json
    intent: int = 0
    guild: int | None = None


def dispatches(event: Event, message_json: MessageJson, intents: int) -> Iterator[Dispatch]:
    """The gateway events that a connection with certain intents gets for an event."""
    for dispatch in _dispatches(event, message_json, with_content=bool(intents & Intent.MESSAGE_CONTENT)):
        if not dispatch.intent or intents & dispatch.intent:
            yield dispatch


def _dispatches(event: Event, message_json: MessageJson, *, with_content: bool) -> Iterator[Dispatch]:
    match event:
        case MessagePosted():
            yield from _message(event, message_json, with_content=with_content)
        case Reacted():
            yield from _reacted(event, message_json)
        case MessagesDeleted():
            yield from _deleted(event, message_json)
        case Typing():
            yield from _typing(event, message_json)
        case ChannelChanged():
            yield from _channel(event, message_json)
        case ThreadJoined():
            yield from _joined(event, message_json)
        case PinsChanged():
            if _sees(message_json, event.channel):
                body = {"channel_id": str(event.channel.id), **_guild(event.channel)}
                yield Dispatch("CHANNEL_PINS_UPDATE", body, Intent.GUILDS, event.channel.guild)
        case GuildChanged():
            yield Dispatch(event.name, event.body, Intent.GUILDS, event.guild.id)
        case InteractionSent():
            guild: str | None = event.body.get("guild_id")
            yield Dispatch("INTERACTION_CREATE", event.body, guild=int(guild) if guild else None)
        case _:
            return


def _sees(message_json: MessageJson, channel: Channel) -> bool:
    world = message_json.world_json.world
    return has_permissions(world, world.application.bot, channel, Permission.VIEW_CHANNEL)


def _guild(channel: Channel) -> Json:
    return {"guild_id": str(channel.guild)} if channel.guild is not None else {}


def _message(event: MessagePosted, message_json: MessageJson, *, with_content: bool) -> Iterator[Dispatch]:
    """A message; the bot's own ephemeral ones come as if direct, without server and member."""
    message = event.message
    channel = message_json.world_json.world.channels[message.channel]
    direct = channel.guild is None or message.only_for is not None
    own = message.author == message_json.world_json.world.application.bot
    if (message.only_for is not None and not own) or not (direct or _sees(message_json, channel)):
        return
    name = "MESSAGE_UPDATE" if event.edited else "MESSAGE_CREATE"
    intent = Intent.DIRECT_MESSAGES if direct else Intent.GUILD_MESSAGES
    yield Dispatch(
        name, message_json.for_gateway(message, with_content=with_content), intent, None if direct else channel.guild
    )


def _reacted(event: Reacted, message_json: MessageJson) -> Iterator[Dispatch]:
    message = event.message
    channel = message_json.world_json.world.channels[message.channel]
    if channel.guild is not None and not _sees(message_json, channel):
        return
    body: Json = {
        "user_id": str(event.user),
        "channel_id": str(channel.id),
        "message_id": str(message.id),
        "emoji": {"id": None, "name": event.emoji},
        "burst": False,
        "type": 0,
        **_guild(channel),
    }
    intent = Intent.DIRECT_MESSAGE_REACTIONS if channel.guild is None else Intent.GUILD_MESSAGE_REACTIONS
    yield Dispatch(f"MESSAGE_REACTION_{'REMOVE' if event.taken_back else 'ADD'}", body, intent, channel.guild)


def _deleted(event: MessagesDeleted, message_json: MessageJson) -> Iterator[Dispatch]:
    direct = event.channel.guild is None or event.only_for is not None
    if not (direct or _sees(message_json, event.channel)):
        return
    place = {"channel_id": str(event.channel.id), **({} if direct else _guild(event.channel))}
    intent = Intent.DIRECT_MESSAGES if direct else Intent.GUILD_MESSAGES
    guild = None if direct else event.channel.guild
    if event.bulk:
        yield Dispatch("MESSAGE_DELETE_BULK", {"ids": list(map(str, event.messages)), **place}, intent, guild)
        return
    for message in event.messages:
        yield Dispatch("MESSAGE_DELETE", {"id": str(message), **place}, intent, guild)


def _typing(event: Typing, message_json: MessageJson) -> Iterator[Dispatch]:
    world_json, channel = message_json.world_json, event.channel
    if channel.guild is not None and not _sees(message_json, channel):
        return
    body: Json = {"channel_id": str(channel.id), "user_id": str(event.user), **_guild(channel)}
    body["timestamp"] = int(world_json.world.now())
    member = world_json.world.members.get((channel.guild or 0, event.user))
    if member is not None:
        body["member"] = world_json.member(member)
    intent = Intent.DIRECT_MESSAGE_TYPING if channel.guild is None else Intent.GUILD_MESSAGE_TYPING
    yield Dispatch("TYPING_START", body, intent, channel.guild)


def _channel(event: ChannelChanged, message_json: MessageJson) -> Iterator[Dispatch]:
    channel = event.channel
    if channel.guild is None:
        return
    body = message_json.world_json.channel(channel)
    if not channel.kind.is_thread:
        yield Dispatch(f"CHANNEL_{event.verb}", body, Intent.GUILDS, channel.guild)
    elif event.verb == "DELETE" or _sees(message_json, channel):
        if event.verb == "CREATE":
            body["newly_created"] = True
            bot = message_json.world_json.world.application.bot
            if channel.thread and bot in channel.thread.members:
                body["member"] = message_json.world_json.thread_member(channel, bot)
        if event.verb == "DELETE":
            body = {key: body[key] for key in ("id", "guild_id", "parent_id", "type")}
        yield Dispatch(f"THREAD_{event.verb}", body, Intent.GUILDS, channel.guild)


def _joined(event: ThreadJoined, message_json: MessageJson) -> Iterator[Dispatch]:
    """Members of a thread: only the bot's own part, for others' need the members intent."""
    world_json, channel = message_json.world_json, event.channel
    own = event.user == world_json.world.application.bot
    added = [] if event.left else [{**world_json.thread_member(channel, event.user), "member": None, "presence": None}]
    body: Json = {"id": str(channel.id), "guild_id": str(channel.guild), "added_members": added}
    body["removed_member_ids"] = [str(event.user)] if event.left else []
    body["member_count"] = len(channel.thread.members) if channel.thread else 0
    for each in added:
        member = world_json.world.members.get((channel.guild or 0, event.user))
        each["member"] = world_json.member(member) if member else None
        each["join_timestamp"] = iso_timestamp(world_json.world.now())
    yield Dispatch("THREAD_MEMBERS_UPDATE", body, Intent.GUILDS if own else Intent.GUILD_MEMBERS, channel.guild)
