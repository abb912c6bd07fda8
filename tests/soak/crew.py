"""The worker processes: started, killed at random moments or by their own doom, and started again."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from random import Random
from threading import Lock

from tests.soak import message_server
from tests.soak.fate import Doom
from tests.soak.hurry import HurriedClock
from tests.soak.journal import in_hand, read
from tests.soak.worker import NO_ENTRY, Orders, work

SHORT, LONG = (0.0, 15.0), (300.0, 420.0)
"""Simulated seconds in which nobody takes a dead worker's place; the message server knows nonces for 300."""
LONG_AWAY = 0.08
"""How often it is long."""
FROZEN, ICE = 0.1, (20.0, 420.0)
"""How often a worker is frozen instead of killed, and for how many simulated seconds."""
SPARED = 0.8
"""How often a worker that has nothing in hand is not killed when its time has come."""
_TURN = Lock()
"""Whoever starts a process asks after all others as well, and of two threads that ask at a time one is told wrongly."""
PATIENCE = 30.0
"""Seconds, the machine's, within which a worker that is told to stop has ended."""


@dataclass
class Tally:
    """What became of workers.

    Attributes:
        kills: those killed while posts were due.
        in_hand: those of them that had deliveries in hand.
        orphans: how many deliveries these had in hand.
        frozen: those that were stopped for a while, as a machine does with a process that it has no time for.
        trouble: those that ended by themselves.
    """

    kills: int = 0
    in_hand: int = 0
    orphans: int = 0
    frozen: int = 0
    trouble: list[str] = field(default_factory=list[str])


@dataclass
class Slot:
    """The place of one worker.

    Attributes:
        lives: how many workers were started in it.
        dies: when the present one is killed, if it does not die before.
        thaws: when it goes on, while it is frozen.
        back: when the next one is started, while there is none.
    """

    number: int
    back: datetime
    dies: datetime
    thaws: datetime | None = None
    lives: int = 0
    process: ForkServerProcess | None = None

    @property
    def who(self) -> str:
        return f"worker {self.number}.{self.lives}"


class Crew:
    """Some workers on one database.

    Args:
        orders: for each, but for its name and doom.
        life: simulated seconds that a worker lives on the average before it is killed from outside.
    """

    def __init__(self, size: int, orders: Orders, made: ForkServerContext, random: Random, life: float) -> None:
        self.tally = Tally()
        self._orders = orders
        self._made = made
        self._random = random
        self._life = life
        self._slots = [Slot(number, orders.clock.now(), orders.clock.now()) for number in range(size)]

    def tend(self, *, kill: bool) -> None:
        """See who has died, start those whose time has come, and kill."""
        with _TURN:
            self._tend(kill=kill)

    def _tend(self, *, kill: bool) -> None:
        now = self._orders.clock.now()
        for slot in self._slots:
            if slot.process is not None and slot.process.exitcode is not None:
                self._bury(slot, now)
            if slot.process is None and (now >= slot.back or not kill):
                self._start(slot, now, doomed=kill)
            elif slot.process is not None and slot.thaws is not None:
                self._thaw(slot, slot.process, now)
            elif slot.process is not None and kill and now >= slot.dies:
                self._kill(slot, slot.process, now)

    def stop(self) -> None:
        """Tell all to stop as a host does, and expect that they do."""
        with _TURN:
            self._stop()

    def _stop(self) -> None:
        for slot in self._slots:
            if slot.process is not None:
                slot.thaws = None
                _signal(slot.process, signal.SIGCONT)
                slot.process.terminate()
                slot.process.join(PATIENCE)
                if code := slot.process.exitcode:
                    self.tally.trouble.append(f"{slot.who} was told to stop: exit code {code}")

    def kill_all(self) -> None:
        """Leave nobody behind."""
        for slot in self._slots:
            if slot.process is not None:
                slot.process.kill()

    def _start(self, slot: Slot, now: datetime, *, doomed: bool) -> None:
        slot.lives += 1
        slot.dies = now + timedelta(seconds=self._random.expovariate(1 / self._life))
        doom = Doom.drawn(self._random) if doomed else None
        orders = replace(self._orders, who=slot.who, doom=doom)
        slot.process = self._made.Process(target=work, args=(orders,), daemon=True)
        slot.process.start()

    def _kill(self, slot: Slot, process: ForkServerProcess, now: datetime) -> None:
        """Kill a worker, or freeze it; one that has nothing in hand is mostly spared a little longer."""
        if not self._in_hand(slot) and self._random.random() < SPARED:
            slot.dies = now + timedelta(seconds=self._random.uniform(*SHORT))
            return
        if self._random.random() < FROZEN:
            _signal(process, signal.SIGSTOP)
            slot.thaws = now + timedelta(seconds=self._random.uniform(*ICE))
            self.tally.frozen += 1
            return
        process.kill()
        process.join()
        self._bury(slot, now)

    def _thaw(self, slot: Slot, process: ForkServerProcess, now: datetime) -> None:
        """Let a frozen worker go on when it is time; it lives on, for a while."""
        if slot.thaws is not None and now >= slot.thaws:
            _signal(process, signal.SIGCONT)
            slot.thaws, slot.dies = None, now + timedelta(seconds=self._random.expovariate(1 / self._life))

    def _in_hand(self, slot: Slot) -> int:
        return in_hand(read(self._orders.folder / f"{slot.who}.jsonl"))

    def _bury(self, slot: Slot, now: datetime) -> None:
        """Count a death, and decide when the next worker comes."""
        code = slot.process.exitcode if slot.process is not None else None
        slot.process, slot.thaws = None, None
        orphans = self._in_hand(slot)
        long_away = orphans and self._random.random() < LONG_AWAY
        slot.back = now + timedelta(seconds=self._random.uniform(*(LONG if long_away else SHORT)))
        if code == NO_ENTRY:
            return
        if code != -signal.SIGKILL:
            self.tally.trouble.append(f"{slot.who} ended by itself: exit code {code}")
            return
        self.tally.kills += 1
        self.tally.in_hand += bool(orphans)
        self.tally.orphans += orphans


def _signal(process: ForkServerProcess, number: signal.Signals) -> None:
    """Send a signal to a worker, unless it has ended meanwhile."""
    if process.pid is not None:
        with suppress(ProcessLookupError):
            os.kill(process.pid, number)


def context() -> ForkServerContext:
    """Processes are forked from one that has loaded everything, so that one starts in no time."""
    made = multiprocessing.get_context("forkserver")
    drivers = ["sqlalchemy.dialects.sqlite.aiosqlite", "sqlalchemy.dialects.postgresql.asyncpg", "aiosqlite", "asyncpg"]
    made.set_forkserver_preload(["tests.soak.worker", "tests.soak.message_server", *drivers])
    return made


@contextmanager
def served(made: ForkServerContext, terms: message_server.Terms, clock: HurriedClock, folder: Path) -> Generator[str]:
    """The message server in its process; gives its address."""
    here, there = made.Pipe()
    process = made.Process(target=message_server.serve, args=(terms, clock, folder, there), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}"
    finally:
        process.kill()
        process.join()
