"""Renderer of bookmarks: asked for, kept, and listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.discord_app.components.buttons import Button, Menu, Option
from bot.discord_app.components.cards import Card, CardPart, Piece
from bot.discord_app.components.custom_ids import CardKind, Press, Verb
from bot.discord_app.components.text_limits import excerpt, plain
from bot.discord_app.render import Canvas
from bot.discord_app.render.dates import say_day
from bot.ports.reading_store import Bookmark, BookmarkKind

_WORDS = 90
"""Characters of a paragraph that tell which it is."""


class BookmarkRenderer(Canvas):
    """Draws bookmarks, privately."""

    __slots__ = ()

    def asks(self, kind: BookmarkKind, article: str, paragraph: int) -> Card:
        """Says what would be stored, and asks whether it may be."""
        say, source = self.audience.say, self._source(article, paragraph)
        lines = [
            f"**{say('May I store this bookmark?')}**",
            say(
                "Stored are your id, the article, the number of the paragraph and the day, and no text: {source}.",
                source=source,
            ),
            say("Later bookmarks are then stored without asking. /privacy shows and erases them."),
        ]
        place = (kind, article, str(paragraph))
        row = [
            Button(say("Yes, store it"), Press(Verb.READ, ("yes", *place)), "🔖"),
            Button(say("No"), Press(Verb.READ, ("no",))),
        ]
        return self.notice("\n".join(lines), [row])

    def kept(self, kind: BookmarkKind, article: str, paragraph: int) -> Card:
        """Says that a bookmark is kept."""
        say, source = self.audience.say, self._source(article, paragraph)
        if kind is BookmarkKind.STOP:
            text = say("Kept. You read on at {source}.", source=source)
        else:
            text = say("Bookmarked: {source}.", source=source)
        undo = Button(say("Undo"), Press(Verb.READ, ("undo", kind, article, str(paragraph))))
        return self.notice(f"🔖 {text}", [[self._list_button(), undo]])

    def too_many(self) -> Card:
        """Says that a member has as many bookmarks as are kept."""
        text = self.audience.say("You have as many bookmarks as I keep. Take one away first.")
        return self.notice(text, [[self._list_button()]])

    def listed(self, bookmarks: Sequence[Bookmark]) -> Card:
        """All bookmarks of the reader, to be opened or taken away."""
        say = self.audience.say
        if not bookmarks:
            return self.notice(
                say("You have no bookmarks. While you read an article, “Stop here” or “Bookmark a paragraph” sets one.")
            )
        pieces: list[CardPart] = [Piece(f"### {say('Your bookmarks')}")]
        pieces += map(self._entry, bookmarks)
        menu = Menu(say("Take a bookmark away"), Press(Verb.READ, ("drop",)))

        def turn(label: str, page: int) -> Button:
            return Button(label, Press(Verb.READ, ("turn", str(page))))

        return replace(self.card(pieces, menus=[menu]), turn=turn)

    def _entry(self, bookmark: Bookmark) -> Piece:
        """A bookmark with how its paragraph begins; of an article that is gone, its id."""
        say, article = self.audience.say, self.pack.article_by_id.get(bookmark.article)
        kept = say_day(bookmark.day, self.audience.language)
        day = say("you stopped here on {day}", day=kept) if bookmark.kind is BookmarkKind.STOP else kept
        value = f"{bookmark.kind} {bookmark.article} {bookmark.paragraph}"
        if article is None:
            gone = say("no longer in the library")
            name = f"{bookmark.article}, ¶{bookmark.paragraph}"
            return Piece(f"**{plain(name)}**\n-# {gone} · {day}", option=Option(value, name, gone))
        nearest = article.paragraph(bookmark.paragraph) or article.paragraphs[-1]
        source = self.pack.source(article.id, bookmark.paragraph)
        # Paragraph 0 is all that is printed above the text: the title says it.
        begins = nearest.text if nearest.number else article.info.title
        start, end = excerpt(begins, (), _WORDS)
        words = plain(begins[start:end]) + (" …" if end < len(begins) else "")
        stopped = ("on",) if bookmark.kind is BookmarkKind.STOP else ()
        press = Press(Verb.OPEN, (CardKind.ARTICLE, article.id, str(bookmark.paragraph), *stopped))
        text = f"**{plain(source)}**\n-# {day}\n{words}"
        return Piece(text, Button(say("Open"), press), option=Option(value, source, day))

    def _source(self, article: str, paragraph: int) -> str:
        return plain(self.pack.source(article, paragraph))

    def _list_button(self) -> Button:
        return Button(self.audience.say("Bookmarks"), Press(Verb.READ, ("list", "0")))
