"""`/define` looks a term up, in any of its languages or in pinyin; `/glossary` browses the terms."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot.answering.browse import Shelf, browse, letters
from bot.answering.work_queue import DroppedError
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.choices import CHOICE_LIMIT, ChoicePairs, choices, chosen, in_every_language, matching
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.reader import Audience
from bot.discord_app.render import EntryRenderer, ShelfRenderer
from bot.languages import Language
from bot.library.library import Edition
from bot.pack.models import Pack
from bot.text import is_blank

TERM_LIMIT = 100
"""Longest term taken, in characters."""


@everywhere
@app_commands.command(name="define", description="Look a term up")
@app_commands.describe(term="The term; pick one from the list or type your own", private="Show the entry only to you")
async def define(
    interaction: Interaction,
    term: app_commands.Range[str, 1, TERM_LIMIT],
    private: bool = False,
) -> None:
    """Show a term's card, or the nearest terms."""
    await show_term(Exchange(interaction), term, private=private)


@define.autocomplete("term")
async def suggest_terms(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Terms that fit what was typed; their ids are the values."""
    exchange = Exchange(interaction)
    engine, language = exchange.edition.engine, exchange.language
    try:
        found = await exchange.compute(lambda: engine.suggest_terms(typed, language=language))
    except DroppedError:
        return []
    return choices((suggestion.value, suggestion.label) for suggestion in found)


async def show_term(exchange: Exchange, term: str, *, private: bool) -> None:
    """Show the term with that id or, for free text, the one the engine finds."""
    if is_blank(term):
        await exchange.notice(exchange.say("Write a term."))
        return
    audience = await exchange.audience(private=private, asked=term)
    edition, renderer = exchange.edition, exchange.renderer(EntryRenderer, audience)
    found = edition.pack.term_by_id.get(term)
    if found is None:
        definition = await exchange.compute(lambda: edition.engine.define(term, language=audience.language))
        found = definition.term
        if found is None:
            await exchange.show(renderer.no_term(definition), private=private)
            return
    await exchange.show(renderer.term(found), private=private)


def draw_term(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """The card of a term, by its id."""
    term = edition.pack.term_by_id.get(address[0])
    return EntryRenderer(edition.pack, audience).term(term) if term else None


@everywhere
@app_commands.command(name="glossary", description="Browse the glossary")
@app_commands.describe(
    topic="Only terms on this topic",
    letter="Only terms that begin with this letter",
    private="Show it only to you; yes unless you say no",
)
async def glossary(
    interaction: Interaction,
    topic: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    letter: app_commands.Range[str, 1, 1] | None = None,
    private: bool = True,
) -> None:
    """Show the terms, in pages."""
    exchange = Exchange(interaction)
    audience, pack = await exchange.audience(private=private), exchange.pack
    wanted = chosen(topic, in_every_language(topics_with_terms, pack)) if topic else ""
    shelf = Shelf(()) if wanted is None else browse(pack, audience.language, wanted, (letter or "").lower())
    await exchange.show(ShelfRenderer(pack, audience).glossary(shelf), private=private)


@glossary.autocomplete("topic")
async def suggest_term_topics(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Topics that have terms."""
    exchange = Exchange(interaction)
    return choices(matching(typed, topics_with_terms(exchange.pack, exchange.language)))


@glossary.autocomplete("letter")
async def suggest_letters(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Letters under which there are terms."""
    exchange = Exchange(interaction)
    found = letters(exchange.pack, exchange.language)
    return choices(matching(typed, [(letter, letter.upper()) for letter in found]))


def topics_with_terms(pack: Pack, language: Language) -> ChoicePairs:
    """Id and title of every topic on which there is a term."""
    used = {term.topic for term in pack.terms}
    return [(topic.id, topic.title.text(language)) for topic in pack.info.topics if topic.id in used]


def draw_glossary(edition: Edition, audience: Audience, address: Sequence[str]) -> Card:
    """The terms on a topic under a letter."""
    topic, letter = address
    return ShelfRenderer(edition.pack, audience).glossary(browse(edition.pack, audience.language, topic, letter))


FEATURE = Feature(commands=(define, glossary), drawers={CardKind.TERM: draw_term, CardKind.GLOSSARY: draw_glossary})
