"""What a feature adds to the bot: commands, what its buttons do, and the cards that can be drawn from an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeAlias, TypeVar

from discord import app_commands

from bot.asking.library import Edition
from bot.discord_app.addresses import Kind, Verb
from bot.discord_app.audience import Audience
from bot.discord_app.cards import Card
from bot.discord_app.living import Handler

Drawer: TypeAlias = Callable[[Edition, Audience, Sequence[str]], Card | None]
"""Draws a card from an address (without its kind); None when what it shows is gone."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Feature:
    """One file's share of the bot; the client gathers them."""

    commands: Sequence[app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu] = ()
    presses: Mapping[Verb, Handler] = field(default_factory=dict[Verb, Handler])
    drawers: Mapping[Kind, Drawer] = field(default_factory=dict[Kind, Drawer])


def everywhere(command: app_commands.Command[Any, P, T]) -> app_commands.Command[Any, P, T]:
    """Decorator: usable in servers, in direct messages and, installed by a user, in any channel."""
    installed = app_commands.allowed_installs(guilds=True, users=True)(command)
    return app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(installed)


def for_admins(command: app_commands.Command[Any, P, T]) -> app_commands.Command[Any, P, T]:
    """Decorator: usable in servers only, by members who may manage the server until its admins say otherwise."""
    installed = app_commands.allowed_installs(guilds=True, users=False)(command)
    located = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(installed)
    return app_commands.default_permissions(manage_guild=True)(located)
