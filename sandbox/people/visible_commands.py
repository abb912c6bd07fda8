"""Visibility of commands: by context, permissions and channel."""

from __future__ import annotations

from sandbox.state.application import USER_INSTALL, Command
from sandbox.state.models import Channel, ChannelKind, Json
from sandbox.state.permissions import ALL, Permission, channel_permissions
from sandbox.state.world import World

IN_GUILD, IN_BOT_DM = 0, 1
"""Contexts of commands."""


def can_use(world: World, user: int, channel: Channel, command: Command) -> bool:
    """Whether a user may use a command in a channel."""
    granted = channel_permissions(world, user, channel)
    if not _belongs(channel, command):
        return False
    if channel.kind is ChannelKind.DM:
        return bool(granted)
    if not granted & Permission.USE_APPLICATION_COMMANDS:
        return False
    if not installed_in(world, channel):
        return user in world.installed_by and USER_INSTALL in command.definition["integration_types"]
    asked: str | None = command.definition.get("default_member_permissions")
    if asked is None or granted == ALL or _allowed(world, user, channel, command):
        return True
    return int(asked) != 0 and granted & int(asked) == int(asked)


def installed_in(world: World, channel: Channel) -> bool:
    """Whether the server of a channel installed the application; every direct conversation is the bot's own."""
    present = channel.guild is None or (channel.guild, world.application.bot) in world.members
    return present or channel.guild in world.commands_only


def _belongs(channel: Channel, command: Command) -> bool:
    """Whether a command is registered for such a place."""
    contexts: list[int] | None = command.definition.get("contexts")
    if contexts is not None and (IN_BOT_DM if channel.kind is ChannelKind.DM else IN_GUILD) not in contexts:
        return False
    return command.guild is None or command.guild == channel.guild


def _allowed(world: World, user: int, channel: Channel, command: Command) -> bool:
    """Whether the server's command permissions allow a user or role, whatever permissions the command asks for."""
    roles = world.members[channel.guild or 0, user].roles
    return not world.allowed.get(command.id, frozenset()).isdisjoint({user, channel.guild, *roles})


def command_json(world: World, command: Command) -> Json:
    """A command as a person's client gets it, translations included."""
    own: Json = {"id": str(command.id), "application_id": str(world.application.id), "version": str(command.version)}
    return {**own, **command.definition, **({"guild_id": str(command.guild)} if command.guild is not None else {})}
