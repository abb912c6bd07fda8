"""Signs that a message was seen: an hourglass while it waits, doubt, too much at once, no leave to write there."""

from __future__ import annotations

import logging
from types import TracebackType

from bot.answering.attention import CALL_SPAN, CALLS
from bot.discord_app.components.cards import Card, Piece
from bot.discord_app.connection import responses
from bot.discord_app.connection.client_base import Host
from bot.discord_app.connection.responses import Purpose
from bot.discord_app.messages.composing import Incoming

log = logging.getLogger(__name__)

WAITS, DOUBTS, MAY_NOT_SPEAK, PASSED_OVER = "⏳", "🤔", "🔇", "💤"


class Hourglass:
    """Stands under a message for as long as it waits; a message that need not wait gets none."""

    def __init__(self, incoming: Incoming, me: int) -> None:
        self._incoming = incoming
        self._me = me
        self._stands = False

    async def __aenter__(self) -> Hourglass:
        return self

    async def turn_over(self) -> None:
        """Put it there, where the bot may react."""
        self._stands = await _mark(self._incoming, WAITS)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stands and kind is None:
            await responses.react(self._incoming.message, WAITS, taken_back_by=self._me)


async def doubt(incoming: Incoming) -> None:
    """Show, by a reaction and no more, that a question was read and that the bot is not sure of an answer."""
    await _mark(incoming, DOUBTS)


async def passed_over(incoming: Incoming) -> None:
    """Show, by a reaction, that a question was not looked at: too much came at once. Who names the bot is heard."""
    await _mark(incoming, PASSED_OVER)


async def tell_too_many(client: Host, incoming: Incoming) -> None:
    """Say that more waits already than will be answered soon."""
    say = incoming.voice_for(client)
    text = say(
        "That's more than I can take at once. I answer {count} messages in {seconds} seconds, and those of yours that "
        "wait come next. Ask the rest again in a minute.",
        count=CALLS,
        seconds=round(CALL_SPAN),
    )
    view = _card(client, text).view()
    await responses.reply(incoming.message, view, say, channel=incoming.channel, purpose=Purpose.TOO_MANY)


async def tell_elsewhere(client: Host, incoming: Incoming) -> None:
    """Tell somebody who called where the bot may not write: directly or, to who takes no messages, by a reaction."""
    message, say = incoming.message, incoming.voice_for(client)
    log.info("No permission to send messages in channel %s", message.channel.id)
    text = say(
        "I may not write in {channel}. `/ask` works there, and here you can just write to me.",
        channel=f"<#{message.channel.id}>",
    )
    if not await responses.tell_directly(message, _card(client, text).view()):
        await _mark(incoming, MAY_NOT_SPEAK)


async def _mark(incoming: Incoming, emoji: str) -> bool:
    """React to a message, where the bot may; whether Discord took it."""
    return incoming.may_be_marked and await responses.react(incoming.message, emoji)


def _card(client: Host, text: str) -> Card:
    return Card((Piece(text),), accent=client.library.edition.pack.info.accent)
