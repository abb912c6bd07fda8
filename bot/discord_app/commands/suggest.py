"""**Suggest this question**: a form through which a member hands a question to the curators. Stored only then."""

from __future__ import annotations

import re
from typing import Any

import discord
from discord import ui

from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.components.text_limits import label
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.audience import reader_of
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.language import Voice, reply_language
from bot.discord_app.render import Canvas
from bot.discord_app.render.replies import ECHO_MARK
from bot.ports.feedback import SuggestedQuestion

LONGEST = 300
"""Longest question taken, in characters."""
_ECHOED = re.compile(r"“(.*)”", re.DOTALL)


def form(say: Voice, question: str) -> ui.Modal:
    """One field with the question, to be put as the member would have it answered."""
    field: ui.TextInput[Any] = ui.TextInput(
        style=discord.TextStyle.paragraph, default=question or None, min_length=5, max_length=LONGEST
    )
    described = say("The curators will read it together with your name's id, and nothing else.")
    drawn = ui.Modal(title=label(say("Suggest a question"), 45), custom_id=Press(Verb.SUGGESTED).custom_id("d1"))
    drawn.add_item(ui.Label(text=label(say("Your question"), 45), description=described, component=field))
    return drawn


async def open_form(interaction: Interaction, _arguments: tuple[str, ...]) -> None:
    """Show the form, with the question as it stands in the message."""
    if await _unwanted(interaction):
        return
    canvas = Canvas(interaction.client.library.edition.pack, reader_of(interaction))
    if not await responses.open_form(interaction, form(canvas.audience.say, asked_in(interaction.message))):
        text = canvas.audience.say("That took too long. Press the button again.")
        await responses.respond(interaction, canvas.notice(text).view(), private=True)


async def keep(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Store a suggested question, unless the server's admins forbade it while it was being written."""
    if await _unwanted(interaction):
        return
    question = arguments[0].strip()
    canvas = Canvas(interaction.client.library.edition.pack, reader_of(interaction))
    language = reply_language(interaction.locale, question)
    suggested = SuggestedQuestion(question, language, interaction.user.id, interaction.guild_id)
    await interaction.client.ports.store.suggest(suggested)
    text = canvas.audience.say("Thank you. The curators will see it; `/privacy` tells what is stored and erases it.")
    await responses.respond(interaction, canvas.notice(text).view(), private=True)


async def _unwanted(interaction: Interaction) -> bool:
    """Whether this server wants no questions stored; the member is told so."""
    server = interaction.guild_id
    if server is None or (await interaction.client.ports.store.settings(server)).keep_suggestions:
        return False
    canvas = Canvas(interaction.client.library.edition.pack, reader_of(interaction))
    text = canvas.audience.say("This server does not want questions stored, so I cannot pass it on.")
    await responses.respond(interaction, canvas.notice(text).view(), private=True)
    return True


def asked_in(message: discord.Message | None) -> str:
    """The question that a reply repeats, without the marks that made it literal; empty when it repeats none."""
    container = message.components[0] if message and message.components else None
    parts = container.children if isinstance(container, discord.components.Container) else []
    for part in parts:
        if isinstance(part, discord.TextDisplay) and part.id == ECHO_MARK:
            found = _ECHOED.search(part.content)
            return re.sub(r"\\(.)", r"\1", found[1]).replace("\u200b", "").rstrip("…") if found else ""
    return ""


FEATURE = Feature(presses={Verb.SUGGEST: open_form, Verb.SUGGESTED: keep})
