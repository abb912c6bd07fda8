"""Thousands of servers due in the same minute, one process, and a message server that takes fifty requests a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.daily.models import Schedule
from bot.daily.planning import start
from bot.daily.ports import DeliveryOutcome
from bot.pack.loader import load_pack
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.queries.daily_queries import DatabaseDaily
from tests.soak.crew import context, served
from tests.soak.driver import QUIET, archive_of
from tests.soak.hurry import HurriedClock
from tests.soak.journal import Event, What, read
from tests.soak.message_server import Terms
from tests.soak.town import schedules
from tests.soak.verdict import Archive, Verdict, figures, judge
from tests.soak.worker import PACK, Orders, work

WHO = "worker"
REST = 6.0
"""Seconds that the worker runs before all are due, and after."""
SETTLED = 300
"""Posts after which all is loaded that a post needs, and memory should stay where it is."""
LATENCY = (0.04, 0.16)
"""Least and most seconds that Discord takes to answer."""


@dataclass(frozen=True)
class Crowd:
    """What came of it.

    Attributes:
        seconds: from the instant at which all were due to the last post.
        before, settled, quarters, peak, after: memory of the process, in MiB; `settled` after the first posts,
            `quarters` after each quarter of them.
        grown: by how many MiB memory ever exceeded `settled` from then on.
        late: by how many seconds a heartbeat was late at most.
        own: the same without the time that the process waited for a processor, which a busy machine makes it do.
    """

    verdict: Verdict
    counts: dict[str, int]
    events: list[Event]
    seconds: float
    before: float
    settled: float
    quarters: tuple[float, ...]
    peak: float
    after: float
    grown: float
    late: float
    own: float


@dataclass(frozen=True)
class _Pulse:
    at: datetime
    memory: float
    late: float
    own: float


def crowd(servers: int, address: Address, folder: Path, say: Callable[[str], None]) -> Crowd:
    """Let so many servers be due at once, in real time, on a migrated, empty database."""
    made = context()
    clock = HurriedClock.starting(1.0, made)
    with served(made, Terms(seed=1, often=0.0, latency=LATENCY), clock, folder) as base:
        orders = Orders(WHO, address.dsn, base, folder, clock)
        worker = made.Process(target=work, args=(orders,), daemon=True)
        try:
            due, verdict, archive = asyncio.run(_run(servers, address, orders, worker.start, say))
            worker.terminate()
            worker.join(30)
        finally:
            worker.kill()
    events = read(*folder.glob("*.jsonl"))
    return _told(due, verdict, archive, events)


async def _run(
    servers: int, address: Address, orders: Orders, begin: Callable[[], None], say: Callable[[str], None]
) -> tuple[datetime, Verdict, Archive]:
    clock, everyone = orders.clock, tuple(schedules(servers, threads=False))
    began = clock.now()
    database = Database(address)
    store = DatabaseDaily(database)
    say(f"{servers} schedules are being made")
    for schedule in everyone:
        await _begin(store, schedule, began)
    due = await store.next_wake()
    if due is None:
        raise ValueError("a crowd needs servers")
    clock.put_forward(due - timedelta(seconds=REST))
    begin()
    while (wake := await store.next_wake()) is not None and wake - clock.now() < QUIET:
        say(f"{(clock.now() - due).total_seconds():.0f} s after all were due")
        await asyncio.sleep(1)
    await asyncio.sleep(REST)
    archive = await archive_of(orders.discord_address)
    verdict = await judge(archive, store, everyone, (began, clock.now()), len(load_pack(PACK).quotes))
    await database.close()
    return due, verdict, archive


async def _begin(store: DatabaseDaily, schedule: Schedule, now: datetime) -> None:
    await store.change(schedule.server, lambda standing: DeliveryOutcome(start(standing, schedule, now)))


def _told(due: datetime, verdict: Verdict, archive: Archive, events: list[Event]) -> Crowd:
    pulses = [_pulse(event) for event in events if event.what is What.PULSE]
    posted = sorted(post.at for post in archive.posts)
    first = posted[min(SETTLED, len(posted)) - 1]
    marks = (due, first, *(posted[len(posted) * quarter // 4 - 1] for quarter in (1, 2, 3, 4)))
    before, settled, *quarters = (_memory_at(mark, pulses) for mark in marks)
    return Crowd(
        verdict,
        dict(figures(events, archive)),
        events,
        (posted[-1] - due).total_seconds(),
        before,
        settled,
        tuple(quarters),
        max(pulse.memory for pulse in pulses),
        pulses[-1].memory,
        max(pulse.memory for pulse in pulses if pulse.at >= first) - settled,
        max(pulse.late for pulse in pulses if pulse.at >= due),
        max(pulse.own for pulse in pulses if pulse.at >= due),
    )


def _memory_at(instant: datetime, pulses: list[_Pulse]) -> float:
    """What the last pulse before an instant told."""
    return next((pulse.memory for pulse in reversed(pulses) if pulse.at < instant), 0.0)


def _pulse(event: Event) -> _Pulse:
    return _Pulse(event.at, *map(float, event.detail.split()))
