"""`/help` and `/about`: what the bot does, and what it answers from."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot.discord_app.commands.ask import answer
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Verb, key
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.reader import Audience
from bot.discord_app.render import GuideRenderer
from bot.library.library import Edition


@everywhere
@app_commands.command(name="help", description="What I can do, with questions to try")
async def help_(interaction: Interaction) -> None:
    """Show what the bot does, privately."""
    exchange = Exchange(interaction)
    await exchange.show(exchange.renderer(GuideRenderer).help(exchange.client.command_ids))


@everywhere
@app_commands.command(name="about", description="What I answer from, and whose it is")
async def about(interaction: Interaction) -> None:
    """Show the library, privately."""
    exchange = Exchange(interaction)
    await exchange.show(exchange.renderer(GuideRenderer).about())


async def try_example(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Ask an example question, privately, in the reader's language."""
    example = next((text for text in exchange.pack.info.examples if key(text.first) == arguments[0]), None)
    if example is None:
        await exchange.gone()
    else:
        await answer(exchange, example.text(exchange.language), private=True)


def draw_about(edition: Edition, audience: Audience, _address: Sequence[str]) -> Card:
    """The card of the library."""
    return GuideRenderer(edition.pack, audience).about()


FEATURE = Feature(commands=(help_, about), presses={Verb.TRY: try_example}, drawers={CardKind.ABOUT: draw_about})
