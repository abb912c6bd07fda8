"""Stage: the channel or thread in which a live check posts, and everything else that it makes in a server.

Nothing else is ever touched. What was made is known by marks that stand in Discord itself, so that the next run finds
what a killed one left: the name and topic of a channel, the maker and name of a thread, and the record, its first
message, which lists the commands that were to be registered.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import discord
from discord.http import Route

from bot.discord_app.connection.starting.command_sync import Payload
from bot.errors import FootnoteError

NAME, FORUM_NAME = "footnote-live-check", "footnote-live-forum"
A_WEEK = 7 * 24 * 60
"""Minutes after which Discord archives the thread by itself; the longest that it allows."""
STARTED_A_THREAD = 18
"""Type of the notice that a thread was begun, in the channel above it (Discord)."""
LOOKED_THROUGH = 100
"""Messages of a channel among which that notice is looked for; as many as Discord gives at once."""
NEEDED = (
    "view_channel", "send_messages", "read_message_history", "add_reactions", "create_public_threads",
    "send_messages_in_threads",
)  # fmt: skip


def topic(application: int) -> str:
    """The mark in the topic of a channel that was made for a live check of an application."""
    return f"Made by `python -m bot live` for application {application}, and removed by it. It may be deleted."


@dataclass
class Stage:
    """What a live check makes in a server.

    Attributes:
        place: the channel or thread in which it posts.
        own: whether that is a channel made for it; else a thread in a channel that was named.
        commands: types and names of the commands that were not there before.
    """

    client: discord.Client
    server: int
    place: int
    own: bool
    commands: tuple[tuple[int, str], ...] = ()

    @property
    def messages(self) -> discord.PartialMessageable:
        """Where messages are sent."""
        return self.client.get_partial_messageable(self.place, guild_id=self.server)


def application_of(client: discord.Client) -> int:
    """The id of the application that a client has logged in as."""
    if client.application_id is None:
        raise RuntimeError("the client is not logged in")
    return client.application_id


async def check_rights(client: discord.Client, server: int, channel: int | None) -> None:
    """See that what is made can be removed again, before anything is made.

    Raises:
        FootnoteError: the server or channel is not there for the bot, or a permission is missing.
    """
    try:
        guild = await client.fetch_guild(server, with_counts=False)
        me = await guild.fetch_member(client.user.id if client.user else 0)
        found = next((each for each in await guild.fetch_channels() if each.id == channel), None)
    except (discord.NotFound, discord.Forbidden):
        raise FootnoteError(
            f"The bot is in no server {server}. Invite it there, or correct the id (in Discord: Settings, Advanced, "
            "Developer Mode; then a right click on the server, Copy Server ID)."
        ) from None
    if channel is not None and not isinstance(found, discord.TextChannel):
        raise FootnoteError(
            f"{channel} is no text channel of that server which the bot may see. Name one, or leave --channel out."
        )
    held = found.permissions_for(me) if isinstance(found, discord.TextChannel) else me.guild_permissions
    wanted = (*NEEDED, "manage_threads" if found else "manage_channels")
    if lacking := [right for right in wanted if not getattr(held, right)]:
        names = ", ".join(right.replace("_", " ").title() for right in lacking)
        raise FootnoteError(f"The bot lacks {names} there, so nothing was made. Give it a role that has them, for now.")


async def build(client: discord.Client, server: int, channel: int | None, commands: Sequence[Payload]) -> Stage:
    """Make the channel, or a thread in one that was named, and note there what is going to be made besides.

    Args:
        client: logged in.
        server: id of the test server.
        channel: id of the channel that was named; None to make one.
        commands: what is going to be registered in the server, as far as it has none of that name.
    """
    if channel is None:
        made = await _create(client, server, {"name": NAME, "type": 0, "topic": topic(application_of(client))})
    else:
        made = await client.http.start_thread_without_message(
            channel, name=NAME, type=discord.ChannelType.public_thread.value, auto_archive_duration=A_WEEK
        )
    stage = Stage(client, server, int(made["id"]), own=channel is None)
    there = {key_of(each) for each in await commands_of(client, server)}
    stage.commands = tuple(key_of(each) for each in commands if key_of(each) not in there)
    noted = json.dumps({"commands": stage.commands})
    await stage.messages.send(f"A live check of this bot. It removes this and everything below.\n```json\n{noted}\n```")
    return stage


async def build_forum(stage: Stage) -> int:
    """Make a forum beside the stage; its id."""
    given = {"name": FORUM_NAME, "type": 15, "topic": topic(application_of(stage.client))}
    return int((await _create(stage.client, stage.server, given))["id"])


async def _create(client: discord.Client, server: int, given: dict[str, Any]) -> dict[str, Any]:
    route = Route("POST", "/guilds/{guild_id}/channels", guild_id=server)
    made: dict[str, Any] = await client.http.request(route, json=given, reason="live check of the bot")
    return made


async def commands_of(client: discord.Client, server: int) -> Sequence[Payload]:
    """The commands of the application that stand in one server alone, with their translations."""
    found: Sequence[Payload] = await client.http.request(
        Route(
            "GET",
            "/applications/{application_id}/guilds/{guild_id}/commands",
            application_id=application_of(client),
            guild_id=server,
        ),
        params={"with_localizations": "true"},
    )
    return found


def key_of(command: Payload) -> tuple[int, str]:
    """What tells the commands of a server apart: type and name."""
    return int(command["type"]), str(command["name"])


def of_a_server(command: Payload) -> Payload:
    """A command without what only those have that are registered for all servers."""
    return {key: value for key, value in command.items() if key not in {"contexts", "integration_types"}}


async def create_command(client: discord.Client, server: int, command: Payload) -> Payload:
    """Register a command in one server."""
    route = Route(
        "POST",
        "/applications/{application_id}/guilds/{guild_id}/commands",
        application_id=application_of(client),
        guild_id=server,
    )
    made: Payload = await client.http.request(route, json=command)
    return made


async def find_stages(client: discord.Client, server: int) -> list[Stage]:
    """What live checks have made in a server, by its marks."""
    mark, me = topic(application_of(client)), client.user.id if client.user else 0
    channels = await client.http.get_all_guild_channels(server)
    made = [each for each in channels if each.get("name") in (NAME, FORUM_NAME) and each.get("topic") == mark]
    threads = (await client.http.get_active_threads(server))["threads"]
    kept = [each for each in threads if each["name"] == NAME and int(each["owner_id"]) == me]
    found = [Stage(client, server, int(each["id"]), own=True) for each in made]
    found += [Stage(client, server, int(each["id"]), own=False) for each in kept]
    for stage in found:
        stage.commands = await _recorded(stage)
    return found


async def _recorded(stage: Stage) -> tuple[tuple[int, str], ...]:
    """The commands that the record of a stage names; none where there is no record."""
    me = stage.client.user
    with suppress(discord.HTTPException):  # a forum holds no messages of its own
        async for message in stage.messages.history(limit=5, oldest_first=True):
            if message.author == me and "```json\n" in message.content:
                noted = json.loads(message.content.split("```json\n")[1].removesuffix("\n```"))
                return tuple((int(kind), str(name)) for kind, name in noted["commands"])
    return ()


async def remove(stage: Stage) -> list[str]:
    """Take everything away that a stage stands for; the place goes last, for it says what else there is.

    Returns:
        What could not be removed, in words; nothing as a rule.
    """
    left: list[str] = []
    client = stage.client
    for command in await commands_of(client, stage.server) if stage.commands else ():
        if key_of(command) in stage.commands:
            deleting = client.http.delete_guild_command(application_of(client), stage.server, int(command["id"]))
            left += await _gone(deleting, f"the command {command['name']} of the server")
    if left:
        return left
    if not stage.own:
        await _remove_notice(stage)
    return await _gone(client.http.delete_channel(stage.place, reason="live check"), f"the channel {stage.place}")


async def _gone(deleting: Any, what: str) -> list[str]:
    """Have something deleted; what is gone already is as it should be."""
    try:
        await deleting
    except discord.NotFound:
        return []
    except discord.HTTPException as error:
        return [f"{what} (HTTP {error.status}, code {error.code})"]
    return []


async def _remove_notice(stage: Stage) -> None:
    """Delete Discord's notice, in the bot's name, that the thread was begun."""
    client = stage.client
    with suppress(discord.HTTPException):
        thread = await client.fetch_channel(stage.place)
        above = thread.parent_id if isinstance(thread, discord.Thread) else stage.place
        for message in await client.http.logs_from(above, LOOKED_THROUGH, after=stage.place - 1):
            about = message.get("message_reference", {}).get("channel_id")
            ours = client.user is not None and int(message["author"]["id"]) == client.user.id
            if ours and message["type"] == STARTED_A_THREAD and about == str(stage.place):
                await client.http.delete_message(above, message["id"])
