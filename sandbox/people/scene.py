"""Everything a page shows at first: the server, its channels, the people one can be, the commands."""

from __future__ import annotations

from sandbox.core import Core
from sandbox.people.embedding import Extras
from sandbox.people.visible_commands import written
from sandbox.state.models import Channel, ChannelKind, Json, User
from sandbox.state.permissions import Right, may


def scene(core: Core, extras: Extras, user: int) -> Json:
    """The world as one person's client begins with it; of several servers, the first that they are in."""
    world, wire = core.world, core.wire
    guild = next((each for each in world.guilds.values() if (each.id, user) in world.members), None)
    number = guild.id if guild else 0
    seen = [each for each in _channels(core, number, user) if may(world, user, each, Right.VIEW_CHANNEL)]
    application: Json = {"id": str(world.application.id), "name": world.application.name, "icon": None}
    return {
        "guild": wire.guild(guild) if guild else None,
        "channels": [wire.channel(each, seen_by=user) for each in seen],
        "roles": [wire.role(role) for role in world.roles_of(number)],
        "people": [_person(core, each, number) for each in world.people],
        "me": str(user),
        "application": application,
        "bot": wire.user(world.bot),
        "bot_online": core.gateway.online,
        "commands": [written(world, each) for each in world.commands.values()],
        "extras": extras.written(),
    }


def _channels(core: Core, guild: int, user: int) -> list[Channel]:
    """The channels of the server, its threads, and the conversation with the bot."""
    direct = [each for each in core.world.channels.values() if each.kind is ChannelKind.DM and user in each.recipients]
    return [*core.world.channels_of(guild), *core.world.threads_of(guild), *direct]


def _person(core: Core, user: User, guild: int) -> Json:
    member = core.world.members.get((guild, user.id))
    return {
        "user": core.wire.user(user),
        "member": core.wire.member(member, with_user=False) if member else None,
        "locale": user.locale,
        "note": user.note,
    }
