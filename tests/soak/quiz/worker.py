"""A worker process: the real runner and poster of rounds, and members whose presses come to this process.

Each press is written down before it is handed over and once it is acknowledged, a line each, so that it outlives the
process. A member who got no answer presses again, as people do.
"""

from __future__ import annotations

import asyncio
import json
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, cast

from bot.discord_app.connection.round_poster import DiscordRoundPoster, round_question
from bot.discord_app.render.quiz.question_cards import fingerprint
from bot.errors import StorageError
from bot.library.library import Edition
from bot.matching import Engine
from bot.quizzing import QuizQuestion
from bot.rounds.round_models import Phase, PressOutcome, QuizRound, RoundPress
from bot.rounds.round_runner import RoundRunner
from bot.storage.database import Database
from bot.storage.database_url import address_of
from bot.storage.sql_ports import ports_on
from tests.soak.hurry import HurriedClock, HurriedLoop, patient
from tests.soak.quiz.material import MEMBERS, is_right, item, reading_step
from tests.soak.quiz.steps import lines_of, steps_of
from tests.soak.worker import client_of
from tests.support.packs import shipped_pack
from tests.support.quizzes import shipped_quiz

EDITION = Edition(shipped_pack(), cast("Engine", None))  # nobody asks questions here
"""Made once, like the quiz, in the process from which the workers are forked."""
QUIZ = shipped_quiz()
BETWEEN = 1.5
"""Simulated seconds between two presses that come to one process, on the average."""


@dataclass(frozen=True)
class QuizOrders:
    """What a worker is to do.

    Attributes:
        slot: its place; members of that place press here.
        life: which worker it is in that place.
        slots: how many places there are.
    """

    slot: int
    life: int
    slots: int
    database: str
    discord_address: str
    folder: Path
    clock: HurriedClock

    @property
    def journal(self) -> Path:
        """The file of the place, which all its workers write into."""
        return self.folder / f"slot-{self.slot}.jsonl"


def work(orders: QuizOrders) -> None:
    """Play until told to stop (SIGTERM)."""
    try:
        with asyncio.Runner(loop_factory=lambda: HurriedLoop(orders.clock.factor)) as runner:
            runner.run(_work(orders))
    except Exception as error:
        with orders.journal.open("a") as file:
            file.write(json.dumps({"error": f"{error!r}, from {error.__cause__!r}"}) + "\n")
        raise


async def _work(orders: QuizOrders) -> None:
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    database = patient(address_of(orders.database), orders.clock.factor)
    with orders.journal.open("a", buffering=1) as file:
        file.write("\n")  # ends the line that the worker before was killed in
        visits = Visits(orders, database, file)
        logging.basicConfig(level=logging.ERROR, handlers=[ErrorsIn(visits)], force=True)
        logging.getLogger("bot.rounds").setLevel(logging.INFO)
        async with client_of(orders.discord_address) as client:
            poster = DiscordRoundPoster(client, lambda: EDITION, question)
            runner = RoundRunner(visits.ports.rounds, poster, orders.clock)
            doing = (runner.run(), visits.play(), visits.review(), visits.read_on())
            running = [asyncio.create_task(each) for each in doing]
            await stopping.wait()
            runner.stop()
            visits.stop()
            await asyncio.gather(*running)
    await database.close()


async def question(game: QuizRound) -> QuizQuestion | None:
    """The present question of a round."""
    return round_question(QUIZ, game)


class Visits:
    """What members do in one process."""

    def __init__(self, orders: QuizOrders, database: Database, file: Any) -> None:
        self._orders = orders
        self._clock = orders.clock
        self.ports = ports_on(database, orders.clock)
        self._members = [each for each in range(1, MEMBERS + 1) if each % orders.slots == orders.slot]
        self._file = file
        self._stopping = asyncio.Event()
        self._random = Random(f"{orders.slot} {orders.life}")

    def stop(self) -> None:
        """Let everybody finish what they have begun, and begin nothing more."""
        self._stopping.set()

    def note(self, **what: object) -> None:
        """Write a line."""
        self._file.write(json.dumps(what) + "\n")

    async def play(self) -> None:
        """Press choices under whatever question is open, again and again."""
        while not await self._clock.wait(self._random.expovariate(1 / BETWEEN), self._stopping):
            known = json.loads((self._orders.folder / "rounds.json").read_text())
            try:
                game = await self.ports.rounds.read(self._random.choice(known)) if known else None
            except StorageError:
                continue
            if game is None or game.phase is not Phase.ASKING:
                continue
            asked = round_question(QUIZ, game)
            assert asked is not None
            member, choice = self._random.randrange(1, MEMBERS + 1), self._random.randrange(4)
            press = RoundPress(game.number, member, choice, right=choice == asked.right, millis=0)
            about = [asked.kind, asked.entry.kind, asked.entry.id]
            line = {"round": game.id, "number": game.number, "member": member, "about": about}
            self.note(pressing=choice, right=press.right, **line)
            try:
                pressed = await self.ports.rounds.press(game.id, press, fingerprint(asked), self._clock.now(), asked)
            except StorageError:
                continue
            if pressed.outcome in (PressOutcome.COUNTED, PressOutcome.KNOWN):
                self.note(counted=pressed.choice, right=pressed.choice == asked.right, **line)
            elif pressed.outcome is PressOutcome.CHANGED:
                self.note(error="a question was taken for another")

    async def review(self) -> None:
        """Opt in, and answer reviews."""

        async def answer(member: int, number: int) -> None:
            right, now = is_right(member, number), self._clock.now()
            await self.ports.reviews.join(member, now)
            await self.ports.reviews.note(member, item(member, number), right=right, answer=str(number), now=now)

        await self._one_by_one("review", answer)

    async def read_on(self) -> None:
        """Stop in articles, set bookmarks and drop them."""

        async def keep_or_drop(member: int, number: int) -> None:
            step = reading_step(member, number)
            change = self.ports.store.drop_bookmark if step.drops else self.ports.store.keep_bookmark
            await change(member, step.kind, step.article, step.paragraph)

        await self._one_by_one("reading", keep_or_drop)

    async def _one_by_one(self, what: str, act: Callable[[int, int], Awaitable[None]]) -> None:
        """Let the members of this place act, step by step; each begins with the step that got no answer before."""
        written = lines_of(self._orders.journal)
        done = {member: steps_of(written, what, member).done for member in self._members}
        while self._members and not await self._clock.wait(self._random.expovariate(1 / BETWEEN), self._stopping):
            member = self._random.choice(self._members)
            step = {"what": what, "member": member}
            self.note(**step, begun=done[member] + 1)
            with suppress(StorageError):
                await act(member, done[member] + 1)
                done[member] += 1
                self.note(**step, done=done[member])


class ErrorsIn(logging.Handler):
    """Writes down what was logged as an error, and which rounds were ended before their time."""

    def __init__(self, visits: Visits) -> None:
        super().__init__()
        self._visits = visits

    def emit(self, record: logging.LogRecord) -> None:
        told = self.format(record)
        if record.levelno >= logging.ERROR or "given up" in told or "refuses" in told:
            self._visits.note(error=told)
