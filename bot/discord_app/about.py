"""`/help` and `/about`: what the bot does, and what it answers from."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot.asking.library import Edition
from bot.discord_app import safe
from bot.discord_app.addresses import Kind, Verb, key
from bot.discord_app.ask import answer
from bot.discord_app.audience import reader_of
from bot.discord_app.cards import Card
from bot.discord_app.feature import Feature, everywhere
from bot.discord_app.host import Interaction
from bot.discord_app.paging import say_gone
from bot.discord_app.reader import Audience
from bot.discord_app.render import GuideRenderer


@everywhere
@app_commands.command(name="help", description="What I can do, with questions to try")
async def help_(interaction: Interaction) -> None:
    """Show what the bot does, privately."""
    client = interaction.client
    renderer = GuideRenderer(client.library.edition.pack, reader_of(interaction))
    await safe.respond(interaction, renderer.help(client.command_ids).view(), private=True)


@everywhere
@app_commands.command(name="about", description="The articles I answer from, and whose they are")
async def about(interaction: Interaction) -> None:
    """Show the library, privately."""
    renderer = GuideRenderer(interaction.client.library.edition.pack, reader_of(interaction))
    await safe.respond(interaction, renderer.about().view(), private=True)


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


FEATURE = Feature(commands=(help_, about), presses={Verb.TRY: try_example}, drawers={Kind.ABOUT: draw_about})
