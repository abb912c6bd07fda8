"""Initial state of the page: the server, its channels, the users one can act as, the commands."""

from __future__ import annotations

from sandbox.core import Core
from sandbox.people.page_extras import Extras
from sandbox.people.visible_commands import command_json
from sandbox.state.models import Channel, ChannelKind, Json, User
from sandbox.state.permissions import Permission, has_permissions


def page_state(core: Core, extras: Extras, user: int) -> Json:
    """The state with which one person's page starts; of several servers, the first that they are in."""
    world, world_json = core.world, core.world_json
    guild = next((each for each in world.guilds.values() if (each.id, user) in world.members), None)
    number = guild.id if guild else 0
    seen = [
        each for each in _channels(core, number, user) if has_permissions(world, user, each, Permission.VIEW_CHANNEL)
    ]
    application: Json = {"id": str(world.application.id), "name": world.application.name, "icon": None}
    return {
        "guild": world_json.guild(guild) if guild else None,
        "channels": [world_json.channel(each, seen_by=user) for each in seen],
        "roles": [world_json.role(role) for role in world.roles_of(number)],
        "people": [_person(core, each, number) for each in world.people],
        "me": str(user),
        "application": application,
        "bot": world_json.user(world.bot),
        "bot_online": core.gateway.online,
        "commands": [command_json(world, each) for each in world.commands.values()],
        "extras": extras.as_json(),
    }


def _channels(core: Core, guild: int, user: int) -> list[Channel]:
    """The channels of the server, its threads, and the conversation with the bot."""
    direct = [each for each in core.world.channels.values() if each.kind is ChannelKind.DM and user in each.recipients]
    return [*core.world.channels_of(guild), *core.world.threads_of(guild), *direct]


def _person(core: Core, user: User, guild: int) -> Json:
    member = core.world.members.get((guild, user.id))
    return {
        "user": core.world_json.user(user),
        "member": core.world_json.member(member, with_user=False) if member else None,
        "locale": user.locale,
        "note": user.note,
    }
