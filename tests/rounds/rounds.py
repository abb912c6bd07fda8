"""Rounds for tests: a channel of one's own, and a poster that keeps what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.rounds import playing
from bot.rounds.ports import PosterUnsureError
from bot.rounds.round_models import QuizRound, RoundPress

CHANNEL, SERVER, ANN, BEN = 7, 70, 11, 12


def new_round(now: datetime, number: int = 1, *, channel: int = CHANNEL, count: int = 3) -> QuizRound:
    return QuizRound(
        id=number, server=SERVER, channel=channel, starter=ANN, language="en", seed=5, count=count, seconds=20,
        began=now, wake=now, ends=now,
    )  # fmt: skip


def press(number: int, member: int, choice: int = 0, *, right: bool = True) -> RoundPress:
    return RoundPress(number, member, choice, right, 0)


@dataclass
class FakePoster:
    """Keeps what was posted, by channel: "question 0", then "answer 0" in its place, and "table".

    Attributes:
        open: whether an answer, by its channel and number, still says that it goes on.
        lost: how many of the next requests take effect without an answer.
        before: called before each request.
    """

    shown: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    right: dict[tuple[int, int], list[int]] = field(default_factory=dict[tuple[int, int], list[int]])
    open: dict[tuple[int, int], bool] = field(default_factory=dict[tuple[int, int], bool])
    calls: list[str] = field(default_factory=list[str])
    lost: int = 0
    before: Callable[[str], None] = lambda _: None
    changed: bool = False

    async def find(self, game: QuizRound) -> int | None:
        await self._called("find")
        wanted = f"question {game.number}" if game.phase == "posting" else "table"
        lines = self._lines(game)
        return lines.index(wanted) if wanted in lines else None

    async def fingerprint(self, game: QuizRound) -> str | None:
        await asyncio.sleep(0)
        return None if self.changed else f"question {game.number}"

    async def ask(self, game: QuizRound) -> int:
        await self._called("ask")
        self._lines(game).append(f"question {game.number}")
        self._answer()
        return len(self._lines(game)) - 1

    async def ask_again(self, game: QuizRound, message: int) -> None:
        await self._called("ask again")
        self._lines(game)[message] = f"question {game.number}"
        self._answer()

    async def tell(self, game: QuizRound, presses: Sequence[RoundPress]) -> None:
        await self._called("tell")
        assert game.message is not None
        self._lines(game)[game.message] = f"answer {game.number}"
        self.open[game.channel, game.number] = not game.stopped
        self.right[game.id, game.number] = [each.member for each in presses if each.number == game.number]
        self._answer()

    async def end(self, game: QuizRound, presses: Sequence[RoundPress]) -> None:
        await self._called("end")
        self._lines(game).append("table")
        self._answer()

    def _lines(self, game: QuizRound) -> list[str]:
        return self.shown.setdefault(game.channel, [])

    async def _called(self, name: str) -> None:
        await asyncio.sleep(0)
        self.before(name)
        self.calls.append(name)

    def _answer(self) -> None:
        if self.lost:
            self.lost -= 1
            raise PosterUnsureError


def asking(game: QuizRound, now: datetime) -> QuizRound:
    """The round once its present question stands in the channel."""
    claim = playing.claimed(game, now)
    return playing.posted(claim, claim, 99, f"question {claim.number}", now)
