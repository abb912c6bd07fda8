"""Two articles or people side by side: `/article compare:`, the menu of an article's page, and that of topics."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bot.answering.last_reply import LastReply
from bot.answering.lookups.comparing.side_by_side import ComparedOn, side_by_side, subject_of
from bot.answering.lookups.comparing.sides import Side, every_side, side_of
from bot.answering.lookups.desk import Desk
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind, id_of
from bot.discord_app.components.text_limits import echo
from bot.discord_app.interaction.choices import ChoicePairs, chosen
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.reader import Audience
from bot.discord_app.render import ReplyRenderer
from bot.languages import Language
from bot.library.library import Edition
from bot.pack.models import Pack
from bot.translations import Voice


def sides(pack: Pack, language: Language) -> ChoicePairs:
    """Id and name of everything that can be compared: articles by label and title, then people."""
    return [
        (side.id, f"{side.named(language)} · {side.article.info.title}" if side.article else side.named(language))
        for side in every_side(pack)
    ]


def topics(pack: Pack, language: Language) -> ChoicePairs:
    """Id and title of every topic."""
    return [(topic.id, topic.title.text(language)) for topic in pack.info.topics]


def no_article(say: Voice, name: str) -> str:
    """That no article is called so."""
    return say("There is no article “{name}”. Pick one from the list that opens as you type.", name=echo(name))


async def show_compared(exchange: Exchange, named: tuple[str, str, str], *, private: bool) -> None:
    """Answer with two sides, as they were named, on a topic or (empty) as a whole."""
    first, second, topic = named
    pack, say = exchange.pack, exchange.say
    pairs = sides(pack, exchange.language)
    if not (first and second):
        await exchange.notice(say("Name an article and what to set beside it; the topic may be left out."))
        return
    found: list[Side] = []
    for name in (first, second):
        side = side_of(pack, chosen(name, pairs, in_part=True) or "")
        if side is None:
            await exchange.notice(no_article(say, name))
            return
        found.append(side)
    if found[0].id == found[1].id:
        await exchange.notice(say("These are the same. Name two."))
        return
    audience = await exchange.audience(private=private)
    subject = chosen(topic, topics(pack, exchange.language)) or topic
    edition = exchange.edition
    card = await exchange.compute(lambda: _drawn(edition, audience, (found[0], found[1]), subject))
    await exchange.show(card, private=private)


def draw_compared(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """Two sides by their keys, on a topic or some words; None where one of them is gone."""
    left, right, *subject = address
    ids = [side.id for side in every_side(edition.pack)]
    found = [side_of(edition.pack, id_of(each, ids) or "") for each in (left, right)]
    if found[0] is None or found[1] is None:
        return None
    return _drawn(edition, audience, (found[0], found[1]), " ".join(subject))


def _drawn(edition: Edition, audience: Audience, pair: tuple[Side, Side], words: str) -> Card:
    desk = Desk(edition.engine, audience.language, LastReply(audience.language), Random())  # noqa: S311 - draws nothing
    topics = edition.pack.info.topics
    topic = next((each for each in topics if words in (each.id, *each.title.texts)), None)
    subject: ComparedOn | None = None
    if topic is not None:
        subject = ComparedOn(topic.title.text(audience.language), topic, typed=False)
    elif words:
        subject = subject_of(words, desk)
    return ReplyRenderer(edition.pack, audience).looked_up(side_by_side(pair, subject, desk))


FEATURE = Feature(drawers={CardKind.COMPARED: draw_compared})
