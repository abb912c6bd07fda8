"""Showing a card from its address: what In context, related terms, did-you-mean and the page buttons have in common."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.audience import audience_of, reader_of
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.render import Canvas


async def draw(interaction: Interaction, address: Sequence[str], *, private: bool) -> Card | None:
    """The card at an address in the current edition; None when what it shows is gone, or is of no known kind."""
    kind, *arguments = address or ("",)
    drawer = interaction.client.drawers.get(kind)
    edition = interaction.client.library.edition
    return drawer(edition, await audience_of(interaction, private=private), arguments) if drawer else None


async def say_gone(interaction: Interaction) -> None:
    """Tell the one who pressed, privately, that the entry was removed."""
    renderer = Canvas(interaction.client.library.edition.pack, reader_of(interaction))
    await responses.respond(interaction, renderer.gone().view(), private=True)


async def say_unknown(interaction: Interaction) -> None:
    """Tell the one who pressed that the button comes from another version of the bot."""
    renderer = Canvas(interaction.client.library.edition.pack, reader_of(interaction))
    text = renderer.audience.say("I no longer know this button; it comes from another version of me. Ask again.")
    await responses.respond(interaction, renderer.notice(text).view(), private=True)


async def open_card(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Show a card privately to whoever pressed."""
    card = await draw(interaction, arguments, private=True)
    if card is None:
        await say_gone(interaction)
    else:
        await responses.respond(interaction, card.view(), private=True)


async def pick(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Put the chosen card in place of the choices, when the asker chose; anybody else gets it privately."""
    asker, *address = arguments
    await _show(interaction, address, asker, page=None)


async def turn(interaction: Interaction, arguments: tuple[str, ...]) -> None:
    """Turn the page, for the asker; anybody else gets that page privately."""
    page, asker, *address = arguments
    await _show(interaction, address, asker, page=int(page))


async def _show(interaction: Interaction, address: Sequence[str], asker: str, page: int | None) -> None:
    in_private = interaction.message is not None and interaction.message.flags.ephemeral
    in_place = in_private or responses.presser_is(interaction, asker)
    card = await draw(interaction, address, private=in_private or not in_place)
    if card is None:
        await say_gone(interaction)
    elif in_place:
        await responses.replace(interaction, card.view(page))
    else:
        await responses.respond(interaction, card.view(page), private=True)


FEATURE = Feature(presses={Verb.OPEN: open_card, Verb.PICK: pick, Verb.TURN: turn})
