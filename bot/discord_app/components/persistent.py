"""Buttons, menus and forms that live on: what they mean stands in their own ids, and survives a restart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

import discord
from discord import ui


class Pressed(Protocol):
    """A client whose living components may be pressed."""

    async def press(self, interaction: discord.Interaction[Any], verb: str, arguments: tuple[str, ...], /) -> None:
        """Do what a component's id says."""
        ...


class _Living:
    """What living buttons and menus share: a verb, its arguments, and the one way to act on them."""

    verb = ""
    arguments: tuple[str, ...] = ()

    def read(self, match: re.Match[str]) -> None:
        """Take verb and arguments from the id."""
        self.verb, self.arguments = match["verb"], tuple(match["rest"].split(":")[1:])

    async def act(self, interaction: discord.Interaction[Any], *chosen: str) -> None:
        """Do what the press says. Errors take the one error path; the library would only log them."""
        client: Pressed = interaction.client
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


_FORM = re.compile(r"d1:(?P<verb>[a-z]+)(?P<rest>(?::[^:]*)*)")


async def act_on_form(client: Pressed, interaction: discord.Interaction[Any]) -> None:
    """Act on a form that was sent in; the words in its fields are the last arguments.

    The library acts only on forms that the same process has shown; here the form's id says what it means.
    """
    data = cast("Mapping[str, Any]", interaction.data or {})
    match = _FORM.fullmatch(str(data.get("custom_id")))
    if match is not None:
        words = _words_in(data.get("components", ()))
        await client.press(interaction, match["verb"], (*match["rest"].split(":")[1:], *words))


def _words_in(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What was written into the fields of a form, each of which stands in a label."""
    for component in components:
        field: Mapping[str, Any] = component.get("component") or {}
        if field.get("type") == discord.ComponentType.text_input.value:
            yield str(field.get("value") or "")
