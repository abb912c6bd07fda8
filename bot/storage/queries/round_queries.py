"""Queries of rounds of the quiz: a round is read, decided upon and replaced in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.languages import DEFAULT, known_language
from bot.quizzing import QuizQuestion
from bot.reviewing.review_models import ReviewAnswer, ReviewItem
from bot.rounds import playing
from bot.rounds.ports import RoundTransition
from bot.rounds.round_models import Pressed, PressOutcome, QuizRound, RoundPress
from bot.storage.database import Database, insert_into
from bot.storage.queries.review_queries import count_answer
from bot.storage.tables import QuizPressRow, QuizRoundRow

_FIELDS = tuple(each.name for each in fields(QuizRound))
_PRESS = tuple(each.name for each in fields(RoundPress))


class DatabaseRounds:
    """Keeps rounds and their presses. It is a `RoundStore`.

    Every change of a round, and every press, takes the lock on its row; on SQLite, that of the whole database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, game: QuizRound) -> QuizRound:
        """Begin a round; gives the one that is played in its channel then, which may be another."""
        async with self._database.writing() as session:
            await _drop_old(session, game.began)
            await session.execute(insert_into(session, QuizRoundRow).values(asdict(game)).on_conflict_do_nothing())
            row = await session.scalar(select(QuizRoundRow).where(QuizRoundRow.channel == game.channel))
            return game if row is None else _round(row)

    async def read(self, number: int) -> QuizRound | None:
        """A round by its id; None once it is over."""
        async with self._database.reading() as session:
            row = await session.get(QuizRoundRow, number)
            return row and _round(row)

    async def change(self, number: int, decide: RoundTransition) -> QuizRound | None:
        """Lock a round, store what is decided, and give it; None once it is over."""
        async with self._database.writing() as session:
            before = await _locked(session, number)
            if before is None:
                return None
            after = decide(before)
            if after is not before:
                await _store(session, after)
            return after

    async def claim(self, now: datetime, limit: int) -> Sequence[QuizRound]:
        """Claim at most `limit` rounds whose `wake` has come, and drop those that are too old."""
        due = select(QuizRoundRow).where(QuizRoundRow.wake <= now).order_by(QuizRoundRow.wake, QuizRoundRow.id)
        async with self._database.writing() as session:
            await _drop_old(session, now)
            rows = (await session.scalars(due.limit(limit).with_for_update(skip_locked=True))).all()
            claims = [playing.claimed(_round(row), now) for row in rows]
            for claim in claims:
                await _store(session, claim)
        return claims

    async def next_wake(self) -> datetime | None:
        """The earliest `wake` of all rounds; None when there is none."""
        async with self._database.reading() as session:
            return await session.scalar(select(func.min(QuizRoundRow.wake)))

    async def press(
        self, number: int, press: RoundPress, asked: str, now: datetime, about: QuizQuestion | None = None
    ) -> Pressed:
        """Count a press, if the round takes it and the member has not answered that question before."""
        async with self._database.writing() as session:
            game = await _locked(session, number)
            known = await session.scalar(
                select(QuizPressRow.choice).where(
                    QuizPressRow.round == number,
                    QuizPressRow.number == press.number,
                    QuizPressRow.member == press.member,
                )
            )
            if game is not None and known is not None:
                return Pressed(PressOutcome.KNOWN, known)
            outcome = playing.judge(game, press.number, asked, now)
            if game is None or outcome is not PressOutcome.COUNTED:
                return Pressed(outcome)
            counted = replace(press, millis=playing.time_taken(game, now))
            await session.execute(insert(QuizPressRow).values({"round": number, **asdict(counted)}))
            if about is not None:
                known_by = f"g{number:x}-{press.number}"
                answer = ReviewAnswer(ReviewItem(about.kind, about.entry), press.right, known_by, now)
                await count_answer(session, press.member, answer)
            return Pressed(outcome, press.choice)

    async def presses(self, number: int) -> Sequence[RoundPress]:
        """All presses of a round."""
        async with self._database.reading() as session:
            found = select(QuizPressRow).where(QuizPressRow.round == number)
            rows = await session.scalars(found.order_by(QuizPressRow.number, QuizPressRow.member))
            return [RoundPress(**{name: getattr(row, name) for name in _PRESS}) for row in rows]

    async def end(self, number: int) -> None:
        """Forget a round with its presses."""
        async with self._database.writing() as session:
            await session.execute(delete(QuizRoundRow).where(QuizRoundRow.id == number))


async def _locked(session: AsyncSession, number: int) -> QuizRound | None:
    row = await session.scalar(select(QuizRoundRow).where(QuizRoundRow.id == number).with_for_update())
    return row and _round(row)


async def _store(session: AsyncSession, game: QuizRound) -> None:
    await session.execute(update(QuizRoundRow).where(QuizRoundRow.id == game.id).values(asdict(game)))


async def _drop_old(session: AsyncSession, now: datetime) -> None:
    await session.execute(delete(QuizRoundRow).where(QuizRoundRow.began < now - playing.KEPT))


def _round(row: QuizRoundRow) -> QuizRound:
    values: dict[str, Any] = {name: getattr(row, name) for name in _FIELDS}
    # A language that a later version knew may be one that this version does not speak.
    values["language"] = known_language(row.language) or DEFAULT
    return QuizRound(**values)
