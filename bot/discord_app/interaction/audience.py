"""Finding out who a card is drawn for: the language it speaks, whose question it answers, and who sees it."""

from __future__ import annotations

import discord

from bot.discord_app.connection.client_base import Host, Interaction
from bot.discord_app.language import reply_language, voice
from bot.discord_app.reader import Audience
from bot.pack.models import Language


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


async def readers_of(client: Host, message: discord.Message, asked: str) -> Audience:
    """The audience of a reply to a message. A message tells no reader's language, so the server's own counts."""
    locale = message.guild.preferred_locale if message.guild else discord.Locale.american_english
    chosen = await _chosen_language(client, message.guild.id if message.guild else None)
    return Audience(voice(chosen or reply_language(locale, asked)), message.author.id, private=False)


async def _chosen_language(client: Host, server: int | None) -> Language | None:
    return (await client.ports.store.known_settings(server)).language if server is not None else None
