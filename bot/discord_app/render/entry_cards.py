"""Renderer of single entries: a question with its answer, a term, a quote."""

from __future__ import annotations

from bot.discord_app.components.buttons import Button, Menu, Option
from bot.discord_app.components.cards import Card, CardPart, Piece, Rule
from bot.discord_app.components.custom_ids import CardKind, Press, Verb, key
from bot.discord_app.components.text_limits import echo, plain
from bot.discord_app.render.canvas import SIDE_BY_SIDE, Canvas, line, quoted
from bot.discord_app.render.curated import curated, linked
from bot.matching import Definition, Why
from bot.matching.language.pinyin import with_tones
from bot.pack.models import Chitchat, Cites, Question, Quote, Term


class EntryRenderer(Canvas):
    """Draws entries."""

    __slots__ = ()

    def answer(self, question: Question, why: Why | None = None) -> Card:
        """A question, its answer and the passages it rests on; `why` when the engine chose it rather than a member."""
        say, language = self.audience.say, self.audience.language
        pieces: list[CardPart] = [
            Piece(f"### {line(question.title(language))}"),
            *curated(question.answer.text(language), len(question.citations)),
            *self.aside(question),
            *([Rule()] if question.citations else ()),
            *map(self.citation, question.citations),
        ]
        row = [*self._context(CardKind.QUESTION, question), *self._why(question, why)]
        row += [
            Button("", Press(Verb.VOTE, (vote, question.id)), emoji) for vote, emoji in (("up", "👍"), ("down", "👎"))
        ]
        known = self.pack.question_by_id
        further = [Option(name, known[name].title(language)) for name in question.see_also if name in known]
        menu = Menu(say("See also"), Press(Verb.OPEN, (CardKind.QUESTION,)), tuple(further))
        return self.card(pieces, [row], (CardKind.QUESTION, question.id), menus=[menu])

    def chitchat(self, exchange: Chitchat) -> Card:
        """A short reply that cites nothing."""
        return self.card(curated(exchange.answer.text(self.audience.language)))

    def term(self, term: Term) -> Card:
        """A glossary term: both headwords, pinyin, definition, passages, related terms as buttons."""
        language = self.audience.language
        first, *others = term.headwords(language)
        spoken = [line(with_tones(term.chinese))] if term.chinese else []
        under = " · ".join([*(f"**{line(other)}**" for other in others), *spoken])
        also = [Piece(f"-# {' · '.join(map(line, term.variants))}")] if term.variants else []
        pieces: list[CardPart] = [
            Piece(f"### {line(first)}\n{under}" if under else f"### {line(first)}"),
            *also,
            *curated(term.definition.text(language), len(term.citations)),
            *self.aside(term),
            *([Rule()] if term.citations else ()),
            *map(self.citation, term.citations),
        ]
        known = self.pack.term_by_id
        related = [self.term_button(known[name]) for name in term.related if name in known]
        return self.card(pieces, [self._context(CardKind.TERM, term), related], (CardKind.TERM, term.id))

    def no_term(self, definition: Definition) -> Card:
        """No term is near enough: the nearest as buttons."""
        say = self.audience.say
        pieces: list[CardPart] = [
            Piece(say("The glossary has no entry for “{term}”.", term=echo(definition.text, 100)))
        ]
        near = [self.term_button(candidate.term) for candidate in definition.candidates[:SIDE_BY_SIDE]]
        if near:
            pieces.append(Piece(f"-# {say('The closest entries:')}"))
        return self.card(pieces, [near])

    def quote(self, quote: Quote, topic: str = "", speaker: str = "") -> Card:
        """A quote with who says it and where; the button for another keeps to the topic and speaker asked for."""
        row = [self.in_context(CardKind.QUOTE, quote.id), self.another(quote, topic, speaker)]
        return self.card(self.said(quote), [row], (CardKind.QUOTE, quote.id))

    def said(self, quote: Quote) -> list[CardPart]:
        """The words of a quote, then who says them and where."""
        say, who = self.audience.say, self.pack.speaker_by_id[quote.speaker]
        name = line(who.name.text(self.audience.language))
        source = plain(self.pack.source(quote.article, quote.paragraph))
        if quote.voice == "quoted":
            said = say("— {speaker}, quoted in {source}", speaker=name, source=source)
        elif quote.voice == "reported":
            said = say("— {speaker}, as reported in {source}", speaker=name, source=source)
        else:
            said = f"— {source}"
        role = f"\n-# {line(who.role.text(self.audience.language))}" if who.role else ""
        return [Piece(quoted(quote.text)), Piece(f"**{name}**{role}\n-# {said}")]

    def another(self, quote: Quote, topic: str = "", speaker: str = "") -> Button:
        """The button for another quote, on the topic and by the speaker asked for."""
        return Button(self.audience.say("Another"), Press(Verb.MORE, (key(quote.id), key(topic), key(speaker))), "🔁")

    def aside(self, entry: Cites) -> list[Piece]:
        """What is said apart from the answer, small: what is not in the library, general use, the source."""
        say, language = self.audience.say, self.audience.language
        said: list[str] = []
        if entry.caveat:
            said.append(say("Not in the library: {text}", text=entry.caveat.text(language)))
        if entry.gloss:
            said.append(say("In general use, not from the library: {text}", text=entry.gloss.text(language)))
        if entry.source:
            said.append(say("Source: {source}", source=linked(entry.source)))
        return [Piece("\n".join(f"-# {' '.join(each.split())}" for each in said))] if said else []

    def _context(self, kind: CardKind, entry: Cites) -> list[Button]:
        return [self.in_context(kind, entry.id)] if entry.citations else []

    def _why(self, question: Question, why: Why | None) -> list[Button]:
        if why is None:
            return []
        arguments = (
            key(question.id),
            key(why.phrasing or ""),
            _thousandths(why.confidence),
            key(why.runner_up.id if why.runner_up else ""),
            _thousandths(why.runner_up_confidence),
            _thousandths(why.threshold),
        )
        return [Button(self.audience.say("Why this?"), Press(Verb.WHY, arguments))]


def _thousandths(probability: float) -> str:
    return str(round(probability * 1000))
