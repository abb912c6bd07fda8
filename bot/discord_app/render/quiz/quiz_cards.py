"""Renderer of the quiz for one member: a question with its choices, what came of one, and the score."""

from __future__ import annotations

from dataclasses import dataclass

from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, CardPart, Piece
from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.render.quiz.question_cards import QuestionRenderer, fingerprint
from bot.quizzing import QuizQuestion
from bot.quizzing.quiz_progress import WRONG, QuizProgress

_TO_READ = 4
"""Entries that are offered to read on, at most."""


@dataclass(frozen=True, slots=True)
class QuizState:
    """Where a quiz stands.

    Attributes:
        count: how many questions it has.
        can_share: whether a round could be played where it was begun.
    """

    progress: QuizProgress
    count: int
    can_share: bool = False


class QuizRenderer(QuestionRenderer):
    """Draws the quiz."""

    __slots__ = ()

    def question(self, asked: QuizQuestion, state: QuizState) -> Card:
        """A question with its choices; under the first, a button that plays in the channel instead."""
        together = Button(self.audience.say("Play here with others"), Press(Verb.ROUND, ("new",)), "👥")
        shared = [[together]] if state.can_share and not state.progress.marks else []
        return self.posed(asked, self._head(state), lambda what: self._press(state.progress, asked, what), shared)

    def outcome(self, asked: QuizQuestion, chosen: int, state: QuizState) -> Card:
        """Whether a choice was right, what it was instead, and the passage; `state` is that after the answer."""
        say = self.audience.say
        ended = len(state.progress.marks) >= state.count
        onward = Button(say("Result") if ended else say("Next question"), self._press(state.progress, asked, "on"), "▶️")
        rows = [[onward, self.whole(asked)]]
        return self.told(asked, self._head(state, answered=True), self.verdict(asked, chosen), rows)

    def outcome_once(self, asked: QuizQuestion, chosen: int) -> Card:
        """What came of a choice for a question that belongs to no quiz, and the way to a quiz."""
        more = Button(self.audience.say("Take a quiz"), Press(Verb.QUIZ, ("new",)), "🔁")
        return self.told(asked, "", self.verdict(asked, chosen), [[self.whole(asked), more]])

    def result(self, questions: list[QuizQuestion], state: QuizState, *, comes_back: bool) -> Card:
        """The score, and the entries to read on: those that were missed, else none.

        Args:
            questions: those that were asked, in order.
            state: the quiz at its end.
            comes_back: whether the member has opted in to being asked again what they missed.
        """
        say = self.audience.say
        marks = state.progress.marks
        missed = [asked for asked, mark in zip(questions, marks, strict=False) if mark == WRONG]
        scored = say("{right} of {count} right.", right=state.progress.right, count=state.count)
        squares = "".join("🟥" if mark == WRONG else "🟩" for mark in marks)
        pieces: list[CardPart] = [Piece(f"### {scored}\n{squares}")]
        if missed:
            pieces.append(Piece(f"-# {say('To read next:')}"))
        entries = {asked.entry: asked for asked in missed}
        rows = [[self.entry(asked)] for asked in [*entries.values()][:_TO_READ]]
        again = say("Review what I missed") if comes_back else say("Ask me again what I missed")
        review = [Button(again, Press(Verb.REVIEW, ("go",)), "🗓️")] if missed or comes_back else []
        return self.card(pieces, [*rows, [self._another(), *review]])

    def nothing(self) -> Card:
        """There is nothing to ask."""
        return self.notice(self.audience.say("There is nothing here that I could make a quiz of yet."))

    def changed(self) -> Card:
        """For a question that can no longer be made as it was asked."""
        say = self.audience.say
        said = say("The library has changed in the meantime, and with it this quiz.")
        return self.notice(said, [[self._another()]])

    def _another(self) -> Button:
        return Button(self.audience.say("Another quiz"), Press(Verb.QUIZ, ("new",)), "🔁")

    def _head(self, state: QuizState, *, answered: bool = False) -> str:
        say = self.audience.say
        number = len(state.progress.marks) + (not answered)
        counted = say("Question {number} of {count}", number=number, count=state.count)
        if state.progress.marks:
            counted += " · " + say("{right} right", right=state.progress.right)
        return counted

    def _press(self, progress: QuizProgress, asked: QuizQuestion, what: str) -> Press:
        """A press that carries all of the quiz: language, seed, marks, what was asked (as a key), and what is done."""
        known = (self.audience.language, progress.seed_text, progress.marks, fingerprint(asked))
        return Press(Verb.QUIZ, (*known, what))
