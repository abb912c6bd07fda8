"""Renderer of lists and articles: glossary, search results, sources, an article to read, a passage in context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.browse import Shelf
from bot.answering.lookups import facts
from bot.discord_app.components.buttons import Button, Menu, Option
from bot.discord_app.components.cards import Card, CardPart, Line, Piece, Rule, prose
from bot.discord_app.components.custom_ids import CardKind, Press, Verb
from bot.discord_app.components.text_limits import echo
from bot.discord_app.render.canvas import ECHO_MARK, SIDE_BY_SIDE, Canvas, line, titled
from bot.discord_app.render.curated import curated
from bot.languages import Language
from bot.markdown import without_marks
from bot.matching import PassageHit
from bot.pack.models import Article, Citation, Term
from bot.pack.queries.passage_translations import translated_span
from bot.pack.queries.surroundings import Surroundings


class ShelfRenderer(Canvas):
    """Draws what is browsed and read."""

    __slots__ = ()

    def context(self, found: Surroundings, address: Sequence[str], others: Sequence[Button] = ()) -> Card:
        """A paragraph between its neighbours, the cited words in bold; opens at the page that holds the paragraph.

        `address` is the card's own address, `others` are buttons for the other passages of the same entry.
        """
        article, number = found.article.info, found.paragraph.number
        section = f" · {line(found.paragraph.section)}" if found.paragraph.section else ""
        pieces: list[CardPart] = [Piece(f"### {line(article.title)}\n{self.source(article.id, number)}{section}")]
        open_at = 0
        for paragraph in (found.before, found.paragraph, found.after):
            if paragraph is None:
                continue
            this = paragraph is found.paragraph
            if this:
                open_at = len(pieces) + 1
            head, *rest = prose(paragraph.text, [found.span] if this and found.span else ())
            pieces += [Rule(), Piece(f"-# ¶{paragraph.number}\n{head.markdown}"), *rest]
            if this and (ours := self._in_translation(found)):
                pieces.append(Piece("\n".join(ours)))
        read = Button(
            self.audience.say("Read the article"), Press(Verb.OPEN, (CardKind.ARTICLE, article.id, str(number))), "📄"
        )
        row = [*others, read]
        rows = [row[at : at + SIDE_BY_SIDE] for at in range(0, len(row), SIDE_BY_SIDE)]
        return self.card(pieces, rows, address, open_at=open_at)

    def _in_translation(self, found: Surroundings) -> list[str]:
        """What the cited words say in the reader's language, or the whole paragraph where none are."""
        paragraph = found.paragraph
        span = found.span or (0, len(paragraph.text))
        language = self.audience.language
        return self.as_ours(translated_span(self.pack, found.article.id, paragraph, span, language))

    def passage_button(self, citation: Citation, address: Sequence[str]) -> Button:
        """A button that opens the paragraph of a citation."""
        return Button(self.pack.source(citation.article, citation.paragraph), Press(Verb.OPEN, tuple(address)))

    def article(self, article: Article, number: int, stopped: str = "") -> Card:
        """A whole article in pages, opened at the page where the paragraph with that number begins.

        Args:
            article: the article.
            number: of the paragraph; where there is none (any more), it opens at the nearest and says so.
            stopped: "on" where the reader stopped there, "lost" where it cannot be looked up where they did.
        """
        say = self.audience.say
        long = facts.long_to_read(article, say)
        title = titled(line(article.info.title), line(facts.printed(article, say)))
        pieces: list[CardPart] = [Piece(f"{title}\n-# {line(long)}")]
        if stopped == "lost":
            pieces.append(Piece(f"-# {say('I cannot look up now where you stopped, so this is the beginning.')}"))
        if article.info.summary:
            summary = self.pack.question_by_id[article.info.summary]
            told = without_marks(summary.answer.text(self.audience.language))  # what they stand for follows, whole
            pieces += [Piece(f"-# {self.audience.say('In short:')}"), *curated(told)]
        nearest = min(number, article.paragraphs[-1].number)
        open_at, section = 0, None
        for paragraph in article.paragraphs:
            if paragraph.section != section and paragraph.section:
                pieces += [Rule(), Piece(f"**{line(paragraph.section)}**")]
            section = paragraph.section
            above: list[str] = []
            if paragraph.number == nearest:
                open_at = len(pieces)
                above = self._opened_here(article, number, nearest, stopped)
            head, *rest = prose(paragraph.text)
            option = Option(str(paragraph.number), f"¶{paragraph.number} · {paragraph.text}")
            text = "\n".join([*above, f"-# ¶{paragraph.number}", head.markdown])
            pieces.append(Piece(text, option=option, place=paragraph.number))
            pieces += [replace(piece, place=paragraph.number) for piece in rest]
        menu = Menu(say("Bookmark a paragraph"), Press(Verb.READ, ("mark", article.id)))
        address = (CardKind.ARTICLE, article.id, str(number), *filter(None, (stopped,)))
        card = self.card(pieces, (), address, menus=[menu], open_at=open_at)

        def foot(parts: Sequence[CardPart]) -> list[Button]:
            return self._reading_row(article, parts)

        return replace(card, foot=foot)

    def _opened_here(self, article: Article, number: int, nearest: int, stopped: str) -> list[str]:
        """Lines over the paragraph at which an article opens."""
        say, told = self.audience.say, list[str]()
        if stopped == "on":
            left = say.plural(
                "You stopped here. About {count} minute is left.",
                "You stopped here. About {count} minutes are left.",
                facts.minutes(article, nearest),
            )
            told.append(f"🔖 {left}")
        if number != nearest:
            told.append(
                say(
                    "The article has changed and has no ¶{number} any more; this is the nearest paragraph.",
                    number=number,
                )
            )
        return [f"-# {each}" for each in told]

    def _reading_row(self, article: Article, parts: Sequence[CardPart]) -> list[Button]:
        """Buttons under a page of an article; reading on begins with the first paragraph that begins on it."""
        begins = [int(part.option.value) for part in parts if isinstance(part, Piece) and part.option]
        within = [part.place for part in parts if isinstance(part, Piece) and part.place is not None]
        place = next(iter((*begins, *within)), 0)
        say = self.audience.say
        return [
            Button(say("Stop here"), Press(Verb.READ, ("stop", article.id, str(place))), "🔖"),
            Button(say("Bookmarks"), Press(Verb.READ, ("list", "0"))),
        ]

    def sources(self) -> Card:
        """All articles, each with a button to read it."""
        say = self.audience.say
        pieces: list[CardPart] = [Piece(f"### {say('The articles')}")]
        for article in self.pack.articles:
            button = replace(self.reading_button(article.id, say("Read")), emoji=None)
            printed = line(facts.printed(article, say))
            pieces.append(Piece(titled(f"**{line(article.info.title)}**", printed, ""), button))
        return self.card(pieces, (), (CardKind.SOURCES,))

    def found(self, text: str, hits: Sequence[PassageHit]) -> Card:
        """What a search found, the best first."""
        say = self.audience.say
        if not hits:
            missing = say("No passage contains “{words}”.", words=echo(text))
            return self.card([Piece(missing, mark=ECHO_MARK)], [self.way_on()])
        counted = say.plural(
            "{count} passage with “{words}”", "{count} passages with “{words}”", len(hits), words=echo(text)
        )
        return self.card([Piece(f"**{counted}**"), *self.passages(hits)], (), (CardKind.FOUND, text))

    def explained(self, terms: Sequence[Term]) -> Card:
        """Terms found in a message: as many definitions as fit on one page, all of them in a menu."""
        say, language = self.audience.say, self.audience.language
        if not terms:
            return self.notice(say("I found no glossary term in that message."))
        menu = Menu(say("Open a term"), Press(Verb.OPEN, (CardKind.TERM,)))
        pieces: list[CardPart] = []
        headed = [_headed(term, language) for term in terms]
        short = [Line(f"- {head}", option) for option, head in headed]
        for number, term in enumerate(terms):
            option, head = headed[number]
            whole = "\n".join([head, *(piece.markdown for piece in curated(term.definition.text(language), 9))])
            apart = [Line("")] if pieces else []
            full: list[CardPart] = [*pieces, *apart, Line(whole, option)]
            fits = len(self.card([*full, *short[number + 1 :]], menus=[menu]).pages()) == 1
            pieces = full if fits else [*pieces, short[number]]
        return self.card(pieces, menus=[menu])

    def glossary(self, shelf: Shelf) -> Card:
        """Terms in order, to be opened from a menu."""
        say, language = self.audience.say, self.audience.language
        if not shelf.terms:
            return self.notice(say("No term fits. Leave out the topic or the letter."))
        counted = say.plural("{count} term", "{count} terms", len(shelf.terms))
        topic = self.pack.topic_by_id.get(shelf.topic)
        about = [line(topic.title.text(language))] if topic else []
        pieces: list[CardPart] = [
            Piece(f"### {say('Glossary')}\n-# {' · '.join([counted, *about, *shelf.letter.upper()])}")
        ]
        for term in shelf.terms:
            option, head = _headed(term, language)
            pieces.append(Line(f"- {head}", option))
        menu = Menu(say("Open a term"), Press(Verb.OPEN, (CardKind.TERM,)))
        return self.card(pieces, (), (CardKind.GLOSSARY, shelf.topic, shelf.letter), menus=[menu])


def _headed(term: Term, language: Language) -> tuple[Option, str]:
    """A term as a choice of a menu, and its headwords as a line."""
    first, *others = term.headwords(language)
    head = " · ".join([f"**{line(first)}**", *map(line, others)])
    return Option(term.id, first, " · ".join(others)), head
