"""REST calls that answer members, with Discord's refusals handled: responses, replies, edits, deletions.

A message may have been deleted, a permission taken away, an interaction run out (3 seconds for the first response,
15 minutes in all). None of that is a fault of the bot: `refusals.py` says what each code means and what is done; each
function says in its result whether the call worked.
"""

from __future__ import annotations

import logging

import discord
from discord import ui

from bot.discord_app.components.cards import Card, Piece
from bot.discord_app.connection import deferral
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.language import language_of
from bot.discord_app.permissions import may_speak
from bot.discord_app.refusals import ApiRefusal, Remedy, expected
from bot.translations import Voice, voice

log = logging.getLogger(__name__)

GREY = 0x80848E
"""Colour of the edge of what the bot says of its own troubles."""
NOBODY = discord.AllowedMentions.none()
"""Who may be mentioned. The client says so for all it sends; for an edit of an ordinary message it must be repeated."""


async def respond(interaction: Interaction, view: ui.LayoutView, *, private: bool) -> bool:
    """Answer an interaction: with a new message, in place of a deferral or, after a response, with a follow-up.

    What the server's AutoMod holds back is said to be so, privately.

    Returns:
        Whether Discord took it. False when the interaction had run out.
    """
    refusal = await _respond(interaction, view, private=private)
    if refusal is not None and refusal.remedy is Remedy.TELL_MEMBER:
        await _respond(interaction, held_back(voice(language_of(interaction.locale))), private=True)
    return refusal is None


async def _respond(interaction: Interaction, view: ui.LayoutView, *, private: bool) -> ApiRefusal | None:
    view.stop()  # every button is a dynamic item already known to the client, so nothing need be kept for this view
    deferred = await deferral.end(interaction)
    try:
        if deferred:
            await interaction.edit_original_response(view=view)
        elif interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=private)
        else:
            await interaction.response.send_message(view=view, ephemeral=private)
    except discord.HTTPException as error:
        return expected("respond", error)
    return None


async def replace(interaction: Interaction, view: ui.LayoutView) -> bool:
    """Put another card in place of the message whose button was pressed."""
    view.stop()
    await deferral.end(interaction)
    try:
        if interaction.response.is_done():
            await interaction.edit_original_response(view=view)
        else:
            await interaction.response.edit_message(view=view)
    except discord.HTTPException as error:
        expected("replace", error)
        return False
    return True


async def remove(interaction: Interaction) -> bool:
    """Delete the message whose button was pressed; through the interaction, which needs no permission anywhere."""
    await deferral.end(interaction)
    try:
        if not interaction.response.is_done():
            await interaction.response.defer()
        await interaction.delete_original_response()
    except discord.HTTPException as error:
        expected("remove", error)
        return False
    return True


async def open_form(interaction: Interaction, form: ui.Modal) -> bool:
    """Show a form; False when the interaction had run out, or was deferred: a form can only be a first response."""
    form.stop()  # what is sent in is read from the interaction itself, so nothing need be kept for the form
    await deferral.end(interaction)
    if interaction.response.is_done():
        return False
    try:
        await interaction.response.send_modal(form)
    except discord.HTTPException as error:
        expected("open a form", error)
        return False
    return True


async def reply(message: discord.Message, view: ui.LayoutView, say: Voice) -> discord.Message | None:
    """Reply to a message without a ping; where replies are not possible, send to its channel.

    Args:
        message: what to reply to.
        view: the card to send.
        say: the readers' language, for saying that the server's AutoMod held the reply back.

    Returns:
        The message sent; None when the bot may not speak there, the message is gone, or the reply was held back.
    """
    view.stop()
    if not may_speak(message):
        log.info("No permission to send messages in channel %s", message.channel.id)
        return None
    sent = await _send(message, view, as_reply=True)
    if isinstance(sent, ApiRefusal) and sent.remedy is Remedy.SEND_PLAIN:
        sent = await _send(message, view, as_reply=False)
    if isinstance(sent, ApiRefusal) and sent.remedy is Remedy.TELL_MEMBER:
        await _send(message, held_back(say), as_reply=True)
    return sent if isinstance(sent, discord.Message) else None


async def _send(message: discord.Message, view: ui.LayoutView, *, as_reply: bool) -> discord.Message | ApiRefusal:
    try:
        if as_reply:
            return await message.reply(view=view, mention_author=False)
        return await message.channel.send(view=view)
    except discord.HTTPException as error:
        return expected("reply", error, message.channel.id)


async def react(message: discord.Message, emoji: str, *, taken_back_by: int | None = None) -> bool:
    """Put the bot's reaction on a message; whether Discord took it. With the bot's id, take it back."""
    try:
        if taken_back_by is None:
            await message.add_reaction(emoji)
        else:
            await message.remove_reaction(emoji, discord.Object(taken_back_by))
    except discord.HTTPException as error:
        expected("react", error, message.channel.id)
        return False
    return True


async def tell_directly(member: discord.User | discord.Member, view: ui.LayoutView) -> bool:
    """Write to a member directly; whether Discord took it: many let nobody write to them."""
    view.stop()
    try:
        await member.send(view=view)
    except discord.HTTPException as error:
        expected("write directly", error)
        return False
    return True


async def edit_reply(place: discord.PartialMessageable, message: int, view: ui.LayoutView) -> bool:
    """Put another card in place of a message of the bot's own."""
    view.stop()
    try:
        await place.get_partial_message(message).edit(view=view, allowed_mentions=NOBODY)
    except discord.HTTPException as error:
        expected("edit a reply", error, place.id)
        return False
    return True


async def delete_reply(place: discord.PartialMessageable, message: int) -> bool:
    """Delete a message of the bot's own."""
    try:
        await place.get_partial_message(message).delete()
    except discord.HTTPException as error:
        expected("delete a reply", error, place.id)
        return False
    return True


async def find_reply(place: discord.PartialMessageable, message: int, me: int) -> int | None:
    """Id of the bot's own reply to a message, if it stands among the next twenty; `me` is the bot's id."""
    try:
        async for later in place.history(limit=20, after=discord.Object(message), oldest_first=True):
            if later.author.id == me and later.reference is not None and later.reference.message_id == message:
                return later.id
    except discord.HTTPException as error:
        expected("read history", error, place.id)
    return None


def held_back(say: Voice) -> ui.LayoutView:
    """Says that a reply was held back, in words that give no filter a reason."""
    text = say("This server's AutoMod held my reply back. Its admins can let me through.")
    return Card((Piece(text),), accent=GREY).view()
