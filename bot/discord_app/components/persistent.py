"""Persistent components: buttons, menus and forms whose meaning stands in their own ids, and survives a restart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

import discord
from discord import ui

_PRESS = r"(?P<verb>[a-z]+)(?P<rest>(?::[^:]*)*)"


class Pressable(Protocol):
    """A client whose persistent components may be pressed."""

    async def press(self, interaction: discord.Interaction[Any], verb: str, arguments: tuple[str, ...], /) -> None:
        """Do what a component's id says."""
        ...


class PersistentComponent(ui.DynamicItem[ui.Item[Any]], template=rf"[fmc]1:{_PRESS}"):
    """Every button (`f1`), menu (`m1`) and menu of channels (`c1`) of the bot, read back from its id."""

    verb = ""
    arguments: tuple[str, ...] = ()

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> PersistentComponent:
        """Read the press back from the id; called by the library for a component it knows nothing else of."""
        component = cls(item)
        component.verb, component.arguments = match["verb"], _arguments(match)
        return component

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the press says; what was chosen in a menu comes after the id's own arguments.

        Errors take the one error path; the library would only log them.
        """
        client: Pressable = interaction.client
        await client.press(interaction, self.verb, (*self.arguments, *_chosen_in(self.item)))


_FORM = re.compile(rf"d1:{_PRESS}")


async def act_on_form(client: Pressable, interaction: discord.Interaction[Any]) -> None:
    """Act on a form that was sent in; the words in its fields are the last arguments.

    The library acts only on forms that the same process has shown; here the form's id says what it means.
    """
    data = cast("Mapping[str, Any]", interaction.data or {})
    match = _FORM.fullmatch(str(data.get("custom_id")))
    if match is not None:
        words = _words_in(data.get("components", ()))
        await client.press(interaction, match["verb"], (*_arguments(match), *words))


def _arguments(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(match["rest"].split(":")[1:])


def _chosen_in(item: ui.Item[Any]) -> list[str]:
    """What was chosen: the values of a menu, the ids of channels; those of roles and members; nothing in a button."""
    if isinstance(item, ui.Select):
        return item.values
    return [str(each.id) for each in item.values] if isinstance(item, ui.ChannelSelect | ui.MentionableSelect) else []


def _words_in(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What was written into the fields of a form, each of which stands in a label."""
    for component in components:
        field: Mapping[str, Any] = component.get("component") or {}
        if field.get("type") == discord.ComponentType.text_input.value:
            yield str(field.get("value") or "")
