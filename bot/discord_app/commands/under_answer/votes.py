"""👍 and 👎 under an answer; after 👎, what was wrong and what was meant."""

from __future__ import annotations

from bot.discord_app.components.custom_ids import Verb, id_of
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.render import EvidenceRenderer
from bot.ports.feedback import DownReason, Vote


async def vote(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Count a vote; a member who votes again changes their vote. Buttons of earlier versions name no runner-up."""
    cast, name, *second = arguments
    pack = exchange.pack
    question = pack.question_by_id.get(name)
    if question is None:
        await exchange.gone()
        return
    if not exchange.client.votes.takes(exchange.member, exchange.client.ports.clock.monotonic()):
        await exchange.notice(exchange.say("That is a lot of votes at once. Try again in a minute."))
        return
    tally, say = await exchange.store.vote(name, exchange.member, exchange.server, Vote(cast)), exchange.say
    counted = say("Thank you, noted. So far: 👍 {up} · 👎 {down}", up=tally.up, down=tally.down)
    if Vote(cast) is Vote.UP:
        await exchange.notice(counted)
        return
    other = id_of(second[0], pack.question_by_id) if second else None
    meant = pack.question_by_id[other] if other else None
    await exchange.show(exchange.renderer(EvidenceRenderer).not_helpful(question, counted, meant))


async def give_reason(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Note why an answer was voted down."""
    reason, question = arguments
    await exchange.store.note_reason(question, exchange.member, DownReason(reason))
    say, second = exchange.say, exchange.renderer(EvidenceRenderer)
    await exchange.replace(second.notice(say("Thank you. The curators will see that, without your name.")))


FEATURE = Feature(presses={Verb.VOTE: vote, Verb.REASON: give_reason})
