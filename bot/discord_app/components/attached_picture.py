"""A picture in a card: a file that goes with the message, shown in a gallery, with its words beside."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import discord
from discord import ui

WORDS_LIMIT = 1_024
"""Longest description of a picture, in characters (Discord)."""
COMPONENTS_OF_PICTURE = 2
"""Components that it takes: the gallery, and its item."""


@dataclass(frozen=True, slots=True)
class AttachedPicture:
    """A picture as a value.

    Attributes:
        data: the PNG.
        name: of the file; letters, digits, hyphens and a suffix, for the gallery refers to it.
        words: what it shows, at most `WORDS_LIMIT` characters.
    """

    data: bytes
    name: str
    words: str

    def gallery(self) -> ui.MediaGallery[Any]:
        """The component that shows the file."""
        item = discord.MediaGalleryItem(f"attachment://{self.name}", description=self.words)
        return ui.MediaGallery(item)

    def file(self) -> discord.File:
        """The file, to be sent once."""
        return discord.File(BytesIO(self.data), self.name, description=self.words)
