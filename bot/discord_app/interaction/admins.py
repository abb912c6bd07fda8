"""What only members who may manage the server may do; asked anew at every use, for permissions change."""

from __future__ import annotations

from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.audience import reader_of
from bot.discord_app.render import Canvas


async def refused(interaction: Interaction) -> bool:
    """Tell somebody who may not manage the server so, privately; False for somebody who may."""
    if interaction.guild_id is not None and interaction.permissions.manage_guild:
        return False
    canvas = Canvas(interaction.client.library.edition.pack, reader_of(interaction))
    text = canvas.audience.say("Only members who may manage the server can change its settings.")
    await responses.respond(interaction, canvas.notice(text).view(), private=True)
    return True
