"""Ports of rounds: the store they are kept in, and the poster that shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.quizzing import QuizQuestion
from bot.rounds.round_models import Pressed, QuizRound, RoundPress

TIMEOUT = 15.0
"""Seconds within which every method of a `RoundPoster` has returned or raised."""

RoundTransition = Callable[[QuizRound], QuizRound]
"""A pure function from one state of a round to the next; the very object that was given where nothing changes."""


class PosterRefusedError(Exception):
    """Discord refuses for good: a permission is lacking, or the channel is gone."""


class PosterUnsureError(Exception):
    """No answer, or a fault at Discord's end: it may have been done or not."""


class RoundPoster(Protocol):
    """Shows rounds. Every method may raise one of the two errors above, within `TIMEOUT`."""

    async def find(self, game: QuizRound) -> int | None:
        """Id of the message that the present phase posts, where it stands in the channel already."""
        ...

    async def fingerprint(self, game: QuizRound) -> str | None:
        """By which the present question is known; None where there is none, for the pack has changed."""
        ...

    async def ask(self, game: QuizRound) -> int:
        """Post the question under its nonce; the id of the message."""
        ...

    async def ask_again(self, game: QuizRound, message: int) -> None:
        """Put the question into the message that was posted before, with the time until which it is answered now."""
        ...

    async def tell(self, game: QuizRound, presses: Sequence[RoundPress]) -> None:
        """Put the answer, its passage and who was right in place of the question. Harmless to repeat."""
        ...

    async def end(self, game: QuizRound, presses: Sequence[RoundPress]) -> None:
        """Post the table under its nonce."""
        ...


class RoundStore(Protocol):
    """Keeps rounds and presses. Each method is one transaction, and changes of one round come one by one.

    Every method may raise `StorageError`; then nothing was changed.
    """

    async def begin(self, game: QuizRound) -> QuizRound:
        """Begin a round; gives the one that is played in its channel then, which may be another."""
        ...

    async def read(self, number: int) -> QuizRound | None:
        """A round by its id; None once it is over."""
        ...

    async def change(self, number: int, decide: RoundTransition) -> QuizRound | None:
        """Lock a round, store what is decided, and give it; None once it is over."""
        ...

    async def claim(self, now: datetime, limit: int) -> Sequence[QuizRound]:
        """Claim at most `limit` rounds whose `wake` has come (`playing.claimed`), and drop those that are too old.

        Rounds that another process has locked are passed over.
        """
        ...

    async def next_wake(self) -> datetime | None:
        """The earliest `wake` of all rounds; None when there is none."""
        ...

    async def press(
        self, number: int, press: RoundPress, asked: str, now: datetime, about: QuizQuestion | None = None
    ) -> Pressed:
        """Count a press, if the round takes it (`playing.judge`) and the member has not answered that question before.

        What counts here counts at once in the review of a member who opted in to it, too.

        Args:
            number: id of the round.
            press: its `millis` are worked out here.
            asked: by which the question is known as the presser's process makes it.
            now: when it was pressed.
            about: the question; None where no review is to know of it.
        """
        ...

    async def presses(self, number: int) -> Sequence[RoundPress]:
        """All presses of a round."""
        ...

    async def end(self, number: int) -> None:
        """Forget a round with its presses."""
        ...
