"""Message menus **Answer this** and **Explain terms**. They need no message-content intent."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord_app.commands.ask import answer
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.message_text import text_of
from bot.discord_app.render import ShelfRenderer
from bot.text import is_blank

MOST_TERMS = 10
"""Most terms explained in one message."""


@app_commands.context_menu(name="Answer this")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def answer_this(interaction: Interaction, message: discord.Message) -> None:
    """Answer somebody's message, privately."""
    exchange = Exchange(interaction)
    text = text_of(message)
    if is_blank(text):
        await _no_words(exchange)
    else:
        await answer(exchange, text, private=True)


@app_commands.context_menu(name="Explain terms")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def explain_terms(interaction: Interaction, message: discord.Message) -> None:
    """Show the terms of the glossary that stand in somebody's message, privately."""
    exchange = Exchange(interaction)
    text = text_of(message)
    if is_blank(text):
        await _no_words(exchange)
        return
    engine = exchange.edition.engine
    found = await exchange.compute(lambda: engine.terms_in(text, limit=MOST_TERMS))
    terms = list({mention.term.id: mention.term for mention in found}.values())
    renderer = exchange.renderer(ShelfRenderer, exchange.reader(text))
    await exchange.show(renderer.explained(terms))


async def _no_words(exchange: Exchange) -> None:
    await exchange.notice(exchange.say("I can't find any words in that message."))


FEATURE = Feature(commands=(answer_this, explain_terms))
