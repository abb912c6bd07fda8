"""Renderer of the quiz: a question with its choices, what came of one, and the score."""

from __future__ import annotations

from dataclasses import dataclass

from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, CardPart, Line, Piece
from bot.discord_app.components.custom_ids import CardKind, Press, Verb, key
from bot.discord_app.components.text_limits import plain, size
from bot.discord_app.render.canvas import Canvas, block
from bot.quizzing import QuizQuestion
from bot.quizzing.quiz_progress import WRONG, QuizProgress

LETTERS = "ABCD"
ON_BUTTONS = 38
"""Longest choice, in units, that stands on its button: a line of a phone."""
_CARDS = {"term": CardKind.TERM, "question": CardKind.QUESTION, "quote": CardKind.QUOTE}
_TO_READ = 4
"""Entries that are offered to read on, at most."""


@dataclass(frozen=True, slots=True)
class QuizState:
    """Where a quiz stands.

    Attributes:
        count: how many questions it has.
    """

    progress: QuizProgress
    count: int


class QuizRenderer(Canvas):
    """Draws the quiz."""

    __slots__ = ()

    def question(self, asked: QuizQuestion, state: QuizState) -> Card:
        """A question, with a button for each choice: the choice itself where all are short, else its letter."""
        short = _all_short(asked)
        pieces: list[CardPart] = [*self._asked(asked, state), *([] if short else _listed(asked))]
        buttons = [
            Button(f"{letter} · {choice.text}" if short else letter, self._press(state.progress, asked, str(at)))
            for at, (letter, choice) in enumerate(zip(LETTERS, asked.choices, strict=True))
        ]
        return self.card(pieces, [[button] for button in buttons] if short else [buttons])

    def outcome(self, asked: QuizQuestion, chosen: int, state: QuizState) -> Card:
        """Whether a choice was right, what it was instead, and the passage; `state` is that after the answer."""
        say = self.audience.say
        right = chosen == asked.right
        answer = f"{LETTERS[asked.right]} · {plain(asked.choices[asked.right].text)}"
        said = f"✅ **{say('Right!')}** {answer}" if right else f"❌ **{say('It is {answer}', answer=answer)}**"
        told = "" if right else asked.choices[chosen].told
        ended = len(state.progress.marks) >= state.count
        onward = Button(say("Result") if ended else say("Next question"), self._press(state.progress, asked, "on"), "▶️")
        return self.card(
            [
                *self._asked(asked, state, answered=True),
                Piece("\n".join(filter(None, (said, f"-# {plain(told)}" if told else "")))),
                *self._proof(asked),
            ],
            [[onward, self._whole(asked)]],
        )

    def result(self, questions: list[QuizQuestion], state: QuizState) -> Card:
        """The score, and the entries to read on: those that were missed, else none."""
        say = self.audience.say
        marks = state.progress.marks
        missed = [asked for asked, mark in zip(questions, marks, strict=False) if mark == WRONG]
        scored = say("{right} of {count} right.", right=state.progress.right, count=state.count)
        squares = "".join("🟥" if mark == WRONG else "🟩" for mark in marks)
        pieces: list[CardPart] = [Piece(f"### {scored}\n{squares}")]
        if missed:
            pieces.append(Piece(f"-# {say('To read next:')}"))
        entries = {asked.entry: asked for asked in missed}
        rows = [[self._entry(asked)] for asked in [*entries.values()][:_TO_READ]]
        return self.card(pieces, [*rows, [self._another()]])

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

    def _asked(self, asked: QuizQuestion, state: QuizState, *, answered: bool = False) -> list[CardPart]:
        say = self.audience.say
        number = len(state.progress.marks) + (not answered)
        counted = say("Question {number} of {count}", number=number, count=state.count)
        if state.progress.marks:
            counted += " · " + say("{right} right", right=state.progress.right)
        pieces: list[CardPart] = [Piece(_head(asked.prompt, counted))]
        shown_below = answered and any(cited.quote in asked.body for cited in asked.citations[:1])
        if asked.body and not shown_below:
            pieces.append(Piece(block(plain(asked.body))))
        if asked.aside:
            pieces.append(Piece(f"-# {plain(asked.aside)}"))
        return pieces

    def _proof(self, asked: QuizQuestion) -> list[CardPart]:
        """The passage, with what it says in the reader's language; the pack's own words where it has no articles."""
        if not asked.citations:
            return [Piece(block(plain(asked.line)))] if asked.line else []
        cited = asked.citations[0]
        return [self.citation(cited)]

    def _whole(self, asked: QuizQuestion) -> Button:
        """Opens the passage in its paragraph; the entry, where it cites none."""
        if not asked.citations:
            return self._entry(asked)
        cited = asked.citations[0]
        press = Press(Verb.OPEN, (CardKind.PARAGRAPH, cited.article, str(cited.paragraph)))
        return Button(self.audience.say("In context"), press, "📖")

    def _entry(self, asked: QuizQuestion) -> Button:
        """Opens the entry that a question was made from."""
        pack, language, entry = self.pack, self.audience.language, asked.entry
        names = {
            "term": lambda: pack.term_by_id[entry.id].headwords(language)[0],
            "question": lambda: pack.question_by_id[entry.id].title(language),
            "quote": lambda: f"“{pack.quote_by_id[entry.id].text}”",
        }
        return Button(names[entry.kind](), Press(Verb.OPEN, (_CARDS[entry.kind], entry.id)), "📖")

    def _press(self, progress: QuizProgress, asked: QuizQuestion, what: str) -> Press:
        """A press that carries all of the quiz: language, seed, marks, what was asked (as a key), and what is done."""
        known = (self.audience.language, f"{progress.seed:x}", progress.marks, fingerprint(asked))
        return Press(Verb.QUIZ, (*known, what))


def fingerprint(asked: QuizQuestion) -> str:
    """By which a question is known to be the one that was shown: the pack may have changed in between."""
    return key("\n".join((asked.text, *(choice.text for choice in asked.choices))))


def _head(prompt: str, counted: str) -> str:
    return f"-# {counted}\n**{plain(prompt)}**"


def _listed(asked: QuizQuestion) -> list[Line]:
    return [Line(f"**{letter}** · {plain(choice.text)}") for letter, choice in zip(LETTERS, asked.choices, strict=True)]


def _all_short(asked: QuizQuestion) -> bool:
    return max(size(choice.text) for choice in asked.choices) <= ON_BUTTONS
