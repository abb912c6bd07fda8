"""Renderer of reviews: the offer to opt in, a question that comes back, and when the next one does."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card
from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.render.dates import stamp
from bot.discord_app.render.quiz.question_cards import fingerprint
from bot.discord_app.render.quiz.quiz_cards import QuizRenderer
from bot.quizzing import Difficulty, QuizQuestion
from bot.reviewing.review_models import ReviewCard


class ReviewRenderer(QuizRenderer):
    """Draws reviews."""

    __slots__ = ()

    def offer(self) -> Card:
        """What a review is and what is stored for it, with the button that opts in."""
        say = self.audience.say
        said = (
            f"**{say('Shall I ask you again what you miss?')}**",
            say(
                "What you miss in the quiz, alone or in a round, then comes back here: first after minutes, then after "
                "days, further and further apart, as long as you know it."
            ),
            "-# "
            + say(
                "For that I store, from then on: which entries you missed, by their ids, when you answered, and the "
                "numbers by which the next date is worked out. No words. You can end it here, and erase it with "
                "/privacy."
            ),
        )
        return self.notice("\n".join(said), [[Button(say("Yes, ask me again"), Press(Verb.REVIEW, ("on",)), "🗓️")]])

    def review(self, asked: QuizQuestion, card: ReviewCard, seed: int, due: int) -> Card:
        """A question that has come back; `due` of them wait, with this one."""
        say = self.audience.say
        head = say.plural("Review · {count} question is due", "Review · {count} questions are due", due)
        known = (self.audience.language, card.item.key, f"{seed:x}", str(int(asked.difficulty)), fingerprint(asked))
        return self.posed(asked, head, lambda what: Press(Verb.REVIEW, (*known, what)))

    def reviewed(self, asked: QuizQuestion, chosen: int, card: ReviewCard | None) -> Card:
        """What came of an answer, and when the question comes back."""
        say = self.audience.say
        comes = say("It comes back {when}.", when=stamp(card.due, "R")) if card else ""
        said = (*self.verdict(asked, chosen), f"-# {comes}" if comes else "")
        onward = Button(say("Next question"), Press(Verb.REVIEW, ("go",)), "▶️")
        return self.told(asked, say("Review"), said, [[onward, self.whole(asked)]])

    def idle(self, cards: Sequence[ReviewCard]) -> Card:
        """Nothing is due; when the next one is, and the button that ends it all."""
        say = self.audience.say
        if cards:
            due = min(card.due for card in cards)
            nothing = say(
                "Nothing is due. The next question comes back {when} ({day}).",
                when=stamp(due, "R"),
                day=stamp(due, "f"),
            )
            waiting = say.plural("{count} question waits in all.", "{count} questions wait in all.", len(cards))
            said = f"{nothing}\n-# {waiting}"
        else:
            said = say(
                "Nothing is due: you have missed nothing since you opted in. What you miss in the quiz comes back here."
            )
        again = Button(say("Start a quiz"), Press(Verb.QUIZ, ("new",)), "🎲")
        return self.notice(said, [[again, Button(say("Stop, and erase it"), Press(Verb.REVIEW, ("off",)), "🧽")]])

    def joined(self) -> Card:
        """After opting in."""
        say = self.audience.say
        again = Button(say("Start a quiz"), Press(Verb.QUIZ, ("new",)), "🎲")
        said = say("Gladly. What you miss in the quiz from now on comes back in /quiz review.")
        return self.notice(said, [[again]])

    def ended(self, cards: int) -> Card:
        """After opting out."""
        said = self.audience.say.plural(
            "Ended. {count} question that was to come back is erased.",
            "Ended. {count} questions that were to come back are erased.",
            cards,
        )
        return self.notice(said)


def difficulty_of(card: ReviewCard) -> Difficulty:
    """How near the wrong choices are: easy while it was just missed, hard once days are counted (FSRS: Review)."""
    return Difficulty.HARD if card.state == _IN_REVIEW else Difficulty.EASY


_IN_REVIEW = 2
