"""Fields of forms: what stands in one from the start is held against the field's own bounds, as Discord holds it."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.discord_app.components.text_limits import head


def text_field(longest: int, value: str = "", *, required: bool = True, paragraph: bool = False) -> ui.TextInput[Any]:
    """A field to write in, with as much of a text as it takes in it.

    There is no least length: whatever may stand in a field from the start may also be sent in.

    Args:
        longest: characters that it takes, as Discord counts them (UTF-16 units).
        value: what stands in it; nothing for an empty text.
        required: whether it must be filled in.
        paragraph: whether it has several lines; one that has not holds no line breaks either.
    """
    text = value.strip() if paragraph else " ".join(value.split())
    return ui.TextInput(
        style=discord.TextStyle.paragraph if paragraph else discord.TextStyle.short,
        default=head(text, longest).strip() or None,
        max_length=longest,
        required=required,
    )
