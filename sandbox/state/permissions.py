"""Computes permissions: of roles, with the overwrites of channels, and what a missing one implies."""

from __future__ import annotations

from enum import IntFlag
from functools import reduce

from sandbox.state.api_errors import no_access, no_permission, unknown
from sandbox.state.models import Channel, ChannelKind, Overwrite
from sandbox.state.world import World


class Permission(IntFlag):
    """Permissions by their bits."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CHANGE_NICKNAME = 1 << 26
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


ALL = (1 << 53) - 1
"""What an administrator has."""
DEFAULT_PERMISSIONS = int(
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.CHANGE_NICKNAME
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
"""What everyone has in a new server."""
_SENDING = Permission.MENTION_EVERYONE | Permission.ATTACH_FILES | Permission.EMBED_LINKS
_IN_DM = DEFAULT_PERMISSIONS & ~int(Permission.CREATE_PUBLIC_THREADS | Permission.SEND_MESSAGES_IN_THREADS)


_TIMED_OUT = int(Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY)
"""What is left to a member whom a moderator has given a timeout."""


def guild_permissions(world: World, user: int, guild: int) -> int:
    """Permissions of a member in a server, without overwrites of channels; 0 for who is no member."""
    member = world.members.get((guild, user))
    if member is None:
        return 0
    if world.guilds[guild].owner == user:
        return ALL
    roles = (world.roles[role].permissions for role in (guild, *member.roles) if role in world.roles)
    granted = reduce(int.__or__, roles, 0)
    if granted & Permission.ADMINISTRATOR:
        return ALL
    return granted & _TIMED_OUT if member.timed_out > world.now() else granted


def channel_permissions(world: World, user: int, channel: Channel) -> int:
    """Permissions of a user in a channel, with those removed that a missing one implies."""
    if channel.guild is None:
        return _IN_DM if user in channel.recipients else 0
    granted = guild_permissions(world, user, channel.guild)
    if granted == ALL or not granted:
        return granted
    parent = world.channels.get(channel.parent or 0) if channel.kind.is_thread else channel
    if parent is None:
        return 0
    granted = _with_overwrites(world, user, parent, granted)
    if world.members[channel.guild, user].timed_out > world.now():
        granted &= _TIMED_OUT
    if not granted & Permission.VIEW_CHANNEL:
        return 0
    if channel.kind.is_thread:
        private = channel.kind is ChannelKind.PRIVATE_THREAD
        outside = channel.thread is None or user not in channel.thread.members
        if private and outside and not granted & Permission.MANAGE_THREADS:
            return 0
        if not granted & Permission.SEND_MESSAGES_IN_THREADS:
            granted &= ~int(_SENDING)
    elif not granted & Permission.SEND_MESSAGES:
        granted &= ~int(_SENDING)
    return granted


def _with_overwrites(world: World, user: int, channel: Channel, granted: int) -> int:
    """The overwrites of a channel laid over what the server grants: everyone's, then the roles', then the member's."""
    guild = channel.guild or 0
    member = world.members[guild, user]

    def apply(granted: int, overwrites: list[Overwrite]) -> int:
        deny = reduce(int.__or__, (each.deny for each in overwrites), 0)
        allow = reduce(int.__or__, (each.allow for each in overwrites), 0)
        return granted & ~deny | allow

    for chosen in (
        [each for each in channel.overwrites if each.target == guild],
        [each for each in channel.overwrites if not each.is_member and each.target in member.roles],
        [each for each in channel.overwrites if each.is_member and each.target == user],
    ):
        granted = apply(granted, chosen)
    return granted


def has_permissions(world: World, user: int, channel: Channel, *rights: Permission) -> bool:
    """Whether a user has all of these permissions in a channel."""
    granted = channel_permissions(world, user, channel)
    return all(granted & right for right in rights)


def send_permission(channel: Channel) -> Permission:
    """The right it takes to send a message there."""
    return Permission.SEND_MESSAGES_IN_THREADS if channel.kind.is_thread else Permission.SEND_MESSAGES


def require_permissions(world: World, user: int, channel: Channel, *rights: Permission) -> None:
    """Require permissions of a user in a channel.

    Raises:
        ApiError: 50001 when they do not see the channel, 50013 when they lack another right.
    """
    granted = channel_permissions(world, user, channel)
    if not granted & Permission.VIEW_CHANNEL:
        raise no_access()
    if not all(granted & right for right in rights):
        raise no_permission()


def require_guild_permissions(world: World, user: int, guild: int, *rights: Permission) -> None:
    """Require permissions of a member in a server.

    Raises:
        ApiError: 10004 when they are not in it, 50013 when they lack a right.
    """
    if (guild, user) not in world.members:
        raise unknown("guild")
    if not all(guild_permissions(world, user, guild) & right for right in rights):
        raise no_permission()
