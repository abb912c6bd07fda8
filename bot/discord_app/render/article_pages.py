"""Renderer of pages about articles: who, when and where, how long, a summary, the sections, the best quotes."""

from __future__ import annotations

from itertools import groupby

from bot.answering.lookups import facts
from bot.answering.lookups.comparing.sides import every_side
from bot.discord_app.components.buttons import Button, Menu, Option
from bot.discord_app.components.cards import OPTIONS, Card, CardPart, Piece
from bot.discord_app.components.custom_ids import CardKind, Press, Verb, key
from bot.discord_app.render.canvas import line, titled
from bot.discord_app.render.curated import curated
from bot.discord_app.render.entry_cards import EntryRenderer
from bot.markdown import without_marks
from bot.pack.models import Article, Question, Quote

QUOTES = 2
"""Quotes on the page of an article."""
LONGEST_QUOTE = 240
"""Characters of the longest of them; a longer one is no line to remember."""
SECTIONS = 20
"""Sections named; no article that people read in a chat has more."""


class ArticlePageRenderer(EntryRenderer):
    """Draws the page of an article, and that of the library."""

    __slots__ = ()

    def page(self, article: Article, stopped: int | None = None) -> Card:
        """An article at a glance, with the way to its text; `stopped` is the paragraph where the reader stopped."""
        say, info = self.audience.say, article.info
        known = self.pack.question_by_id
        pieces: list[CardPart] = [
            Piece(titled(line(info.title), line(facts.printed(article, say)))),
            Piece(f"-# {line(facts.long_to_read(article, say))}"),
            *(self._summed_up(known[info.summary]) if info.summary else ()),
            *self._sections(article),
        ]
        for quote in best_quotes(self.pack.quotes, article):
            pieces += self.said(quote)
        nearest = min(stopped or 0, article.paragraphs[-1].number)
        read = self.reading_button(article.id, say("Read on at ¶{number}", number=nearest) if stopped else "")
        kept = Button(say("Bookmarks"), Press(Verb.READ, ("list", "0")), "🔖")
        library = Button(say("The library"), Press(Verb.OPEN, (CardKind.PAGE, "")))
        others = [Option(key(side.id), side.named(self.audience.language)) for side in every_side(self.pack)]
        menu = Menu(
            say("Compare it with …"),
            Press(Verb.OPEN, (CardKind.COMPARED, key(article.id))),
            tuple(other for other in others if other.value != key(article.id))[:OPTIONS],
        )
        return self.card(pieces, [[read, kept, library]], (CardKind.PAGE, article.id), menus=[menu])

    def library(self) -> Card:
        """The library at a glance: what its articles say, questions about it as a whole, a page for each article."""
        pack, language = self.pack, self.audience.language
        first, *others = [pack.question_by_id[name] for name in pack.info.overview] or [None]
        pieces: list[CardPart] = [Piece(f"### {line(pack.info.title.text(language))}")]
        pieces += curated(pack.info.about.text(language)) if pack.info.about else []
        pieces += self._summed_up(first) if first else []
        for article in pack.articles:
            button = Button(self.audience.say("Open"), Press(Verb.READ, ("page", article.id)))
            printed = line(facts.printed(article, self.audience.say))
            pieces.append(Piece(titled(f"**{line(article.info.title)}**", printed, ""), button))
        rows = [[self._opened(question)] for question in others if question]
        if pack.articles:
            rows.append([Button(self.audience.say("Bookmarks"), Press(Verb.READ, ("list", "0")), "🔖")])
        return self.card(pieces, rows, (CardKind.PAGE, ""))

    def _summed_up(self, summary: Question) -> list[Piece]:
        """A summary without its marks: what they stand for is one press away, with the entry."""
        return curated(without_marks(summary.answer.text(self.audience.language)))

    def _sections(self, article: Article) -> list[CardPart]:
        names = [name for name, _ in groupby(each.section for each in article.paragraphs[1:]) if name]
        if not names:
            return []
        listed = "\n".join(f"- {line(name)}" for name in names[:SECTIONS])
        return [Piece(f"**{self.audience.say('Its sections:')}**\n{listed}")]

    def _opened(self, question: Question) -> Button:
        """A button that opens an entry for whoever presses it."""
        return Button(question.title(self.audience.language), Press(Verb.OPEN, (CardKind.QUESTION, question.id)))


def best_quotes(quotes: tuple[Quote, ...], article: Article) -> list[Quote]:
    """The article's first quotes that are short, of different paragraphs: the order is the curators'."""
    short = [quote for quote in quotes if quote.article == article.id and len(quote.text) <= LONGEST_QUOTE]
    by_paragraph = {quote.paragraph: quote for quote in reversed(short)}
    return [quote for quote in short if by_paragraph[quote.paragraph] is quote][:QUOTES]
