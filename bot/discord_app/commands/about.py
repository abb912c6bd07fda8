"""`/help` and `/about`: what the bot does, and what it answers from."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot.discord_app.commands.ask import answer
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Verb, key
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.audience import reader_of
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.interaction.paging import say_gone
from bot.discord_app.reader import Audience
from bot.discord_app.render import GuideRenderer
from bot.library.library import Edition


@everywhere
@app_commands.command(name="help", description="What I can do, with questions to try")
async def help_(interaction: Interaction) -> None:
    """Show what the bot does, privately."""
    client = interaction.client
    renderer = GuideRenderer(client.library.edition.pack, reader_of(interaction))
    await responses.respond(interaction, renderer.help(client.command_ids).view(), private=True)


@everywhere
@app_commands.command(name="about", description="The articles I answer from, and whose they are")
async def about(interaction: Interaction) -> None:
    """Show the library, privately."""
    renderer = GuideRenderer(interaction.client.library.edition.pack, reader_of(interaction))
    await responses.respond(interaction, renderer.about().view(), private=True)


async def try_example(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Ask an example question, privately, in the reader's language."""
    pack = interaction.client.library.edition.pack
    example = next((text for text in pack.info.examples if key(text.en) == arguments[0]), None)
    if example is None:
        await say_gone(interaction)
        return
    language = reader_of(interaction).language
    await answer(interaction, example.text(language), private=True)


def draw_about(edition: Edition, audience: Audience, _address: Sequence[str]) -> Card:
    """The card of the library."""
    return GuideRenderer(edition.pack, audience).about()


FEATURE = Feature(commands=(help_, about), presses={Verb.TRY: try_example}, drawers={CardKind.ABOUT: draw_about})
