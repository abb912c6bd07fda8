"""Visibility of commands: by context, permissions and channel."""

from __future__ import annotations

from sandbox.state.application import Command
from sandbox.state.models import Channel, ChannelKind, Json
from sandbox.state.permissions import ALL, Permission, channel_permissions
from sandbox.state.world import World

IN_GUILD, IN_BOT_DM = 0, 1
"""Contexts of commands."""


def may_use(world: World, user: int, channel: Channel, command: Command) -> bool:
    """Whether somebody may use a command in a channel."""
    direct = channel.kind is ChannelKind.DM
    contexts: list[int] | None = command.definition.get("contexts")
    if contexts is not None and (IN_BOT_DM if direct else IN_GUILD) not in contexts:
        return False
    if command.guild is not None and command.guild != channel.guild:
        return False
    granted = channel_permissions(world, user, channel)
    if direct:
        return bool(granted)
    if not granted & Permission.USE_APPLICATION_COMMANDS:
        return False
    asked: str | None = command.definition.get("default_member_permissions")
    if asked is None or granted == ALL:
        return True
    return int(asked) != 0 and granted & int(asked) == int(asked)


def command_json(world: World, command: Command) -> Json:
    """A command as a person's client gets it, translations included."""
    own: Json = {"id": str(command.id), "application_id": str(world.application.id), "version": str(command.version)}
    return {**own, **command.definition, **({"guild_id": str(command.guild)} if command.guild is not None else {})}
