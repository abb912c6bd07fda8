"""`/sources`, `/article` and `/read`, and **In context**: the cited words between the neighbours of their paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands

from bot.discord_app.commands.reading.compare_sides import no_article, show_compared, sides, topics
from bot.discord_app.commands.reading.read_on import read_on, stopped_at
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import CardKind
from bot.discord_app.connection.client_base import Interaction
from bot.discord_app.interaction.choices import CHOICE_LIMIT, choices, chosen, matching
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature, everywhere
from bot.discord_app.reader import Audience
from bot.discord_app.render import ArticlePageRenderer, ShelfRenderer
from bot.library.library import Edition
from bot.pack.models import Citation, Pack
from bot.pack.queries.surroundings import surroundings


def draw_citation(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """A citation of an entry in its paragraph; None when the entry, the citation or the paragraph is gone."""
    kind, entry, index = address
    citations = citations_of(edition.pack, kind, entry)
    if int(index) >= len(citations):
        return None
    cited = citations[int(index)]
    found = surroundings(edition.pack, cited.article, cited.paragraph, cited.quote)
    if found is None:
        return None
    renderer = ShelfRenderer(edition.pack, audience)
    others = [
        renderer.passage_button(citation, (CardKind.CITED, kind, entry, str(number)))
        for number, citation in enumerate(citations)
        if number != int(index)
    ]
    return renderer.context(found, (CardKind.CITED, *address), others)


def draw_paragraph(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """A paragraph that was found rather than cited."""
    article, number = address
    found = surroundings(edition.pack, article, int(number))
    return ShelfRenderer(edition.pack, audience).context(found, (CardKind.PARAGRAPH, *address)) if found else None


def citations_of(pack: Pack, kind: str, entry: str) -> tuple[Citation, ...]:
    """The citations of a question, a term or a quote, by its id; none when it is gone."""
    if kind == CardKind.QUOTE:
        quote = pack.quote_by_id.get(entry)
        return (quote.citation,) if quote else ()
    found = pack.question_by_id.get(entry) if kind == CardKind.QUESTION else pack.term_by_id.get(entry)
    return found.citations if found else ()


@everywhere
@app_commands.command(name="sources", description="The texts I answer from, to read")
@app_commands.describe(private="Show them only to you; yes unless you say no")
async def sources(
    interaction: Interaction,
    private: bool = True,
) -> None:
    """List the articles."""
    exchange = Exchange(interaction)
    renderer = exchange.renderer(ShelfRenderer, await exchange.audience(private=private))
    await exchange.show(renderer.sources(), private=private)


@everywhere
@app_commands.command(name="article", description="An article at a glance, or the whole library")
@app_commands.describe(
    article="The article; leave it out for the library",
    compare="An article, or somebody quoted, to set beside it",
    topic="What to compare them on; leave it out for all in all",
    private="Show it only to you; yes unless you say no",
)
async def about_article(
    interaction: Interaction,
    article: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    compare: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    topic: app_commands.Range[str, 1, CHOICE_LIMIT] | None = None,
    private: bool = True,
) -> None:
    """Show the page of an article, that of the library, or an article beside another."""
    exchange = Exchange(interaction)
    if compare or topic:
        await show_compared(exchange, (article or "", compare or "", topic or ""), private=private)
        return
    pack = exchange.pack
    found = pack.article_by_id.get(chosen(article, titles(pack), in_part=True) or "") if article else None
    if article and found is None:
        await exchange.notice(no_article(exchange.say, article))
        return
    renderer = exchange.renderer(ArticlePageRenderer, await exchange.audience(private=private))
    stopped = await stopped_at(exchange, found.id) if found and private else None
    page = renderer.page(found, stopped.paragraph if stopped else None) if found else renderer.library()
    await exchange.show(page, private=private)


@everywhere
@app_commands.command(name="read", description="Read an article, page by page")
@app_commands.describe(
    article="The article; pick one from the list",
    paragraph="Number of the paragraph to open at; without one, where you stopped",
    private="Show it only to you; yes unless you say no",
)
async def read(
    interaction: Interaction,
    article: app_commands.Range[str, 1, CHOICE_LIMIT],
    paragraph: app_commands.Range[int, 0] | None = None,
    private: bool = True,
) -> None:
    """Open an article; privately unless told otherwise, for it fills the screen."""
    exchange = Exchange(interaction)
    pack, say = exchange.pack, exchange.say
    found = pack.article_by_id.get(chosen(article, titles(pack), in_part=True) or "")
    if found is None:
        await exchange.notice(no_article(exchange.say, article))
    elif paragraph is not None and found.paragraph(paragraph) is None:
        last = len(found.paragraphs) - 1
        await exchange.notice(say("That article has the paragraphs 0 to {last}.", last=last))
    else:
        audience = await exchange.audience(private=private)
        if paragraph is None and private:
            card = await read_on(exchange, found)
        else:
            card = exchange.renderer(ShelfRenderer, audience).article(found, paragraph or 0)
        await exchange.show(card, private=private)


@about_article.autocomplete("compare")
async def suggest_sides(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Articles and people whose name fits."""
    exchange = Exchange(interaction)
    return choices(matching(typed, sides(exchange.pack, exchange.language)))


@about_article.autocomplete("topic")
async def suggest_topics(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Topics whose title fits."""
    exchange = Exchange(interaction)
    return choices(matching(typed, topics(exchange.pack, exchange.language)))


@about_article.autocomplete("article")
@read.autocomplete("article")
async def suggest_articles(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Articles whose title or short name fits."""
    return choices(matching(typed, titles(Exchange(interaction).pack)))


def titles(pack: Pack) -> list[tuple[str, str]]:
    """Id and name of every article: the short name, under which it is cited, and the title."""
    return [(article.id, f"{article.info.short} · {article.info.title}") for article in pack.articles]


def draw_article(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """An article, opened at a paragraph."""
    article, number, *stopped = address
    found = edition.pack.article_by_id.get(article)
    return ShelfRenderer(edition.pack, audience).article(found, int(number), *stopped) if found else None


def draw_sources(edition: Edition, audience: Audience, _address: Sequence[str]) -> Card:
    """The list of articles."""
    return ShelfRenderer(edition.pack, audience).sources()


def draw_page(edition: Edition, audience: Audience, address: Sequence[str]) -> Card | None:
    """The page of an article, or that of the library; None when the article is gone."""
    (article,) = address
    found = edition.pack.article_by_id.get(article)
    renderer = ArticlePageRenderer(edition.pack, audience)
    if found is None:
        return None if article else renderer.library()
    return renderer.page(found)


FEATURE = Feature(
    commands=(sources, about_article, read),
    drawers={
        CardKind.PAGE: draw_page,
        CardKind.CITED: draw_citation,
        CardKind.PARAGRAPH: draw_paragraph,
        CardKind.ARTICLE: draw_article,
        CardKind.SOURCES: draw_sources,
    },
)
