"""Fakes of the stores of rounds and of reviews that forget when the process ends; they keep the databases' contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.quizzing import QuizQuestion
from bot.reviewing.ports import MOST_CARDS
from bot.reviewing.review_models import ReviewCard, ReviewItem
from bot.reviewing.review_schedule import answered
from bot.rounds import playing
from bot.rounds.ports import RoundTransition
from bot.rounds.round_models import Pressed, PressOutcome, QuizRound, RoundPress


@dataclass
class MemoryReviews:
    """Keeps review cards in memory. It is a `ReviewStore`."""

    members: dict[int, dict[ReviewItem, ReviewCard]] = field(default_factory=dict[int, dict[ReviewItem, ReviewCard]])

    async def join(self, member: int, now: datetime) -> None:
        """A member opts in."""
        self.members.setdefault(member, {})

    async def leave(self, member: int) -> int:
        """A member opts out."""
        return len(self.members.pop(member, {}))

    async def cards(self, member: int) -> Sequence[ReviewCard] | None:
        """A member's cards; None for whoever has not opted in."""
        mine = self.members.get(member)
        return None if mine is None else sorted(mine.values(), key=lambda card: (card.due, card.item.entry.id))

    async def note(
        self, member: int, item: ReviewItem, *, right: bool, answer: str, now: datetime
    ) -> ReviewCard | None:
        """Count an answer of a member who opted in."""
        mine = self.members.get(member)
        if mine is None:
            return None
        after = answered(mine.get(item), item, right=right, answer=answer, now=now)
        if after is not None and (item in mine or len(mine) < MOST_CARDS):
            mine[item] = after
        return mine.get(item)

    async def drop(self, member: int, item: ReviewItem) -> None:
        """Forget one card."""
        self.members.get(member, {}).pop(item, None)


@dataclass
class MemoryRounds:
    """Keeps rounds in memory. It is a `RoundStore`."""

    rounds: dict[int, QuizRound] = field(default_factory=dict[int, QuizRound])
    pressed: dict[int, list[RoundPress]] = field(default_factory=dict[int, list[RoundPress]])
    reviews: MemoryReviews = field(default_factory=MemoryReviews)

    async def begin(self, game: QuizRound) -> QuizRound:
        """Begin a round, unless one is played in its channel."""
        self._drop_old(game.began)
        there = next((each for each in self.rounds.values() if each.channel == game.channel), None)
        if there is None:
            self.rounds[game.id] = game
        return there or game

    async def read(self, number: int) -> QuizRound | None:
        """A round by its id."""
        return self.rounds.get(number)

    async def change(self, number: int, decide: RoundTransition) -> QuizRound | None:
        """Change a round."""
        if number not in self.rounds:
            return None
        self.rounds[number] = decide(self.rounds[number])
        return self.rounds[number]

    async def claim(self, now: datetime, limit: int) -> Sequence[QuizRound]:
        """Claim what is due."""
        self._drop_old(now)
        due = sorted((each for each in self.rounds.values() if each.wake <= now), key=lambda each: each.wake)
        claims = [playing.claimed(each, now) for each in due[:limit]]
        self.rounds |= {each.id: each for each in claims}
        return claims

    async def next_wake(self) -> datetime | None:
        """The earliest `wake`."""
        return min((each.wake for each in self.rounds.values()), default=None)

    async def press(
        self, number: int, press: RoundPress, asked: str, now: datetime, about: QuizQuestion | None = None
    ) -> Pressed:
        """Count a press."""
        game = self.rounds.get(number)
        for known in self.pressed.get(number, ()):
            if (known.number, known.member) == (press.number, press.member):
                return Pressed(PressOutcome.KNOWN, known.choice)
        outcome = playing.judge(game, press.number, asked, now)
        if game is None or outcome is not PressOutcome.COUNTED:
            return Pressed(outcome)
        self.pressed.setdefault(number, []).append(replace(press, millis=playing.time_taken(game, now)))
        if about is not None:
            item, answer = ReviewItem(about.kind, about.entry), f"g{number:x}-{press.number}"
            await self.reviews.note(press.member, item, right=press.right, answer=answer, now=now)
        return Pressed(outcome, press.choice)

    async def presses(self, number: int) -> Sequence[RoundPress]:
        """All presses of a round."""
        return sorted(self.pressed.get(number, ()), key=lambda press: (press.number, press.member))

    async def end(self, number: int) -> None:
        """Forget a round."""
        self.rounds.pop(number, None)
        self.pressed.pop(number, None)

    def forget(self, member: int) -> None:
        """Forget a member's presses; a round that they began is nobody's."""
        self.pressed = {key: [one for one in each if one.member != member] for key, each in self.pressed.items()}
        begun = [each for each in self.rounds.values() if each.starter == member]
        self.rounds |= {each.id: replace(each, starter=0) for each in begun}

    def _drop_old(self, now: datetime) -> None:
        for game in [each for each in self.rounds.values() if each.began < now - playing.KEPT]:
            self.rounds.pop(game.id)
            self.pressed.pop(game.id, None)
