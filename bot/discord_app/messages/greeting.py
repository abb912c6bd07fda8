"""Greeting: the card of welcome in a server that the bot joins, and in a first direct message."""

from __future__ import annotations

import discord

from bot.discord_app.components.cards import Card
from bot.discord_app.connection.client_base import Host
from bot.discord_app.language import reply_language
from bot.discord_app.reader import Audience
from bot.discord_app.refusals import expected
from bot.discord_app.render import GuideRenderer
from bot.translations import voice


class Greeter:
    """Greets servers where it may write; nobody gets an unasked direct message.

    Args:
        client: in whose name.
    """

    def __init__(self, client: Host) -> None:
        self._client = client

    async def joined(self, guild: discord.Guild) -> bool:
        """Greet a server in its system channel, if it may write there; whether it did."""
        channel = guild.system_channel
        if channel is None or not _may_write(channel, guild):
            return False
        try:
            # Two processes that overlap for a moment send one: Discord gives the second the message of the first.
            await channel.send(view=self.card(guild).view(), nonce=f"hi-{guild.id}")
        except discord.HTTPException as error:
            expected("greet", error, channel.id)
            return False
        return True

    def card(self, guild: discord.Guild) -> Card:
        """The card for everybody in a server, in the server's language."""
        pack = self._client.library.edition.pack
        audience = Audience(voice(reply_language(guild.preferred_locale, "", pack.info)), 0, private=False)
        return GuideRenderer(pack, audience).welcome(self._client.command_ids)


async def is_first(message: discord.Message, me: int) -> bool:
    """Whether the bot has written nothing yet in the direct conversation in which a message stands."""
    try:
        return not [each async for each in message.channel.history(limit=10, before=message) if each.author.id == me]
    except discord.HTTPException as error:
        expected("read history", error, message.channel.id)
        return False


def _may_write(channel: discord.TextChannel, guild: discord.Guild) -> bool:
    allowed = channel.permissions_for(guild.me)
    return allowed.view_channel and allowed.send_messages
