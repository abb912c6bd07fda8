"""Buttons and menus as values; drawn, they are persistent components."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import discord
from discord import ui

from bot.discord_app.components.custom_ids import Press
from bot.discord_app.components.persistent import PersistentComponent
from bot.discord_app.components.text_limits import label, width

LABEL_WIDTH, LABEL_WIDTH_WITH_EMOJI = 38, 34
"""Widest label of a button that a phone shows whole, in columns (Discord's guideline, reference; it takes 80)."""
OPTION_LIMIT = 100
"""Longest label, value or description of a menu's option, in characters (Discord)."""
MOST_CHANNELS = 25
"""Most channels, or roles and members, that can be chosen in one menu (Discord)."""
OPENABLE = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.media,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
    discord.ChannelType.public_thread,
    discord.ChannelType.news_thread,
]
"""Kinds of channel in which members write, and which may be opened to the bot; threads of private talk are not."""
_CHANNEL = discord.SelectDefaultValueType.channel


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a value: its label is shortened after a word when it is drawn.

    A screen reader reads the label; without one, Discord gives the name of the emoji ("thumbs up"), which is enough for
    nothing but 👍 and 👎.
    """

    label: str
    press: Press
    emoji: str | None = None
    disabled: bool = False

    @property
    def room(self) -> int:
        """Columns of its label that a phone shows."""
        return LABEL_WIDTH_WITH_EMOJI if self.emoji else LABEL_WIDTH

    def draw(self, shown: str | None = None) -> ui.Item[Any]:
        """The button as a component; `shown` is its label as it was shortened beside others."""
        drawn: ui.Button[Any] = ui.Button(
            label=(label(self.label, self.room, width) if shown is None else shown) or None,
            custom_id=self.press.custom_id(),
            emoji=self.emoji,
            disabled=self.disabled,
        )
        return PersistentComponent(drawn)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose in a menu; `value` becomes the last argument of the menu's press."""

    value: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu as a value, of which one option can be chosen."""

    placeholder: str
    press: Press
    options: tuple[Option, ...] = ()
    chosen: str = ""

    @property
    def count(self) -> int:
        """How many options it has."""
        return len(self.options)

    @property
    def usable(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.options)

    def with_options(self, options: Sequence[Option]) -> Menu:
        """The menu with more options."""
        return replace(self, options=(*self.options, *options))

    def draw(self) -> ui.Item[Any]:
        """The menu as a component."""
        drawn: ui.Select[Any] = ui.Select(
            placeholder=label(self.placeholder, 150), custom_id=self.press.custom_id("m1")
        )
        for option in self.options:
            drawn.add_option(
                label=label(option.label, OPTION_LIMIT),
                value=option.value,
                description=label(option.description, OPTION_LIMIT) or None,
                default=option.value == self.chosen,
            )
        return PersistentComponent(drawn)


@dataclass(frozen=True, slots=True)
class ChannelMenu:
    """A menu of the server's channels, of which several or none can be chosen."""

    placeholder: str
    press: Press
    chosen: tuple[int, ...] = ()
    count: int = 0
    usable: bool = True

    def with_options(self, _options: Sequence[Option]) -> ChannelMenu:
        """The menu itself: its options are Discord's."""
        return self

    def draw(self) -> ui.Item[Any]:
        """The menu as a component."""
        chosen = [discord.SelectDefaultValue(id=channel, type=_CHANNEL) for channel in self.chosen[:MOST_CHANNELS]]
        drawn: ui.ChannelSelect[Any] = ui.ChannelSelect(
            placeholder=label(self.placeholder, 150),
            custom_id=self.press.custom_id("c1"),
            channel_types=OPENABLE,
            min_values=0,
            max_values=MOST_CHANNELS,
            default_values=chosen,
        )
        return PersistentComponent(drawn)


@dataclass(frozen=True, slots=True)
class PeopleMenu:
    """A menu of the server's roles and members, of which several or none can be chosen.

    Attributes:
        roles: ids of the roles that are chosen; `members` those of the members.
    """

    placeholder: str
    press: Press
    roles: tuple[int, ...] = ()
    members: tuple[int, ...] = ()
    count: int = 0
    usable: bool = True

    def with_options(self, _options: Sequence[Option]) -> PeopleMenu:
        """The menu itself: its options are Discord's."""
        return self

    def draw(self) -> ui.Item[Any]:
        """The menu as a component."""
        roles = [discord.SelectDefaultValue(id=role, type=discord.SelectDefaultValueType.role) for role in self.roles]
        members = [
            discord.SelectDefaultValue(id=member, type=discord.SelectDefaultValueType.user) for member in self.members
        ]
        drawn: ui.MentionableSelect[Any] = ui.MentionableSelect(
            placeholder=label(self.placeholder, 150),
            custom_id=self.press.custom_id("c1"),
            min_values=0,
            max_values=MOST_CHANNELS,
            default_values=[*roles, *members][:MOST_CHANNELS],
        )
        return PersistentComponent(drawn)


AnyMenu: TypeAlias = Menu | ChannelMenu | PeopleMenu


def stripped(message: discord.Message, mark: str) -> ui.LayoutView:
    """The card of a message without the buttons whose ids begin with `mark`, and without rows that are left empty."""
    view = ui.LayoutView.from_message(message)
    rows = [row for row in view.walk_children() if isinstance(row, ui.ActionRow)]
    for row in rows:
        for each in row.children:
            if isinstance(each, ui.Button) and (each.custom_id or "").startswith(mark):
                row.remove_item(each)
        if not row.children and isinstance(row.parent, ui.Container):
            row.parent.remove_item(row)
        elif not row.children:
            view.remove_item(row)
    return view
