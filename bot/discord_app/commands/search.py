"""`/search`: the passages that hold certain words."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.reader import Audience
from bot.discord_app.render import ShelfRenderer
from bot.library.library import Edition
from bot.text import is_blank

WORDS_LIMIT = 60
"""Longest search, in characters: the words stand in the ids of the buttons that turn the page."""
MOST = 25
"""Most passages shown; what comes after them holds little of what was searched for."""


@everywhere
@app_commands.command(name="search", description="Find the passages with certain words")
@app_commands.describe(text="Words to look for", private="Show what is found only to you; yes unless you say no")
async def search(
    interaction: Interaction,
    text: app_commands.Range[str, 1, WORDS_LIMIT],
    private: bool = True,
) -> None:
    """Show the passages, in pages."""
    exchange = Exchange(interaction)
    if is_blank(text):
        await exchange.notice(exchange.say("Write what to look for."))
        return
    audience = await exchange.audience(private=private, asked=text)
    edition = exchange.edition
    await exchange.show(await exchange.compute(lambda: draw_found(edition, audience, (text,))), private=private)


def draw_found(edition: Edition, audience: Audience, address: Sequence[str]) -> Card:
    """What a search for those words finds now."""
    hits = edition.engine.search(address[0], limit=MOST)
    return ShelfRenderer(edition.pack, audience).found(address[0], hits)


FEATURE = Feature(commands=(search,), drawers={CardKind.FOUND: draw_found})
