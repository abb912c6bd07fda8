"""Base of the renderers of the quiz: a question with its choices, and its answer with the passage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, CardPart, Line, Piece
from bot.discord_app.components.custom_ids import CardKind, Press, Verb, key
from bot.discord_app.components.text_limits import plain, size
from bot.discord_app.render.canvas import Canvas, block
from bot.quizzing import QuizQuestion
from bot.quizzing.figures import GAP

LETTERS = "ABCD"
ON_BUTTONS = 38
"""Longest choice, in units, that stands on its button: a line of a phone."""
_CARDS = {"term": CardKind.TERM, "question": CardKind.QUESTION, "quote": CardKind.QUOTE}


class QuestionRenderer(Canvas):
    """Draws questions, whoever is asked."""

    __slots__ = ()

    def choices(
        self, asked: QuizQuestion, press: Callable[[str], Press]
    ) -> tuple[Sequence[CardPart], list[list[Button]]]:
        """What is to choose, and the buttons to choose it with; `press` says what the one with a number does.

        The choices stand on their buttons where all are short, else the letters do.
        """
        short = _all_short(asked)
        buttons = [
            Button(f"{letter} · {choice.text}" if short else letter, press(str(at)))
            for at, (letter, choice) in enumerate(zip(LETTERS, asked.choices, strict=True))
        ]
        return ((), [[button] for button in buttons]) if short else (_listed(asked), [buttons])

    def posed(
        self, asked: QuizQuestion, head: str, press: Callable[[str], Press], rows: Iterable[Sequence[Button]] = ()
    ) -> Card:
        """A question with its choices; `head` is small print above it (Markdown), `rows` are buttons below."""
        listed, buttons = self.choices(asked, press)
        return self.card([*self._asked(asked, head), *listed], [*buttons, *rows])

    def told(self, asked: QuizQuestion, head: str, said: Iterable[str], rows: Iterable[Sequence[Button]]) -> Card:
        """A question with what is said about its answer (lines of Markdown) and the passage that proves it."""
        pieces: list[CardPart] = [*self._asked(asked, head, answered=True), Piece("\n".join(filter(None, said)))]
        return self.card([*pieces, *self._proof(asked)], rows)

    def asked_once(self, asked: QuizQuestion) -> list[CardPart]:
        """A question that belongs to no quiz."""
        return self._asked(asked, "")

    def verdict(self, asked: QuizQuestion, chosen: int) -> tuple[str, str]:
        """Whether a choice was right and what is, and what a wrong one is instead (empty where there is nothing)."""
        say, answer = self.audience.say, self.choice(asked, asked.right)
        if chosen == asked.right:
            return f"✅ **{say('Right!')}** {answer}", ""
        told = asked.choices[chosen].told
        return f"❌ **{say('It is {answer}', answer=answer)}**", f"-# {plain(told)}" if told else ""

    @staticmethod
    def choice(asked: QuizQuestion, at: int) -> str:
        """A choice with its letter, as Markdown."""
        return f"{LETTERS[at]} · {plain(asked.choices[at].text)}"

    def whole(self, asked: QuizQuestion) -> Button:
        """Opens the passage in its paragraph; the entry, where it cites none."""
        if not asked.citations:
            return self.entry(asked)
        cited = asked.citations[0]
        press = Press(Verb.OPEN, (CardKind.PARAGRAPH, cited.article, str(cited.paragraph)))
        return Button(self.audience.say("In context"), press, "📖")

    def entry(self, asked: QuizQuestion) -> Button:
        """Opens the entry that a question was made from."""
        pack, language, entry = self.pack, self.audience.language, asked.entry
        names = {
            "term": lambda: pack.term_by_id[entry.id].headwords(language)[0],
            "question": lambda: pack.question_by_id[entry.id].title(language),
            "quote": lambda: f"“{pack.quote_by_id[entry.id].text}”",
        }
        return Button(names[entry.kind](), Press(Verb.OPEN, (_CARDS[entry.kind], entry.id)), "📖")

    def _asked(self, asked: QuizQuestion, head: str, *, answered: bool = False) -> list[CardPart]:
        """What is asked, with `head` above it in small print; once answered, not the line that stands below it."""
        prompt = f"**{plain(asked.prompt)}**"
        pieces: list[CardPart] = [Piece(f"-# {head}\n{prompt}" if head else prompt)]
        body = [each for each in asked.body.splitlines() if not (answered and _is_proved(each, asked))]
        if body:
            pieces.append(Piece(block(plain("\n".join(body)))))
        if asked.aside:
            pieces.append(Piece(f"-# {plain(asked.aside)}"))
        return pieces

    def _proof(self, asked: QuizQuestion) -> list[CardPart]:
        """The passage, with what it says in the reader's language; the pack's own words where it has no articles."""
        if not asked.citations:
            return [Piece(block(plain(asked.line)))] if asked.line else []
        return [self.citation(asked.citations[0])]


def fingerprint(asked: QuizQuestion) -> str:
    """By which a question is known to be the one that was shown: the pack may have changed in between."""
    return key("\n".join((asked.text, *(choice.text for choice in asked.choices))))


def _is_proved(line: str, asked: QuizQuestion) -> bool:
    """Whether a line of a question, with its gap or broken off, is what the proof of the answer says in full."""
    proof = asked.citations[0].quote if asked.citations else asked.line
    parts = [part.strip() for part in re.split(rf"{GAP}|…$", line.strip("“”").strip())]
    return all(part in proof for part in parts) or proof in line


def _listed(asked: QuizQuestion) -> list[Line]:
    return [Line(f"**{letter}** · {plain(choice.text)}") for letter, choice in zip(LETTERS, asked.choices, strict=True)]


def _all_short(asked: QuizQuestion) -> bool:
    return max(size(choice.text) for choice in asked.choices) <= ON_BUTTONS
