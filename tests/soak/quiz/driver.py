"""Begins rounds, kills workers at any moment, lets the rest be played in peace, and judges."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from random import Random

from bot.rounds.ports import RoundStore
from bot.rounds.round_models import QuizRound
from bot.storage.database_url import Address, address_of
from bot.storage.sql_ports import ports_on
from tests.soak.crew import context, served
from tests.soak.driver import archive_of
from tests.soak.hurry import HurriedClock, HurriedLoop, patient
from tests.soak.message_server import DISCORD_EPOCH, Terms
from tests.soak.quiz.material import MEMBERS
from tests.soak.quiz.verdict import QuizVerdict, judge
from tests.soak.quiz.worker import QuizOrders, work
from tests.soak.worker import NO_ENTRY

SERVER, FIRST = 1, 5000
COUNT, SECONDS = 3, 20
"""Questions of a round, and seconds for each."""
LOOK = 0.05
"""Seconds, the machine's, between looks at the workers."""
PATIENCE = 120.0
"""Seconds, the machine's, within which the rounds that are left have come to their end, and workers have stopped."""


@dataclass(frozen=True)
class QuizPlan:
    """What a soak does.

    Attributes:
        kills: how many workers are killed.
        workers: how many run at a time.
        rounds: how many rounds are played at a time.
        factor: how many times as fast as the machine's time passes.
        life: simulated seconds that a worker lives on the average.
    """

    kills: int
    workers: int
    rounds: int
    factor: float
    seed: int
    life: float = 15.0


@dataclass
class QuizSoaked:
    """The outcome.

    Attributes:
        kills: how many workers were killed.
        begun: the rounds that were begun.
        waited: how long a round waited at most for a process that claims it; one that waits for ten minutes is brought
            to its end, so the figures of a machine too busy for the plan are no figures of the bot.
    """

    kills: int = 0
    waited: timedelta = timedelta()
    begun: list[int] = field(default_factory=list[int])
    trouble: list[str] = field(default_factory=list[str])
    verdict: QuizVerdict = field(default_factory=QuizVerdict)

    @property
    def good(self) -> bool:
        """Whether nothing was lost or doubled, and nobody ended who should not have."""
        return not self.trouble and not self.verdict.faults


def soak_quiz(plan: QuizPlan, address: Address, folder: Path, say: Callable[[str], None]) -> QuizSoaked:
    """Run a plan on a migrated, empty database."""
    made = context()
    made.set_forkserver_preload(["tests.soak.quiz.worker", "tests.soak.message_server"])
    clock = HurriedClock.starting(plan.factor, made)
    with (
        served(made, Terms(plan.seed), clock, folder) as base,
        asyncio.Runner(loop_factory=lambda: HurriedLoop(plan.factor)) as runner,
    ):
        orders = QuizOrders(0, 0, plan.workers, address.dsn, base, folder, clock)
        return runner.run(_Soak(plan, orders, made).run(say))


class _Soak:
    def __init__(self, plan: QuizPlan, orders: QuizOrders, made: ForkServerContext) -> None:
        self._plan, self._orders, self._made = plan, orders, made
        self._folder, self._clock = orders.folder, orders.clock
        self._random = Random(plan.seed)
        self._found = QuizSoaked()
        self._numbers = count()
        self._workers: list[tuple[ForkServerProcess, float] | None] = [None] * plan.workers
        self._lives = 0

    async def run(self, say: Callable[[str], None]) -> QuizSoaked:
        database = patient(address_of(self._orders.database), self._plan.factor)
        ports = ports_on(database, self._clock)
        rounds, said = ports.rounds, -1
        try:
            for member in range(1, MEMBERS + 1):  # before they play, for what is missed before is not remembered
                await ports.reviews.join(member, self._clock.now())
            while self._found.kills < self._plan.kills:
                await self._begin_rounds(rounds, self._plan.rounds)
                self._tend()
                if self._found.kills // 50 > said:
                    said = self._found.kills // 50
                    say(f"{self._found.kills} kills, {len(self._found.begun)} rounds")
                await self._clock.wait(LOOK * self._plan.factor)
            ends = self._clock.monotonic() + PATIENCE * self._plan.factor
            while await rounds.next_wake() is not None and self._clock.monotonic() < ends:
                self._tend(kill=False)
                await self._clock.wait(LOOK * self._plan.factor)
            await self._clock.wait(SECONDS)  # for what the message server has still to store
            self._stop()
        finally:
            for worker in self._workers:
                if worker is not None:
                    worker[0].kill()
        archive = await archive_of(self._orders.discord_address)
        self._found.verdict = await judge(archive, self._folder, self._found.begun, COUNT, ports)
        await database.close()
        return self._found

    async def _begin_rounds(self, rounds: RoundStore, wanted: int) -> None:
        """Keep as many rounds going as are wanted, each in a channel of its own."""
        games = [await rounds.read(number) for number in self._found.begun[-wanted * 3 :]]
        running = [game.id for game in games if game is not None]
        waited = [self._clock.now() - game.wake for game in games if game is not None]
        self._found.waited = max([self._found.waited, *waited])
        for _ in range(wanted - len(running)):
            now = self._clock.now()
            place = next(self._numbers)
            milliseconds = int(((now - timedelta(minutes=1)).timestamp() - DISCORD_EPOCH) * 1000)
            game = QuizRound(
                id=(milliseconds << 22) | place, server=SERVER, channel=FIRST + place, starter=1, language="en",
                seed=place, count=COUNT, seconds=SECONDS, began=now, wake=now, ends=now,
            )  # fmt: skip
            await rounds.begin(game)
            self._found.begun.append(game.id)
            running.append(game.id)
        part = self._folder / "rounds.part"
        part.write_text(json.dumps(running))
        part.replace(self._folder / "rounds.json")

    def _tend(self, *, kill: bool = True) -> None:
        """Kill whose time has come, wherever it is, and start others in their places."""
        now = self._clock.monotonic()
        for slot, worker in enumerate(self._workers):
            if worker is None:
                self._start(slot, now)
                continue
            process, dies = worker
            if process.exitcode is not None:
                if process.exitcode != NO_ENTRY:
                    self._found.trouble.append(f"a worker ended by itself: exit code {process.exitcode}")
                self._workers[slot] = None
            elif kill and now >= dies:
                process.kill()
                process.join()
                self._found.kills += 1
                self._workers[slot] = None

    def _start(self, slot: int, now: float) -> None:
        self._lives += 1
        orders = replace(self._orders, slot=slot, life=self._lives)
        process = self._made.Process(target=work, args=(orders,), daemon=True)
        process.start()
        self._workers[slot] = (process, now + self._random.expovariate(1 / self._plan.life))

    def _stop(self) -> None:
        for worker in self._workers:
            if worker is not None:
                worker[0].terminate()
                worker[0].join(PATIENCE)
                # By the signal itself ends who was started a moment ago and does not listen yet.
                if worker[0].exitcode not in (0, NO_ENTRY, -signal.SIGTERM, -signal.SIGKILL):
                    self._found.trouble.append(f"a worker told to stop: exit code {worker[0].exitcode}")
