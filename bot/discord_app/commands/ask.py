"""`/ask`: a question in anybody's own words."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot.answering.answer import Asker, ChannelContext
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.reader import Audience
from bot.discord_app.render import ReplyRenderer
from bot.library.library import Edition
from bot.text import is_blank

QUESTION_LIMIT = 500
"""Longest question taken, in characters; the articles answer none that needs more."""


@everywhere
@app_commands.command(name="ask", description="Ask a question in your own words")
@app_commands.describe(question="What you want to know, in your own words", private="Show the answer only to you")
async def ask(
    interaction: Interaction,
    question: app_commands.Range[str, 1, QUESTION_LIMIT],
    private: bool = False,
) -> None:
    """Answer a question."""
    exchange = Exchange(interaction)
    if is_blank(question):
        await exchange.notice(exchange.say("Write a question."))
    else:
        await answer(exchange, question, private=private)


async def answer(exchange: Exchange, question: str, *, private: bool) -> None:
    """Show the reply to a question."""
    audience = await exchange.audience(private=private, asked=question)
    renderer = exchange.renderer(ReplyRenderer, audience)
    asker, place = Asker(exchange.member, audience.language), ChannelContext(exchange.interaction.channel_id or 0)
    reply = await exchange.compute(lambda: exchange.client.answering.answer(question, asker, place))
    exchange.client.count_miss(reply)
    await exchange.show(renderer.reply(reply, echoes=True), private=private)


def draw_answer(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """The card of a question, by its id."""
    question = edition.pack.question_by_id.get(address[0])
    return ReplyRenderer(edition.pack, audience).answer(question) if question else None


FEATURE = Feature(commands=(ask,), drawers={CardKind.QUESTION: draw_answer})
