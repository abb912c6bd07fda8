"""Reading on where one stopped, and bookmarks: set, listed, opened and taken away by buttons, stored only once agreed.

A member of whom no bookmark is stored is told first what would be, and asked.
"""

from __future__ import annotations

from bot.discord_app.commands.reading.bookmark_cards import BookmarkRenderer
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.interaction.exchange import Exchange
from bot.discord_app.interaction.feature import Feature
from bot.discord_app.render import ArticlePageRenderer, ShelfRenderer
from bot.errors import StorageError
from bot.pack.models import Article
from bot.ports.reading_store import Bookmark, BookmarkKind


async def stopped_at(exchange: Exchange, article: str) -> Bookmark | None:
    """Where the member stopped reading an article; None where they did not, or not as far as can be looked up now."""
    try:
        return await _stop_in(exchange, article)
    except StorageError:  # the database says so itself, and a page needs nothing of it
        return None


async def read_on(exchange: Exchange, article: Article) -> Card:
    """An article, opened where the member stopped, else at its beginning."""
    renderer = exchange.renderer(ShelfRenderer)
    try:
        found = await _stop_in(exchange, article.id)
    except StorageError:
        return renderer.article(article, 0, "lost")
    return renderer.article(article, found.paragraph, "on") if found else renderer.article(article, 0)


async def _stop_in(exchange: Exchange, article: str) -> Bookmark | None:
    kept = await exchange.store.bookmarks(exchange.member)
    return next((each for each in kept if each.kind is BookmarkKind.STOP and each.article == article), None)


async def act(exchange: Exchange, arguments: tuple[str, ...]) -> None:
    """Do what a button or a menu of a reader says."""
    match arguments:
        case ("on", article):
            await _open(exchange, article, page=False)
        case ("page", article):
            await _open(exchange, article, page=True)
        case ("list", _):
            await exchange.show(await _listed(exchange))
        case ("turn", page):
            await exchange.replace(await _listed(exchange), int(page))
        case ("drop", chosen):
            await _drop(exchange, chosen)
        case ("no",):
            text = exchange.say("Nothing is stored.")
            await exchange.replace(exchange.renderer(BookmarkRenderer).notice(text))
        case ("yes" | "undo" as doing, kind, article, paragraph):
            await _settle(exchange, doing, BookmarkKind(kind), article, int(paragraph))
        case (kind, article, paragraph):
            await _keep(exchange, BookmarkKind(kind), article, int(paragraph))
        case _:
            await exchange.gone()


async def _open(exchange: Exchange, name: str, *, page: bool) -> None:
    article = exchange.pack.article_by_id.get(name)
    if article is None:
        await exchange.gone()
    elif page:
        stopped = await stopped_at(exchange, name)
        renderer = exchange.renderer(ArticlePageRenderer)
        await exchange.show(renderer.page(article, stopped.paragraph if stopped else None))
    else:
        await exchange.show(await read_on(exchange, article))


async def _keep(exchange: Exchange, kind: BookmarkKind, article: str, paragraph: int) -> None:
    """Keep a bookmark of somebody who has some; anybody else is asked first."""
    found = exchange.pack.article_by_id.get(article)
    renderer = exchange.renderer(BookmarkRenderer)
    if found is None or found.paragraph(paragraph) is None:
        await exchange.gone()
    elif await exchange.store.bookmarks(exchange.member):
        kept = await exchange.store.keep_bookmark(exchange.member, kind, article, paragraph)
        await exchange.show(renderer.kept(kind, article, paragraph) if kept else renderer.too_many())
    else:
        await exchange.show(renderer.asks(kind, article, paragraph))


async def _settle(exchange: Exchange, doing: str, kind: BookmarkKind, article: str, paragraph: int) -> None:
    """Keep a bookmark whose storing was agreed to, or take one away that was just kept; in place of what asked."""
    renderer, member = exchange.renderer(BookmarkRenderer), exchange.member
    if article not in exchange.pack.article_by_id:
        await exchange.gone()
    elif doing == "undo":
        await exchange.store.drop_bookmark(member, kind, article, paragraph)
        await exchange.replace(renderer.notice(exchange.say("Taken away.")))
    elif await exchange.store.keep_bookmark(member, kind, article, paragraph):
        await exchange.replace(renderer.kept(kind, article, paragraph))
    else:
        await exchange.replace(renderer.too_many())


async def _drop(exchange: Exchange, chosen: str) -> None:
    """Take away the bookmark chosen in the list, which is then shown without it."""
    kind, article, paragraph = chosen.split(" ")
    await exchange.store.drop_bookmark(exchange.member, BookmarkKind(kind), article, int(paragraph))
    await exchange.replace(await _listed(exchange))


async def _listed(exchange: Exchange) -> Card:
    return exchange.renderer(BookmarkRenderer).listed(await exchange.store.bookmarks(exchange.member))


FEATURE = Feature(presses={Verb.READ: act})
