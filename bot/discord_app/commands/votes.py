"""Buttons under an answer: Why this?, 👍 and 👎, Remove."""

from __future__ import annotations

from bot.discord_app.components.custom_ids import Verb, id_of, key
from bot.discord_app.connection import responses
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.render import ReplyRenderer
from bot.ports.feedback import Vote


async def why(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Say why the answer was given; everything it takes stands in the button's id, except texts of the pack."""
    chosen, phrased, confidence, second, second_confidence, needed = arguments
    pack = exchange.pack
    found = id_of(chosen, pack.question_by_id)
    if found is None:
        await exchange.gone()
        return
    question = pack.question_by_id[found]
    forms = (*question.phrasings, *question.question.texts)
    phrasing = next((form for form in forms if key(form) == phrased), None)
    other = id_of(second, pack.question_by_id)
    runner_up = (pack.question_by_id[other], int(second_confidence) / 1000) if other else None
    renderer = exchange.renderer(ReplyRenderer)
    await exchange.show(renderer.why(question, phrasing, int(confidence) / 1000, runner_up, int(needed) / 1000))


async def vote(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Count a vote; a member who votes again changes their vote."""
    cast, question = arguments
    if question not in exchange.pack.question_by_id:
        await exchange.gone()
        return
    tally, say = await exchange.store.vote(question, exchange.member, exchange.server, Vote(cast)), exchange.say
    await exchange.notice(say("Thank you, noted. So far: 👍 {up} · 👎 {down}", up=tally.up, down=tally.down))


async def remove_reply(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Remove the reply, for the one who asked and for moderators."""
    if exchange.pressed_by(arguments[0]) or exchange.interaction.permissions.manage_messages:
        await responses.remove(exchange.interaction)
        return
    say = exchange.say
    await exchange.notice(say("Only the person who asked, or someone who can manage messages here, can remove this."))


FEATURE = Feature(presses={Verb.WHY: why, Verb.VOTE: vote, Verb.REMOVE: remove_reply})
