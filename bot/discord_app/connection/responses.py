"""REST calls that answer members, with Discord's refusals handled: responses, replies, edits, deletions.

A message may have been deleted, a permission taken away, an interaction run out (3 seconds for the first response,
15 minutes in all). None of that is a fault of the bot: `refusals.py` says what each code means and what is done; each
function says in its result whether the call worked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from enum import StrEnum
from typing import TypeVar

import discord
from discord import ui

from bot.discord_app.channels import MessageChannel
from bot.discord_app.components.cards import Card, Piece
from bot.discord_app.connection import deferral
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.language import language_of
from bot.discord_app.permissions import may_speak
from bot.discord_app.refusals import NO_ANSWERS, ApiRefusal, Remedy, expected
from bot.translations import Voice, voice

T = TypeVar("T")
log = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds after which a request is given up; within them the library waits out rate limits."""
GREY = 0x80848E
"""Colour of the edge of what the bot says of its own troubles."""


class Purpose(StrEnum):
    """What a message is sent for; with the id of the message that it answers, the nonce under which it is sent."""

    ANSWER = "re"
    WELCOME = "hi"
    TOO_MANY = "many"
    HELD_BACK = "held"
    APOLOGY = "sorry"
    DIRECTLY = "dm"


NOBODY = discord.AllowedMentions.none()
"""Who may be mentioned. The client says so for all it sends; for an edit of an ordinary message it must be repeated."""


async def attempt(call: str, request: Awaitable[T], channel: int | None = None) -> T | ApiRefusal:
    """What a request gives; a refusal, or that no answer came within `PATIENCE`, is noted in the log and given back."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await request
    except (discord.HTTPException, *NO_ANSWERS) as error:
        return expected(call, error, channel)


async def respond(
    interaction: Interaction, view: ui.LayoutView, *, private: bool, files: Sequence[discord.File] = ()
) -> bool:
    """Answer an interaction: with a new message, in place of a deferral or, after a response, with a follow-up.

    What the server's AutoMod holds back is said to be so, privately. `files` are what the view shows of its own.

    Returns:
        Whether Discord took it. False when the interaction had run out.
    """
    refusal = await _respond(interaction, view, private=private, files=files)
    if refusal is not None and refusal.remedy is Remedy.TELL_MEMBER:
        await _respond(interaction, held_back(voice(language_of(interaction.locale))), private=True)
    return refusal is None


async def _respond(
    interaction: Interaction, view: ui.LayoutView, *, private: bool, files: Sequence[discord.File] = ()
) -> ApiRefusal | None:
    view.stop()  # every button is a dynamic item already known to the client, so nothing need be kept for this view
    deferred = await deferral.end(interaction)
    if deferred:
        sent: object = await attempt("respond", interaction.edit_original_response(view=view, attachments=files))
    elif interaction.response.is_done():
        sent = await attempt("respond", interaction.followup.send(view=view, ephemeral=private, files=files))
    else:
        sent = await attempt("respond", interaction.response.send_message(view=view, ephemeral=private, files=files))
    return sent if isinstance(sent, ApiRefusal) else None


async def replace(interaction: Interaction, view: ui.LayoutView) -> bool:
    """Put another card in place of the message whose button was pressed."""
    view.stop()
    await deferral.end(interaction)
    if interaction.response.is_done():
        put: object = await attempt("replace", interaction.edit_original_response(view=view))
    else:
        put = await attempt("replace", interaction.response.edit_message(view=view))
    return not isinstance(put, ApiRefusal)


async def acknowledge(interaction: Interaction) -> bool:
    """Answer a press with nothing: what it leads to is seen elsewhere."""
    await deferral.end(interaction)
    if interaction.response.is_done():
        return True
    return not isinstance(await attempt("acknowledge", interaction.response.defer()), ApiRefusal)


async def remove(interaction: Interaction) -> bool:
    """Delete the message whose button was pressed; through the interaction, which needs no permission anywhere."""
    await deferral.end(interaction)
    if not interaction.response.is_done():
        deferred = await attempt("remove", interaction.response.defer())
        if isinstance(deferred, ApiRefusal):
            return False
    return not isinstance(await attempt("remove", interaction.delete_original_response()), ApiRefusal)


async def open_form(interaction: Interaction, form: ui.Modal) -> bool:
    """Show a form; False when the interaction had run out, or was deferred: a form can only be a first response."""
    form.stop()  # what is sent in is read from the interaction itself, so nothing need be kept for the form
    await deferral.end(interaction)
    if interaction.response.is_done():
        return False
    return not isinstance(await attempt("open a form", interaction.response.send_modal(form)), ApiRefusal)


async def reply(
    message: discord.Message,
    view: ui.LayoutView,
    say: Voice,
    *,
    channel: MessageChannel | None = None,
    purpose: Purpose = Purpose.ANSWER,
) -> discord.Message | None:
    """Reply to a message without a ping; where replies are not possible, send to its channel.

    Args:
        message: what to reply to.
        view: the card to send.
        say: the readers' language, for saying that the server's AutoMod held the reply back.
        channel: where the message stands, as it was looked up; by default as the client knows it.
        purpose: what it is sent for.

    Returns:
        The message sent; None when the bot may not speak there, the message is gone, or the reply was held back.
    """
    view.stop()
    if not may_speak(message.guild, channel or message.channel):
        log.info("No permission to send messages in channel %s", message.channel.id)
        return None
    sent = await _send(message, view, purpose, as_reply=True)
    if isinstance(sent, ApiRefusal) and sent.remedy is Remedy.SEND_PLAIN:
        sent = await _send(message, view, purpose, as_reply=False)
    if isinstance(sent, ApiRefusal) and sent.remedy is Remedy.TELL_MEMBER:
        await _send(message, held_back(say), Purpose.HELD_BACK, as_reply=True)
    return sent if isinstance(sent, discord.Message) else None


async def _send(
    message: discord.Message, view: ui.LayoutView, purpose: Purpose, *, as_reply: bool
) -> discord.Message | ApiRefusal:
    """Send under a nonce: of two processes that overlap, the second is given the message of the first."""
    nonce = f"{purpose}-{message.id}"
    if as_reply:
        sending = message.reply(view=view, mention_author=False, nonce=nonce)
    else:
        sending = message.channel.send(view=view, nonce=nonce)
    return await attempt("reply", sending, message.channel.id)


async def react(message: discord.Message, emoji: str, *, taken_back_by: int | None = None) -> bool:
    """Put the bot's reaction on a message; whether Discord took it. With the bot's id, take it back."""
    if taken_back_by is None:
        reacting = message.add_reaction(emoji)
    else:
        reacting = message.remove_reaction(emoji, discord.Object(taken_back_by))
    return not isinstance(await attempt("react", reacting, message.channel.id), ApiRefusal)


async def tell_directly(message: discord.Message, view: ui.LayoutView) -> bool:
    """Write to the author of a message directly; whether Discord took it: many let nobody write to them."""
    view.stop()
    sending = message.author.send(view=view, nonce=f"{Purpose.DIRECTLY}-{message.id}")
    return not isinstance(await attempt("write directly", sending), ApiRefusal)


async def edit_reply(place: discord.PartialMessageable, message: int, view: ui.LayoutView) -> bool:
    """Put another card in place of a message of the bot's own."""
    view.stop()
    editing = place.get_partial_message(message).edit(view=view, allowed_mentions=NOBODY)
    return not isinstance(await attempt("edit a reply", editing, place.id), ApiRefusal)


async def delete_reply(place: discord.PartialMessageable, message: int) -> bool:
    """Delete a message of the bot's own."""
    deleting = place.get_partial_message(message).delete()
    return not isinstance(await attempt("delete a reply", deleting, place.id), ApiRefusal)


def held_back(say: Voice) -> ui.LayoutView:
    """Says that a reply was held back, in words that give no filter a reason."""
    text = say("This server's AutoMod held my reply back. Its admins can let me through.")
    return Card((Piece(text),), accent=GREY).view()
