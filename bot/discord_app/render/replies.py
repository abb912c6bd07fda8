"""Renderer of replies: an answer, candidates to choose from, passages, small talk, or that nothing answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.beside import premise_line
from bot.answering.lookups.moves import short
from bot.answering.no_answer.explained import MOST, NEAR, near
from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, CardPart, Line, Piece, Rule, prose
from bot.discord_app.components.custom_ids import CardKind, Press, Verb
from bot.discord_app.components.text_limits import echo, plain
from bot.discord_app.render.canvas import SIDE_BY_SIDE, line
from bot.discord_app.render.entry_cards import EntryRenderer
from bot.matching import Candidate, Decision, Lookup, Reply
from bot.pack.models import Citation, Question

ECHO_MARK = 7001
"""Marks the text that repeats the question, so that "Suggest this question" can take it from the message."""


class ReplyRenderer(EntryRenderer):
    """Draws replies."""

    __slots__ = ()

    def reply(self, reply: Reply) -> Card:
        """The reply to a message, whatever was decided, with what is to be said beside it."""
        card = self._reply(reply)
        beside = [Piece(f"-# {plain(reply.language_line)}")] if reply.language_line else []
        if premise := premise_line(reply, self.audience.say):
            beside.append(Piece(plain(premise)))
        return replace(card, pieces=(*beside, *card.pieces))

    def _reply(self, reply: Reply) -> Card:
        if reply.decision is Decision.CHITCHAT:
            return self.chitchat(reply.chitchat) if reply.chitchat else self.card(prose(reply.said))
        if reply.decision is Decision.LOOKUP and reply.lookup:
            return self.looked_up(reply.lookup)
        if reply.answer:
            alone = len(reply.answers) == 1 and not reply.said
            return self.answer(reply.answer, reply.why) if alone else self._several(reply)
        missed = {Decision.SUGGEST: self._suggestions, Decision.PASSAGES: self._touched_on}
        return missed.get(reply.decision, self._nothing)(reply)

    def looked_up(self, lookup: Lookup) -> Card:
        """What was computed from the pack or the last reply, its sources in one dim line."""
        pieces: list[CardPart] = [Piece(f"**{line(lookup.title)}**")] if lookup.title else []
        pieces += [part for row in lookup.text.split("\n") for part in map(_as_line, prose(row))]
        if lookup.citations:
            pieces.append(Piece(self.sources_of(lookup.citations)))
        known = self.pack.article_by_id
        say = self.audience.say
        read = [
            Button(
                say("Read {source}", source=known[name].info.short),
                Press(Verb.OPEN, (CardKind.ARTICLE, name, str(number))),
                "📄",
            )
            for name, number in lookup.articles[:SIDE_BY_SIDE]
            if name in known
        ]
        row: list[Button] = []
        if lookup.quote is not None:
            row = [self.in_context(CardKind.QUOTE, lookup.quote.id), self.another(lookup.quote)]
        elif lookup.term is not None:
            row = [self.term_button(lookup.term)]
        elif lookup.entry is not None:
            row = [self.in_context(CardKind.QUESTION, lookup.entry.id), self.question_button(lookup.entry)]
        offers = [self.question_button(entry) for entry in lookup.offers[:MOST]]
        return self.card(pieces, [row, read, *([offer] for offer in offers)])

    def sources_of(self, citations: Sequence[Citation]) -> str:
        """The sources of a reply in one dim line, numbered as its marks are."""
        named = (
            f"[{number}] {plain(self.pack.source(one.article, one.paragraph))}"
            for number, one in enumerate(citations, 1)
        )
        return f"-# {' · '.join(named)}"

    def _several(self, reply: Reply) -> Card:
        """Short answers to several questions, each with its sources and a button for the whole of it."""
        language = self.audience.language
        pieces: list[CardPart] = []
        for entry in reply.answers:
            pieces += [
                Piece(f"**{line(entry.title(language))}**"),
                *prose(short(entry.answer.text(language))),
                Piece(self.sources_of(entry.citations)),
            ]
        if reply.said:
            pieces += [Piece(f"-# {line(row)}") for row in reply.said.split("\n")]
        whole = [[self.question_button(entry)] for entry in reply.answers]
        also = {
            each.question.id: each.question
            for part in reply.parts
            if part.answer is None
            for each in part.candidates[:1]
            if each.confidence >= NEAR
        }
        asked = [[self.question_button(entry)] for entry in also.values() if entry not in reply.answers]
        if asked:
            pieces.append(Piece(f"-# {self.audience.say('You also asked, perhaps:')}"))
        return self.card(pieces, [*whole, *asked])

    def answered_already(self, question: Question, link: str) -> Card:
        """For a question whose answer stands in the channel already."""
        title = line(question.title(self.audience.language))
        text = self.audience.say("“{question}” was answered above: {link}", question=title, link=link)
        return self.notice(text)

    def why(
        self,
        question: Question,
        phrasing: str | None,
        confidence: float,
        runner_up: tuple[Question, float] | None,
        needed: float,
    ) -> Card:
        """Why the engine gave that answer, in words and figures."""
        say, language = self.audience.say, self.audience.language
        lines = [f"### {line(question.title(language))}"]
        if phrasing:
            lines.append(say("The closest wording I know: “{phrasing}”", phrasing=line(phrasing)))
        lines.append(say("How sure I am that this answers you: {share}", share=_percent(confidence)))
        lines.append(say("How sure I must be to answer: {share}", share=_percent(needed)))
        if runner_up:
            other = line(runner_up[0].title(language))
            lines.append(say("My second guess: “{question}” ({share})", question=other, share=_percent(runner_up[1])))
        button = [[self.question_button(runner_up[0])]] if runner_up else []
        return self.notice("\n".join(lines), button)

    def _suggestions(self, reply: Reply) -> Card:
        say, offered = self.audience.say, reply.offered
        title = say("Is it this?") if len(offered) == 1 else say("Did you mean one of these?")
        return self.card([Piece(f"**{title}**"), self._asked(reply)], self._offered(offered))

    def _touched_on(self, reply: Reply) -> Card:
        pieces: list[CardPart] = [*self._said(reply), self._asked(reply), Rule(), *self.passages(reply.passages[:MOST])]
        return self._miss(pieces, reply)

    def _nothing(self, reply: Reply) -> Card:
        return self._miss([*self._said(reply), self._asked(reply)], reply)

    def _said(self, reply: Reply) -> list[Piece]:
        """The reply's own words; the questions that it names are its buttons."""
        head = reply.said.split("\n")[0] or self.audience.say(
            "I'm not sure what you mean. Could you put it another way?"
        )
        return [Piece(f"**{piece.markdown}**") for piece in prose(head)]

    def _miss(self, pieces: list[CardPart], reply: Reply) -> Card:
        """A miss made useful: the nearest questions, and a way to have the curators answer this one."""
        say = self.audience.say
        nearest = self._offered([] if reply.absence else near(reply))
        if nearest and "\n" not in reply.said:
            pieces.append(Piece(f"-# {say('The closest questions I can answer:')}"))
        return self.card(pieces, [*nearest, [Button(say("Suggest this question"), Press(Verb.SUGGEST), "💡")]])

    def _asked(self, reply: Reply) -> Piece:
        asked = self.audience.say("You asked: “{question}”", question=echo(reply.text))
        return Piece(f"-# {asked}", mark=ECHO_MARK)

    def _offered(self, candidates: Sequence[Candidate]) -> list[list[Button]]:
        return [[self.question_button(candidate.question)] for candidate in candidates]


def _as_line(piece: Piece) -> CardPart:
    """A line of a look-up, drawn as one text with its neighbours."""
    return Line(piece.markdown)


def _percent(probability: float) -> str:
    return f"{probability:.1%}"
