"""Renderer of replies: an answer, candidates to choose from, passages, small talk, or that nothing answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.beside import premise_line
from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, CardPart, Piece, Rule
from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.components.text_limits import echo, plain
from bot.discord_app.render.canvas import line
from bot.discord_app.render.entry_cards import EntryRenderer
from bot.matching import Candidate, Decision, Reply
from bot.pack.models import Question

NEAR = 0.1
"""Least probability of answering at which a question is offered to somebody who got no answer: 1 in 10."""
MOST = 3
"""Most candidates or passages shown."""
ECHO_MARK = 7001
"""Marks the text that repeats the question, so that "Suggest this question" can take it from the message."""


class ReplyRenderer(EntryRenderer):
    """Draws replies."""

    __slots__ = ()

    def reply(self, reply: Reply) -> Card:
        """The engine's reply, whatever it decided, with what is to be said beside it."""
        card = self._reply(reply)
        beside = [Piece(f"-# {plain(reply.language_line)}")] if reply.language_line else []
        if premise := premise_line(reply, self.audience.say):
            beside.append(Piece(plain(premise)))
        return replace(card, pieces=(*beside, *card.pieces))

    def _reply(self, reply: Reply) -> Card:
        if reply.decision is Decision.ANSWER and reply.answer:
            return self.answer(reply.answer, reply.why)
        if reply.decision is Decision.CHITCHAT and reply.chitchat:
            return self.chitchat(reply.chitchat)
        if reply.decision is Decision.SUGGEST:
            return self._suggestions(reply)
        if reply.decision is Decision.PASSAGES:
            return self._touched_on(reply)
        return self._nothing(reply)

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
        say = self.audience.say
        title = f"**{say('The articles touch on this here')}**\n-# {say('Passages that were found, not an answer.')}"
        pieces: list[CardPart] = [Piece(title), self._asked(reply), Rule(), *self.passages(reply.passages[:MOST])]
        return self._miss(pieces, reply)

    def _nothing(self, reply: Reply) -> Card:
        return self._miss([Piece(self.audience.say("The articles do not say.")), self._asked(reply)], reply)

    def _miss(self, pieces: list[CardPart], reply: Reply) -> Card:
        """A miss made useful: the nearest questions, and a way to have the curators answer this one."""
        say = self.audience.say
        nearest = self._offered([c for c in reply.candidates[:MOST] if c.confidence >= NEAR])
        if nearest:
            pieces.append(Piece(f"-# {say('The closest questions I can answer:')}"))
        return self.card(pieces, [*nearest, [Button(say("Suggest this question"), Press(Verb.SUGGEST), "💡")]])

    def _asked(self, reply: Reply) -> Piece:
        asked = self.audience.say("You asked: “{question}”", question=echo(reply.text))
        return Piece(f"-# {asked}", mark=ECHO_MARK)

    def _offered(self, candidates: Sequence[Candidate]) -> list[list[Button]]:
        return [[self.question_button(candidate.question)] for candidate in candidates]


def _percent(probability: float) -> str:
    return f"{probability:.1%}"
