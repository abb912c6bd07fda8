"""**More** under an answer: why this, shorter, in another language, the citation to copy, remove; and **Passages**."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord_app.commands.articles import citations_of
from bot.discord_app.commands.under_answer.discuss import may_be_discussed
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, Verb, id_of, key
from bot.discord_app.connection import responses
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.reader import Audience
from bot.discord_app.render import AnswerMenu, EvidenceRenderer
from bot.library.library import Edition
from bot.pack.models import Pack, Question
from bot.translations import Voice


def draw_passages(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """All passages of an entry; None when it is gone, or cites nothing any more."""
    kind, entry = address
    pack = edition.pack
    found = pack.question_by_id.get(entry) if kind == CardKind.QUESTION else pack.term_by_id.get(entry)
    if found is None or not citations_of(pack, kind, entry):
        return None
    title = found.title(audience.language) if isinstance(found, Question) else found.headwords(audience.language)[0]
    return EvidenceRenderer(pack, audience).passages_of(CardKind(kind), found, title)


def draw_short(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """An answer in short; None when it is gone."""
    question = _question(edition.pack, address[0])
    return EvidenceRenderer(edition.pack, audience).shorter(question) if question else None


def draw_copy(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """What an answer cites, to be copied; None when it is gone, or cites nothing any more."""
    question = _question(edition.pack, address[0])
    return EvidenceRenderer(edition.pack, audience).to_copy(question) if question and question.citations else None


async def open_menu(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Show, privately, what else can be done with an answer; Remove only to whoever may."""
    asker, short, *matched = arguments
    question = _question(exchange.pack, id_of(short, exchange.pack.question_by_id))
    if question is None:
        await exchange.gone()
        return
    why = (key(question.id), *matched) if matched else ()
    remove = (asker, str(_pressed(exchange))) if _may_remove(exchange, asker) and not exchange.in_private else ()
    if exchange.abroad:  # there a message can only be removed by its own button
        remove = ()
    discuss = (str(_pressed(exchange)), question.id) if await may_be_discussed(exchange) else ()
    await exchange.show(exchange.renderer(EvidenceRenderer).menu_of(question, AnswerMenu(why, remove, discuss)))


async def why(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Say why the answer was given; everything it takes stands in the button's id, except texts of the pack."""
    chosen, phrased, confidence, second, second_confidence, needed = arguments
    pack = exchange.pack
    question = _question(pack, id_of(chosen, pack.question_by_id))
    if question is None:
        await exchange.gone()
        return
    forms = (*question.phrasings, *question.question.texts)
    phrasing = next((form for form in forms if key(form) == phrased), None)
    other = _question(pack, id_of(second, pack.question_by_id))
    runner_up = (other, int(second_confidence) / 1000) if other else None
    renderer = exchange.renderer(EvidenceRenderer)
    await exchange.show(renderer.why(question, phrasing, int(confidence) / 1000, runner_up, int(needed) / 1000))


async def in_language(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """The answer in another language of the pack, over buttons in the presser's."""
    language, name = arguments
    question = _question(exchange.pack, name)
    if question is None or language not in exchange.pack.info.languages:
        await exchange.gone()
        return
    audience = Audience(Voice(language, exchange.say.catalogue), exchange.member, private=True)
    await exchange.show(exchange.renderer(EvidenceRenderer, audience).answer(question))


async def remove_reply(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Remove the reply, for the one who asked and for moderators; from its menu, the message that the id names."""
    asker, *message = arguments
    say = exchange.say
    if not _may_remove(exchange, asker):
        refusal = say("Only the person who asked, or someone who can manage messages here, can remove this.")
        await exchange.notice(refusal)
    elif not message:
        await responses.remove(exchange.interaction)
    else:
        interaction = exchange.interaction
        place = exchange.client.get_partial_messageable(interaction.channel_id or 0, guild_id=interaction.guild_id)
        gone = await responses.delete_reply(place, int(message[0]))
        told = say("Removed.") if gone else say("I can't remove it from here; whoever moderates this channel can.")
        await exchange.replace(exchange.renderer(EvidenceRenderer).notice(told))


def _question(pack: Pack, name: str | None) -> Question | None:
    return pack.question_by_id.get(name) if name else None


def _may_remove(exchange: Exchange, asker: str) -> bool:
    return exchange.pressed_by(asker) or exchange.interaction.permissions.manage_messages


def _pressed(exchange: Exchange) -> int:
    """Id of the message whose button was pressed."""
    message = exchange.interaction.message
    return message.id if message else 0


FEATURE = Feature(
    presses={
        Verb.MENU: open_menu,
        Verb.WHY: why,
        Verb.SPEAK: in_language,
        Verb.REMOVE: remove_reply,
    },
    drawers={CardKind.EVIDENCE: draw_passages, CardKind.SHORT: draw_short, CardKind.COPY: draw_copy},
)
