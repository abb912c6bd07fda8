"""Renderer of a round: a question that everybody may answer, who was right, and the table at the end."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord_app.components.buttons import Button
from bot.discord_app.components.cards import Card, Line, Piece
from bot.discord_app.components.custom_ids import Press, Verb
from bot.discord_app.render.dates import stamp
from bot.discord_app.render.quiz.question_cards import QuestionRenderer
from bot.quizzing import QuizQuestion
from bot.rounds.round_models import QuizRound, RoundPress, Score, right_ones, table

MOST_NAMED = 15
"""Members who are named under a question, and lines of the table."""
_MEDALS = ("🥇", "🥈", "🥉")


class RoundRenderer(QuestionRenderer):
    """Draws rounds. Members are named by mentions, which ping nobody: the client allows none."""

    __slots__ = ()

    def question(self, asked: QuizQuestion, game: QuizRound) -> Card:
        """A question, with the time until which it may be answered."""
        comes = self.audience.say("the answer comes {when}", when=stamp(game.ends, "R"))
        head = f"{self._counted(game)} · {comes}"
        return self.posed(asked, head, lambda what: _press(game, what), [self._controls(game)])

    def outcome(self, asked: QuizQuestion, game: QuizRound, presses: Sequence[RoundPress]) -> Card:
        """The answer with its passage, who was right, and when it goes on."""
        answer = f"✅ **{self.choice(asked, asked.right)}**"
        said = (answer, self._right(game, presses), self._onward(game))
        return self.told(asked, self._counted(game), said, [[*self._controls(game), self.whole(asked)]])

    def changed(self, game: QuizRound) -> Card:
        """For a question that can no longer be made as it was asked."""
        said = self.audience.say("The library has changed in the meantime, and with it this question. It is left out.")
        return self.card([Piece(f"-# {self._counted(game)}\n{said}")], [self._controls(game)])

    def table(self, game: QuizRound, presses: Sequence[RoundPress]) -> Card:
        """The table of a round, and a button that plays another."""
        say, scores = self.audience.say, table(presses)
        lines = [Line(self._line(place, score, game)) for place, score in enumerate(scores[:MOST_NAMED])]
        more = len(scores) - MOST_NAMED
        beyond = [Line(f"-# {say('and {count} more', count=more)}")] if more > 0 else []
        nobody = [] if scores else [Line(say("Nobody played along."))]
        again = Press(Verb.ROUND, ("again", f"{game.id:x}", str(game.seconds), str(game.count)))
        pieces = [Piece(f"### {say('The round is over')}"), *lines, *beyond, *nobody]
        return self.card(pieces, [[Button(say("Another round"), again, "🔁")]])

    def _line(self, place: int, score: Score, game: QuizRound) -> str:
        say = self.audience.say
        medal = _MEDALS[place] if place < len(_MEDALS) and score.right else f"{place + 1}."
        right = say("{right} of {count} right.", right=score.right, count=game.count).rstrip(".。")
        return " · ".join((f"{medal} <@{score.member}>", right, *([self._time(score.millis)] if score.right else [])))

    def _right(self, game: QuizRound, presses: Sequence[RoundPress]) -> str:
        say, right = self.audience.say, right_ones(presses, game.number)
        if not any(press.number == game.number for press in presses):
            return say("Nobody answered.")
        if not right:
            return say("Nobody was right this time.")
        named = " · ".join(f"<@{press.member}> ({self._time(press.millis)})" for press in right[:MOST_NAMED])
        more = len(right) - MOST_NAMED
        told = say("Right: {names}", names=named)
        return f"{told} · {say('and {count} more', count=more)}" if more > 0 else told

    def _onward(self, game: QuizRound) -> str:
        if game.stopped:
            return ""
        say, when = self.audience.say, stamp(game.ends, "R")
        said = say("The table comes {when}.", when=when) if game.is_last else say("On to the next {when}.", when=when)
        return f"-# {said}"

    def _time(self, millis: int) -> str:
        return self.audience.say("{seconds} s", seconds=f"{millis / 1000:.1f}")

    def _counted(self, game: QuizRound) -> str:
        return self.audience.say("Question {number} of {count}", number=game.number + 1, count=game.count)

    def _controls(self, game: QuizRound) -> list[Button]:
        """What whoever began the round, and moderators, can do to it; none once it was stopped."""
        if game.stopped:
            return []
        say = self.audience.say
        return [Button(say("Go on"), _press(game, "next"), "⏭️"), Button(say("Stop"), _press(game, "stop"), "⏹️")]


def _press(game: QuizRound, what: str) -> Press:
    return Press(Verb.ROUND, (f"{game.id:x}", str(game.number), what))


def question_mark(game: QuizRound) -> str:
    """What the ids of the buttons under the present question begin with, and those of no other message."""
    return _press(game, "").custom_id()


def table_mark(game: QuizRound) -> str:
    """What the id of the button under the table begins with."""
    return Press(Verb.ROUND, ("again", f"{game.id:x}", "")).custom_id()
