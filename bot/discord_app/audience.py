"""Who a card is drawn for: the language it speaks, whose question it answers, and who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.discord_app.language import Voice, reply_language, voice
from bot.discord_app.living import Interaction
from bot.pack.models import Language

if TYPE_CHECKING:
    from bot.discord_app.client import Footnote


@dataclass(frozen=True, slots=True)
class Audience:
    """The reader of a card.

    Attributes:
        asker: id of the member whose question it answers; only they may turn its pages or choose for others to see.
        private: whether only the asker sees it.
    """

    say: Voice
    asker: int
    private: bool

    @property
    def language(self) -> Language:
        """The language of the card."""
        return self.say.language


def reader_of(interaction: Interaction, asked: str = "") -> Audience:
    """The audience of a private reply: the one who acted, in their language; `asked` may be in Chinese."""
    return Audience(voice(reply_language(interaction.locale, asked)), interaction.user.id, private=True)


async def audience_of(interaction: Interaction, *, private: bool, asked: str = "") -> Audience:
    """The audience of a reply; a public one speaks the language that the server chose, where it chose one."""
    reader = reader_of(interaction, asked)
    if private:
        return reader
    chosen = await _chosen_language(interaction.client, interaction.guild_id)
    return Audience(voice(chosen) if chosen else reader.say, reader.asker, private=False)


async def readers_of(client: Footnote, message: discord.Message, asked: str) -> Audience:
    """The audience of a reply to a message. A message tells no reader's language, so the server's own counts."""
    locale = message.guild.preferred_locale if message.guild else discord.Locale.american_english
    chosen = await _chosen_language(client, message.guild.id if message.guild else None)
    return Audience(voice(chosen or reply_language(locale, asked)), message.author.id, private=False)


async def _chosen_language(client: Footnote, server: int | None) -> Language | None:
    return (await client.ports.store.settings(server)).language if server is not None else None
