"""Renderer of single entries: a question with its answer, a term, a quote."""

from __future__ import annotations

from collections.abc import Iterable

from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import PIECE_UNITS, Card, CardPart, Piece, Rule
from bot.discord_app.components.custom_ids import CardKind, Press, Verb, key
from bot.discord_app.components.text_limits import echo, plain, size
from bot.discord_app.render.canvas import ECHO_MARK, SIDE_BY_SIDE, Canvas, block, line, quoted
from bot.discord_app.render.curated import curated, linked
from bot.markdown import marks_in
from bot.matching import Definition, Why
from bot.matching.language.pinyin import with_tones
from bot.pack.models import Chitchat, Cites, Question, Quote, Term
from bot.pack.queries.passage_translations import translated_quote
from bot.picturing import attribution
from bot.text import fold

ECHO_LIMIT = 160
"""Most characters of a question that are repeated above its answer: two lines on a phone."""
MOST_RELATED = 3
"""Related terms that stand beside the buttons of a term."""


class EntryRenderer(Canvas):
    """Draws entries."""

    __slots__ = ()

    def answer(self, question: Question, why: Why | None = None, asked: str = "") -> Card:
        """A question and its answer with marks, its sources in one dim line, one row of buttons.

        Args:
            question: the entry.
            why: why the engine chose it; None when a member did.
            asked: the asker's own words, where nothing else in the channel shows them.
        """
        language = self.audience.language
        title, cited = question.title(language), len(question.citations)
        words = f"-# “{echo(asked, ECHO_LIMIT)}”" if asked else ""
        head = [words] if words and _alike(asked, title) else [*filter(None, [words]), f"**{line(title)}**"]
        text = curated(marked(question.answer.text(language), cited), cited)
        pieces = [
            *_joined([*head, *(piece.markdown for piece in text), *self._small(question)]),
            *self._passages_at_once(question),
        ]
        row = [*self.evidence(CardKind.QUESTION, question), *self._votes(question, why), self._menu(question, why)]
        return self.card(pieces, [row], (CardKind.QUESTION, question.id))

    def asked_above(self, words: str) -> list[Piece]:
        """A member's own words over the reply to them, as literal text in small print."""
        return [Piece(f"-# “{echo(words, ECHO_LIMIT)}”", mark=ECHO_MARK)] if words else []

    def _told(self, title: str, text: str, entry: Cites) -> list[Piece]:
        """A title in bold over a text about an entry, with its sources."""
        cited = len(entry.citations)
        told = (piece.markdown for piece in curated(marked(text, cited), cited))
        return _joined([f"**{line(title)}**", *told, *([self.sources_of(entry.citations)] if cited else ())])

    def _small(self, entry: Cites, *, aside: bool = True) -> list[str]:
        """What stands in small print under a text: what is said apart from it, and its sources."""
        named = entry.citations and not self.audience.with_passages  # each passage names its source itself
        return [*(self.aside(entry) if aside else ()), *([self.sources_of(entry.citations)] if named else ())]

    def _passages_at_once(self, entry: Cites) -> list[CardPart]:
        """The cited words under the answer, where the server wants them there."""
        if not (self.audience.with_passages and entry.citations):
            return []
        return [Rule(), *map(self.citation, entry.citations)]

    def _votes(self, question: Question, why: Why | None) -> list[Button]:
        second = (key(why.runner_up.id),) if why and why.runner_up else ()
        return [
            Button("", Press(Verb.VOTE, ("up", question.id)), "👍"),
            Button("", Press(Verb.VOTE, ("down", question.id, *second)), "👎"),
        ]

    def _menu(self, question: Question, why: Why | None) -> Button:
        """The button that opens, privately, what else can be done with an answer."""
        reasons = self.reasons(question, why) if why else (key(question.id),)
        return Button(self.audience.say("More"), Press(Verb.MENU, (str(self.audience.asker), *reasons)))

    def chitchat(self, exchange: Chitchat) -> Card:
        """A short reply that cites nothing."""
        return self.card(curated(exchange.answer.text(self.audience.language)))

    def term(self, term: Term) -> Card:
        """A glossary term: both headwords, pinyin, definition, passages, related terms as buttons."""
        as_card = self.as_card(CardKind.TERM, term.id)
        row = [*self.evidence(CardKind.TERM, term), *as_card, *self.related(term)[: MOST_RELATED - len(as_card)]]
        return self.card(self.meaning(term), [row], (CardKind.TERM, term.id))

    def related(self, term: Term) -> list[Button]:
        """Buttons that open the terms to which a term is related."""
        known = self.pack.term_by_id
        return [self.term_button(known[name]) for name in term.related if name in known][:MOST_RELATED]

    def meaning(self, term: Term) -> list[CardPart]:
        """A term's headwords, pinyin and definition, and its passages where the server wants them at once."""
        language = self.audience.language
        first, *others = term.headwords(language)
        spoken = [line(with_tones(term.chinese))] if term.chinese else []
        under = " · ".join([*(f"**{line(other)}**" for other in others), *spoken])
        also = f"\n-# {' · '.join(map(line, term.variants))}" if term.variants else ""
        head = (f"**{line(first)}**\n{under}" if under else f"**{line(first)}**") + also
        cited = len(term.citations)
        told = (piece.markdown for piece in curated(marked(term.definition.text(language), cited), cited))
        return [  # what it means comes before what the articles do with it
            *_joined([head, *self.aside(term), *told, *self._small(term, aside=False)]),
            *self._passages_at_once(term),
        ]

    def no_term(self, definition: Definition) -> Card:
        """No term is near enough: the nearest as buttons."""
        say = self.audience.say
        pieces: list[CardPart] = [
            Piece(say("The glossary has no entry for “{term}”.", term=echo(definition.text, 100)), mark=ECHO_MARK)
        ]
        near = [self.term_button(candidate.term) for candidate in definition.candidates[:SIDE_BY_SIDE]]
        if near:
            pieces.append(Piece(f"-# {say('The closest entries:')}"))
        return self.card(pieces, [near, self.way_on()])

    def quote(self, quote: Quote, topic: str = "", speaker: str = "") -> Card:
        """A quote with who says it and where; the button for another keeps to the topic and speaker asked for."""
        as_card = self.as_card(CardKind.QUOTE, quote.id)
        row = [self.in_context(CardKind.QUOTE, quote.id), *as_card, self.another(quote, topic, speaker)]
        return self.card(self.said(quote), [row], (CardKind.QUOTE, quote.id))

    def said(self, quote: Quote) -> list[CardPart]:
        """The words of a quote, then who says them and where."""
        say, who = self.audience.say, self.pack.speaker_by_id[quote.speaker]
        name = line(who.name.text(self.audience.language))
        said = line(attribution(self.pack, quote, say))
        told = (
            quote.voice == "reported"
        )  # the article's sentence then says who it is, and has quotation marks of its own
        role = f"\n-# {line(who.role.text(self.audience.language))}" if who.role and not told else ""
        words = block(plain(quote.text)) if told else quoted(quote.text)
        words = "\n".join([words, *self.as_ours(translated_quote(self.pack, quote, self.audience.language))])
        if quote.context:
            said += f" · {line(quote.context.text(self.audience.language))}"
        return [Piece(words), Piece(f"**{name}**{role}\n-# {said}")]

    def as_card(self, kind: CardKind, entry: str) -> list[Button]:
        """The button for an entry as a picture; none where pictures cannot be made."""
        return [Button(self.audience.say("Card"), Press(Verb.CARD, (kind, entry)), "🖼️")] * self.audience.draws_cards

    def no_cards(self) -> str:
        """Why there is no such button."""
        return self.audience.say("I cannot draw cards here; whoever runs me can add what it takes.")

    def another(self, quote: Quote, topic: str = "", speaker: str = "") -> Button:
        """The button for another quote, on the topic and by the speaker asked for."""
        return Button(self.audience.say("Another"), Press(Verb.MORE, (key(quote.id), key(topic), key(speaker))), "🔁")

    def aside(self, entry: Cites) -> list[str]:
        """What is said apart from the answer, small: what is not in the library, general use, the source."""
        say, language = self.audience.say, self.audience.language
        said: list[str] = []
        if entry.caveat:
            said.append(say("Not in the library: {text}", text=entry.caveat.text(language)))
        if entry.gloss:
            said.append(say("In general use, not from the library: {text}", text=entry.gloss.text(language)))
        if entry.source:
            said.append(say("Source: {source}", source=linked(entry.source)))
        return [f"-# {' '.join(each.split())}" for each in said]

    def evidence(self, kind: CardKind, entry: Cites) -> list[Button]:
        """The button that shows, privately, all that an entry cites; none where it cites nothing."""
        press = Press(Verb.OPEN, (CardKind.EVIDENCE, kind, entry.id))
        return [Button(self.audience.say("Passages"), press)] if entry.citations else []

    @staticmethod
    def reasons(question: Question, why: Why) -> tuple[str, ...]:
        """Why an answer was given, as arguments of a press."""
        return (
            key(question.id),
            key(why.phrasing or ""),
            _thousandths(why.confidence),
            key(why.runner_up.id if why.runner_up else ""),
            _thousandths(why.runner_up_confidence),
            _thousandths(why.threshold),
        )


def _joined(texts: Iterable[str]) -> list[Piece]:
    """Texts under each other, in as few pieces as hold them: each piece costs a gap on the screen."""
    pieces: list[str] = []
    for text in texts:
        if pieces and size(pieces[-1]) + size(text) < PIECE_UNITS:
            pieces[-1] += f"\n{text}"
        else:
            pieces.append(text)
    return [Piece(text) for text in pieces]


def marked(text: str, cited: int) -> str:
    """A text of the pack with marks: where its curator put none, what it rests on as a whole is marked at its end."""
    if not cited or marks_in(text) or text.endswith("```"):
        return text
    return text + "".join(f"[{number}]" for number in range(1, cited + 1))


def _alike(asked: str, title: str) -> bool:
    """Whether a question was asked in the very words of its entry, but for marks and capitals."""
    return fold(asked) == fold(title)


def _thousandths(probability: float) -> str:
    return str(round(probability * 1000))
