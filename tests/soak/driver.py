"""Kills workers while servers are due, lets days pass once all is quiet, and judges at the end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import aiohttp

from bot.daily.models import Schedule
from bot.daily.planning import start
from bot.daily.ports import DailyStore, DeliveryOutcome
from bot.pack.loader import load_pack
from bot.storage.database_url import Address
from bot.storage.queries.daily_queries import DatabaseDaily
from tests.soak.crew import Crew, Tally, context, served
from tests.soak.hurry import HurriedClock, HurriedLoop, patient
from tests.soak.journal import Event, read
from tests.soak.message_server import Terms
from tests.soak.town import schedules
from tests.soak.verdict import Archive, Verdict, figures, judge
from tests.soak.worker import PACK, Orders

QUIET = timedelta(hours=1)
"""When nothing is to be done for so long, all dates are settled: leases and waits are shorter."""
BEHIND = 300.0
"""Seconds by which the message server's clock is behind that of the workers: nobody's clock is quite right."""
SETTLING = 300.0
"""Simulated seconds after the last date is settled, for what the message server has still to store."""
LOOK = 0.1
"""Seconds, the machine's, between looks at the workers."""


@dataclass(frozen=True)
class Plan:
    """What a soak does.

    Attributes:
        kills: how many workers are killed that have deliveries in hand.
        workers: how many run at a time.
        servers: how many servers are due together, once a day.
        factor: how many times as fast as the machine's time passes.
        life: simulated seconds that a worker lives on the average before it is killed from outside.
    """

    kills: int
    workers: int
    servers: int
    factor: float
    seed: int
    life: float = 40.0


@dataclass(frozen=True)
class Soaked:
    """The outcome of a soak.

    Attributes:
        days: how often all servers were due.
        counts: how often what happened.
        seconds: how long it took by the machine's clock.
    """

    plan: Plan
    tally: Tally
    days: int
    verdict: Verdict
    counts: dict[str, int]
    events: list[Event]
    seconds: float

    @property
    def good(self) -> bool:
        """Whether nothing was lost or doubled, and nobody ended who should not have."""
        return not self.verdict.faulty and not self.tally.trouble


def soak(plan: Plan, address: Address, folder: Path, say: Callable[[str], None]) -> Soaked:
    """Run a plan on a migrated, empty database.

    Args:
        plan: what to do.
        address: where the database is.
        folder: for the journals.
        say: is told how far it has come.
    """
    made, began = context(), time.monotonic()
    clock = HurriedClock.starting(plan.factor, made)
    with served(made, Terms(plan.seed, behind=BEHIND), clock, folder) as base:
        orders = Orders("", address.dsn, base, folder, clock)
        crew = Crew(plan.workers, orders, made, Random(plan.seed), plan.life)
        with asyncio.Runner(loop_factory=lambda: HurriedLoop(plan.factor)) as runner:
            days, verdict, archive = runner.run(_run(plan, address, orders, crew, say))
    events = read(*folder.glob("*.jsonl"))
    counts = dict(figures(events, archive))
    return Soaked(plan, crew.tally, days, verdict, counts, events, time.monotonic() - began)


async def _run(
    plan: Plan, address: Address, orders: Orders, crew: Crew, say: Callable[[str], None]
) -> tuple[int, Verdict, Archive]:
    """Kill as often as planned, let the rest be finished in peace, and judge."""
    clock, began, everyone = orders.clock, orders.clock.now(), tuple(schedules(plan.servers))
    database = patient(address, plan.factor)
    store = DatabaseDaily(database)
    for schedule in everyone:
        await _begin(store, schedule, began)
    try:
        days = await _kill(plan, clock, store, crew, say)
        await clock.wait(SETTLING)
        ended = clock.now()
        crew.stop()
    finally:
        crew.kill_all()
    archive = await archive_of(orders.discord_address)
    verdict = await judge(archive, store, everyone, (began, ended), len(load_pack(PACK).quotes))
    await database.close()
    return days, verdict, archive


async def _kill(plan: Plan, clock: HurriedClock, store: DailyStore, crew: Crew, say: Callable[[str], None]) -> int:
    """Kill workers while anything is to be done, and put the clock forward to the next day when nothing is."""
    days = 0
    while True:
        wake = await store.next_wake()
        quiet = wake is None or wake - clock.now() > QUIET
        enough = crew.tally.in_hand >= plan.kills
        if quiet and enough:
            return days
        crew.tend(kill=not quiet and not enough)
        if quiet and wake is not None:
            clock.put_forward(wake)
            days += 1
            say(f"day {days}: {crew.tally.kills} kills, {crew.tally.in_hand} with deliveries in hand")
        await clock.wait(LOOK * plan.factor)


async def _begin(store: DailyStore, schedule: Schedule, now: datetime) -> None:
    await store.change(schedule.server, lambda standing: DeliveryOutcome(start(standing, schedule, now)))


async def archive_of(discord_address: str) -> Archive:
    """Ask the message server what it kept."""
    async with aiohttp.ClientSession() as session, session.get(f"{discord_address}/kept") as response:
        return Archive.model_validate_json(await response.read())
