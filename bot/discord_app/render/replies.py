"""Renderer of replies: an answer, candidates to choose from, passages, small talk, or that nothing answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.beside import premise_line
from bot.answering.lookups.excerpts.shortened import shortened
from bot.answering.no_answer.explained import MOST, NEAR, near
from bot.discord_app.components.buttons import LABEL_WIDTH, Button, Menu, Option
from bot.discord_app.components.cards import OPTIONS, Card, CardPart, Line, Piece, Rule, prose
from bot.discord_app.components.custom_ids import CardKind, Press, Verb, key
from bot.discord_app.components.text_limits import echo, plain, width
from bot.discord_app.render.canvas import ECHO_MARK, SIDE_BY_SIDE, SUGGESTED_LIMIT, line
from bot.discord_app.render.curated import curated
from bot.discord_app.render.entry_cards import EntryRenderer
from bot.markdown import with_superscripts
from bot.matching import Candidate, Decision, Lookup, Reply
from bot.pack.models import Question
from bot.quizzing.quiz_material import has_material

LONGEST_SUBJECT = 30
"""Characters of the longest subject of a comparison that stands in the ids of its buttons."""


class ReplyRenderer(EntryRenderer):
    """Draws replies."""

    __slots__ = ()

    def reply(self, reply: Reply, *, echoes: bool = False) -> Card:
        """The reply to a message, whatever was decided, with what is to be said beside it.

        Args:
            reply: what was decided.
            echoes: whether the question is repeated above it, for nothing else in the channel shows it: so after a
                command. A reply to a message stands under it.
        """
        card = self._reply(reply, reply.text if echoes else "")
        beside = [Piece(f"-# {plain(reply.language_line)}")] if reply.language_line else []
        if premise := premise_line(reply, self.audience.say):
            beside.append(Piece(plain(premise)))
        return replace(card, pieces=(*beside, *card.pieces))

    def _reply(self, reply: Reply, asked: str) -> Card:
        if reply.decision is Decision.CHITCHAT:
            talk = (
                self.chitchat(reply.chitchat) if reply.chitchat else self.card(prose(reply.said), self._begins(reply))
            )
            return self._under(asked, talk)
        if reply.decision is Decision.LOOKUP and reply.lookup:
            drawn = self._several(reply) if reply.parts else self.looked_up(reply.lookup)
            return self._under(asked, drawn)
        if reply.answer:
            alone = len(reply.given) == 1 and not reply.said
            if alone:
                return self.answer(reply.answer, reply.why, asked)
            return self._under(asked, self._several(reply))
        missed = {Decision.SUGGEST: self._suggestions, Decision.PASSAGES: self._touched_on}
        return missed.get(reply.decision, self._nothing)(reply)

    def _begins(self, reply: Reply) -> list[list[Button]]:
        """The button that begins what was asked for; a quiz is everybody's own, whoever presses."""
        wanted = reply.lookup is not None and reply.lookup.kind == "quiz" and has_material(self.pack)
        return [[Button(self.audience.say("Start a quiz"), Press(Verb.QUIZ, ("new",)), "🎲")]] if wanted else []

    def _under(self, asked: str, card: Card) -> Card:
        """A card under the asker's own words."""
        above = self.asked_above(asked)
        return replace(card, pieces=(*above, *card.pieces), open_at=card.open_at + len(above))

    def looked_up(self, lookup: Lookup) -> Card:
        """What was computed from the pack or the last reply, its sources in one dim line."""
        said = with_superscripts(lookup.text, len(lookup.citations))
        pieces: list[CardPart] = [Line(f"**{line(lookup.title)}**")] if lookup.title else []
        if lookup.markdown:
            pieces += curated(said)
        elif lookup.kind == "compare":
            pieces += _under_headings(said.split("\n"))
        else:
            pieces += [part for row in said.split("\n") for part in map(_as_line, prose(row))]
        if lookup.citations:
            pieces.append(Piece(self.sources_of(lookup.citations)))
        if lookup.kind == "card" and not self.audience.draws_cards:
            pieces.append(Piece(f"-# {self.no_cards()}"))
        known = self.pack.article_by_id
        say = self.audience.say
        read = [
            Button(
                say("Read {source}", source=known[name].info.short),
                Press(Verb.OPEN, (CardKind.ARTICLE, name, str(number))),
                "📄",
            )
            if number > 1
            else self.reading_button(name, say("Read {source}", source=known[name].info.short))
            for name, number in lookup.articles[:SIDE_BY_SIDE]
            if name in known
        ]
        row: list[Button] = []
        if lookup.quote is not None:
            as_card = self.as_card(CardKind.QUOTE, lookup.quote.id)
            row = [self.in_context(CardKind.QUOTE, lookup.quote.id), *as_card, self.another(lookup.quote)]
        elif lookup.term is not None:
            row = [self.term_button(lookup.term), *self.as_card(CardKind.TERM, lookup.term.id)]
        elif lookup.entry is not None:
            row = [*self._behind(lookup, lookup.entry), self.question_button(lookup.entry)]
        offers = [self.question_button(entry) for entry in lookup.offers[:MOST]]
        rows = [[*row, *read]] if len(row) + len(read) < SIDE_BY_SIDE else [row, read]
        address, menus = self._compared(lookup)
        return self.card(pieces, [*rows, *([offer] for offer in offers)], address, menus=menus)

    def _behind(self, lookup: Lookup, entry: Question) -> list[Button]:
        """What shows the passages cited: those of the entry where its marks are the same, else each paragraph."""
        shared = min(len(lookup.citations), len(entry.citations))
        if lookup.citations[:shared] == entry.citations[:shared]:
            return self.evidence(CardKind.QUESTION, entry)
        if lookup.articles:  # which are opened at these passages
            return []
        places = dict.fromkeys((cited.article, cited.paragraph) for cited in lookup.citations)
        return [
            Button(self.pack.source(*place), Press(Verb.OPEN, (CardKind.PARAGRAPH, place[0], str(place[1]))))
            for place in list(places)[:MOST]
        ]

    def _compared(self, lookup: Lookup) -> tuple[tuple[str, ...], list[Menu]]:
        """The address of a comparison, and the menu of topics on which the same two are compared; of others nothing."""
        if lookup.kind != "compare" or lookup.asked is None:
            return (), []
        left, right, *words = lookup.asked[1].split(" ", 2)
        address = (CardKind.COMPARED, key(left), key(right))
        press = Press(Verb.PICK, (str(self.audience.asker), *address))
        topics = [Option(topic.id, topic.title.text(self.audience.language)) for topic in self.pack.info.topics]
        menu = Menu(self.audience.say("Compare them on a topic"), press, tuple(topics[:OPTIONS]))
        return ((*address, *words) if len("".join(words)) <= LONGEST_SUBJECT else ()), [menu]

    def _several(self, reply: Reply) -> Card:
        """Short answers to several questions, each with its sources and a button for the whole of it."""
        language = self.audience.language
        pieces: list[CardPart] = []
        for one in reply.given:
            if isinstance(one, Lookup):
                title = [Piece(f"**{line(one.title)}**")] if one.title else []
                pieces += [*title, *(part for row in one.text.split("\n") for part in map(_as_line, prose(row)))]
                pieces += [Piece(self.sources_of(one.citations))] if one.citations else []
            else:
                pieces += self._told(one.title(language), shortened(one.answer.text(language)), one)
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
            pieces.append(Piece(f"-# {self.audience.say('You may also have asked:')}"))
        return self.card(pieces, [*whole, *asked])

    def answered_already(self, question: Question, link: str) -> Card:
        """For a question whose answer stands in the channel already."""
        title = line(question.title(self.audience.language))
        text = self.audience.say("“{question}” was answered above: {link}", question=title, link=link)
        return self.notice(text)

    def _suggestions(self, reply: Reply) -> Card:
        say, offered = self.audience.say, reply.offered
        usual, head = say("Did you mean one of these?"), reply.said.split("\n")[0]
        title = say("Is it this?") if len(offered) == 1 and head in ("", usual) else head or usual
        return self.card([Piece(f"**{title}**"), self._asked(reply), *self._in_full(offered)], self._offered(offered))

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
        named = [] if reply.near or near(reply) else reply.said.split("\n")[1:]
        return [
            *(Piece(f"**{piece.markdown}**") for piece in prose(head)),
            *(piece for row in named for piece in prose(row)),
        ]

    def _miss(self, pieces: list[CardPart], reply: Reply) -> Card:
        """A miss made useful: the nearest questions, and a way to have the curators answer this one."""
        say = self.audience.say
        nearest = self._offered([] if reply.absence else reply.near or near(reply))
        if nearest and "\n" not in reply.said:
            pieces.append(Piece(f"-# {say('The closest questions I can answer:')}"))
        return self.card(pieces, [*nearest, [Button(say("Suggest this question"), Press(Verb.SUGGEST), "💡")]])

    def _asked(self, reply: Reply) -> Piece:
        asked = self.audience.say("You asked: “{question}”", question=echo(reply.text, SUGGESTED_LIMIT))
        return Piece(f"-# {asked}", mark=ECHO_MARK)

    def _in_full(self, candidates: Sequence[Candidate]) -> list[Line]:
        """The questions offered, where a button cannot hold the whole of one."""
        titles = [candidate.question.title(self.audience.language) for candidate in candidates]
        return [Line(f"- {line(title)}") for title in titles] if any(width(t) > LABEL_WIDTH for t in titles) else []

    def _offered(self, candidates: Sequence[Candidate]) -> list[list[Button]]:
        return [[self.question_button(candidate.question)] for candidate in candidates]


def _under_headings(rows: Sequence[str]) -> list[CardPart]:
    """Lists under headings, which are set in bold."""
    parts: list[CardPart] = []
    for row, following in zip(rows, [*rows[1:], ""], strict=True):
        heads = following.startswith("•") and not row.startswith("•")
        parts += [Line(f"**{line(row)}**")] if heads else list(map(_as_line, prose(row)))
    return parts


def _as_line(piece: Piece) -> CardPart:
    """A line of a look-up, drawn as one text with its neighbours."""
    return Line(piece.markdown)
