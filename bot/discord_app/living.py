"""Buttons and menus that live on: what a press means is read from the component's own id, so they survive a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from discord import ui

if TYPE_CHECKING:
    from bot.discord_app.client import Footnote

Interaction: TypeAlias = "discord.Interaction[Footnote]"
Handler: TypeAlias = "Callable[[Interaction, tuple[str, ...]], Awaitable[None]]"


class _Living:
    """What living buttons and menus share: a verb, its arguments, and the one way to act on them."""

    verb = ""
    arguments: tuple[str, ...] = ()

    def read(self, match: re.Match[str]) -> None:
        """Take verb and arguments from the id."""
        self.verb, self.arguments = match["verb"], tuple(match["rest"].split(":")[1:])

    async def act(self, interaction: discord.Interaction[Any], *chosen: str) -> None:
        """Do what the press says. Errors take the one error path; the library would only log them."""
        client: Footnote = interaction.client
        await client.press(interaction, self.verb, (*self.arguments, *chosen))


class LivingButton(_Living, ui.DynamicItem[ui.Button[Any]], template=r"f1:(?P<verb>[a-z]+)(?P<rest>(?::[^:]*)*)"):
    """Every button of the bot."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> LivingButton:
        """Read the press back from the id; called by the library for a button it knows nothing else of."""
        if not isinstance(item, ui.Button):
            raise TypeError(f"{match.string!r} belongs to a button, not to {type(item).__name__}")
        living = cls(item)
        living.read(match)
        return living

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Act on the press."""
        await self.act(interaction)


class LivingMenu(_Living, ui.DynamicItem[ui.Select[Any]], template=r"m1:(?P<verb>[a-z]+)(?P<rest>(?::[^:]*)*)"):
    """Every menu of the bot in which one option is chosen."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> LivingMenu:
        """Read the press back from the id; called by the library for a menu it knows nothing else of."""
        if not isinstance(item, ui.Select):
            raise TypeError(f"{match.string!r} belongs to a menu, not to {type(item).__name__}")
        living = cls(item)
        living.read(match)
        return living

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Act on the choice."""
        await self.act(interaction, *self.item.values)


class LivingChannelMenu(
    _Living, ui.DynamicItem[ui.ChannelSelect[Any]], template=r"c1:(?P<verb>[a-z]+)(?P<rest>(?::[^:]*)*)"
):
    """Every menu of the bot in which channels are chosen."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> LivingChannelMenu:
        """Read the press back from the id; called by the library for a menu it knows nothing else of."""
        if not isinstance(item, ui.ChannelSelect):
            raise TypeError(f"{match.string!r} belongs to a menu of channels, not to {type(item).__name__}")
        living = cls(item)
        living.read(match)
        return living

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Act on the choice: the ids of the channels chosen now."""
        await self.act(interaction, *(str(channel.id) for channel in self.item.values))
