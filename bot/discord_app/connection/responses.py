"""Risky calls to Discord, all in one place: what may fail there fails here, and is told to the log in one line.

A message may have been deleted, a permission taken away, an interaction run out (3 seconds for the first response,
15 minutes in all). None of that is a fault of the bot; each function says in its result whether it worked.
"""

from __future__ import annotations

import logging

import discord
from discord import ui

from bot.discord_app.connection import deferral
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.permissions import may_speak

log = logging.getLogger(__name__)

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK = 10003, 10008, 10015
UNKNOWN_INTERACTION, ALREADY_ANSWERED = 10062, 40060
NO_HISTORY, INVALID_FORM = 160002, 50035
"""Discord's error codes that are met here."""
NOBODY = discord.AllowedMentions.none()
"""Who may be mentioned. The client says so for all it sends; for an edit of an ordinary message it must be repeated."""


async def respond(interaction: Interaction, view: ui.LayoutView, *, private: bool) -> bool:
    """Answer an interaction: with a new message, in place of a deferral or, after a response, with a follow-up.

    Returns:
        Whether Discord took it. False when the interaction had run out.
    """
    view.stop()  # every button is a dynamic item already known to the client, so nothing need be kept for this view
    deferred = await deferral.end(interaction)
    try:
        if deferred:
            await interaction.edit_original_response(view=view)
        elif interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=private)
        else:
            await interaction.response.send_message(view=view, ephemeral=private)
    except discord.NotFound as error:
        return _lost("respond", error, UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK)
    except discord.HTTPException as error:
        return _lost("respond", error, ALREADY_ANSWERED)
    return True


async def replace(interaction: Interaction, view: ui.LayoutView) -> bool:
    """Put another card in place of the message whose button was pressed."""
    view.stop()
    await deferral.end(interaction)
    try:
        if interaction.response.is_done():
            await interaction.edit_original_response(view=view)
        else:
            await interaction.response.edit_message(view=view)
    except discord.NotFound as error:
        return _lost("replace", error, UNKNOWN_INTERACTION, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK)
    return True


async def remove(interaction: Interaction) -> bool:
    """Delete the message whose button was pressed; through the interaction, which needs no permission anywhere."""
    await deferral.end(interaction)
    try:
        if not interaction.response.is_done():
            await interaction.response.defer()
        await interaction.delete_original_response()
    except discord.NotFound as error:
        return _lost("remove", error, UNKNOWN_INTERACTION, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK)
    return True


async def open_form(interaction: Interaction, form: ui.Modal) -> bool:
    """Show a form; False when the interaction had run out, or was deferred: a form can only be a first response."""
    form.stop()  # what is sent in is read from the interaction itself, so nothing need be kept for the form
    await deferral.end(interaction)
    if interaction.response.is_done():
        return False
    try:
        await interaction.response.send_modal(form)
    except discord.NotFound as error:
        return _lost("open a form", error, UNKNOWN_INTERACTION)
    return True


async def reply(message: discord.Message, view: ui.LayoutView) -> discord.Message | None:
    """Reply to a message without a ping; where replies are not possible, send to its channel.

    Returns:
        The message sent; None when the bot may not speak there or the message is gone.
    """
    view.stop()
    if not may_speak(message):
        log.info("No permission to send messages in channel %s", message.channel.id)
        return None
    try:
        return await message.reply(view=view, mention_author=False)
    except discord.HTTPException as error:
        if error.code == NO_HISTORY:
            return await message.channel.send(view=view)
        forbidden = isinstance(error, discord.Forbidden)
        gone = error.code == INVALID_FORM and "message_reference" in error.text
        _lost("reply", error, error.code if forbidden or gone else UNKNOWN_MESSAGE, UNKNOWN_CHANNEL)
    return None


async def edit_reply(place: discord.PartialMessageable, message: int, view: ui.LayoutView) -> bool:
    """Put another card in place of a message of the bot's own."""
    view.stop()
    try:
        await place.get_partial_message(message).edit(view=view, allowed_mentions=NOBODY)
    except (discord.NotFound, discord.Forbidden) as error:
        return _lost("edit a reply", error, error.code)
    return True


async def delete_reply(place: discord.PartialMessageable, message: int) -> bool:
    """Delete a message of the bot's own."""
    try:
        await place.get_partial_message(message).delete()
    except (discord.NotFound, discord.Forbidden) as error:
        return _lost("delete a reply", error, error.code)
    return True


async def find_reply(place: discord.PartialMessageable, message: int, me: int) -> int | None:
    """Id of the bot's own reply to a message, if it stands among the next twenty; `me` is the bot's id."""
    try:
        async for later in place.history(limit=20, after=discord.Object(message), oldest_first=True):
            if later.author.id == me and later.reference is not None and later.reference.message_id == message:
                return later.id
    except (discord.NotFound, discord.Forbidden) as error:
        _lost("read history", error, error.code)
    return None


def _lost(call: str, error: discord.HTTPException, *expected: int) -> bool:
    """Note a call that failed for an expected reason, and say False; anything else is a fault of ours and goes on."""
    if error.code not in expected:
        raise error
    log.info("Discord refused to %s: code %s", call, error.code)
    return False
