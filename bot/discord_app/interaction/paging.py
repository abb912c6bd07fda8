"""Paging: cards drawn from the address in a component's id, for In context, did-you-mean and page turns."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.answer import Asker
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Verb
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature


async def draw(exchange: Exchange, address: Sequence[str], *, private: bool) -> Card | None:
    """The card at an address in the current edition; None when what it shows is gone, or is of no known kind."""
    kind, *arguments = address or ("",)
    drawer = exchange.client.drawers.get(kind)
    edition = exchange.edition
    audience = await exchange.audience(private=private)
    return await exchange.compute(lambda: drawer(edition, audience, arguments)) if drawer else None


async def say_unknown(exchange: Exchange) -> None:
    """Tell the one who pressed that the button comes from another version of the bot."""
    say = exchange.say
    await exchange.notice(say("I no longer know this button; it comes from another version of me. Ask again."))


async def open_card(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Show a card privately to whoever pressed."""
    card = await draw(exchange, arguments, private=True)
    _remember(exchange, arguments)
    await (exchange.show(card) if card else exchange.gone())


async def pick(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Put the chosen card in place of the choices, when the asker chose; anybody else gets it privately."""
    asker, *address = arguments
    await _show(exchange, address, asker, page=None)


async def turn(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Turn the page, for the asker; anybody else gets that page privately."""
    page, asker, *address = arguments
    await _show(exchange, address, asker, page=int(page))


async def _show(exchange: Exchange, address: Sequence[str], asker: str, page: int | None) -> None:
    in_place = exchange.in_private or exchange.pressed_by(asker)
    card = await draw(exchange, address, private=exchange.in_private or not in_place)
    _remember(exchange, address)
    if card is None:
        await exchange.gone()
    elif in_place:
        await exchange.replace(card, page)
    else:
        await exchange.show(card, page=page)


def _remember(exchange: Exchange, address: Sequence[str]) -> None:
    """A question that was opened or chosen is what the presser's next message may be about."""
    kind, name = (*address, "", "")[:2]
    entry = exchange.pack.question_by_id.get(name) if kind == CardKind.QUESTION else None
    if entry is not None:
        who = Asker(exchange.member, exchange.language)
        exchange.client.answering.shown(entry, who, exchange.interaction.channel_id or 0)


FEATURE = Feature(presses={Verb.OPEN: open_card, Verb.PICK: pick, Verb.TURN: turn})
