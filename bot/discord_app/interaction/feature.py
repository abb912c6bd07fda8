"""Feature: a module's commands, what its buttons do, and the cards that can be drawn from an address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeAlias, TypeVar

import discord
from discord import app_commands

from bot.discord_app.components.custom_ids import CardKind, Verb
from bot.discord_app.connection.client_base import Drawer
from bot.discord_app.interaction.exchange import Exchange

P = ParamSpec("P")
T = TypeVar("T")

Handler: TypeAlias = Callable[[Exchange, tuple[str, ...]], Awaitable[None]]
"""Does what a press means; the arguments are those in the component's id, then what was chosen."""


@dataclass(frozen=True)
class Feature:
    """One file's share of the bot; the client gathers them."""

    commands: Sequence[app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu] = ()
    presses: Mapping[Verb, Handler] = field(default_factory=dict[Verb, Handler])
    drawers: Mapping[CardKind, Drawer] = field(default_factory=dict[CardKind, Drawer])


def everywhere(command: app_commands.Command[Any, P, T]) -> app_commands.Command[Any, P, T]:
    """Decorator: usable in servers, in direct messages and, installed by a user, in any channel."""
    installed = app_commands.allowed_installs(guilds=True, users=True)(command)
    return app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(installed)


def in_servers(command: app_commands.Command[Any, P, T]) -> app_commands.Command[Any, P, T]:
    """Decorator: shown to every member of a server; the command itself says who may use it."""
    installed = app_commands.allowed_installs(guilds=True, users=False)(command)
    return app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(installed)


def for_admins(command: app_commands.Command[Any, P, T]) -> app_commands.Command[Any, P, T]:
    """Decorator: usable in servers only, by members who may manage the server until its admins say otherwise."""
    installed = app_commands.allowed_installs(guilds=True, users=False)(command)
    located = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(installed)
    return app_commands.default_permissions(manage_guild=True)(located)


def in_group(command: app_commands.Command[Any, P, T]) -> app_commands.Command[Any, P, T]:
    """Decorator: one command of a group, which says where and by whom all of them may be used."""
    return command


def group_everywhere(name: str, description: str, *commands: app_commands.Command[Any, ..., Any]) -> app_commands.Group:
    """A group of commands, usable where `everywhere` lets a single one be used."""
    group = app_commands.Group(
        name=name,
        description=description,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )
    for command in commands:
        group.add_command(command)
    return group


def group_for_admins(name: str, description: str, *commands: app_commands.Command[Any, ..., Any]) -> app_commands.Group:
    """A group of commands, usable where `for_admins` lets a single one be used."""
    group = app_commands.Group(
        name=name,
        description=description,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    for command in commands:
        group.add_command(command)
    return group
