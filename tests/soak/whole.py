"""The whole bot, as an operator starts it, killed at random on the sandbox while posts are due; in real time."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.clock import SystemClock
from bot.daily.models import Schedule, State
from bot.daily.planning import start
from bot.daily.ports import DeliveryOutcome
from bot.settings import ROOT
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.queries.daily_queries import DatabaseDaily
from bot.storage.tables import DailyDelivery
from sandbox import DEFAULT_PERMISSIONS, InjectedFault, Moment, Sandbox, World
from tests.soak.town import ZONES
from tests.soak.verdict import Archive, Post, Verdict, judge
from tests.soak.worker import PACK

POSTS = "/channels/*/messages"
MISHAPS = (
    *(InjectedFault(path=POSTS, moment=moment, status=status) for status in (500, 502, 503) for moment in Moment),
    *(InjectedFault(path=POSTS, moment=moment, silent=True) for moment in Moment),
    InjectedFault(path=POSTS, status=429, retry_after=3.0),
)
"""What goes wrong now and then."""
QUIET = timedelta(hours=1)
LONG_AWAY = 0.02
"""How often a bot that was killed stays away for longer than the sandbox knows nonces."""
LOOK = 0.05
"""Seconds between looks."""


@dataclass(frozen=True)
class WholePlan:
    """What is done.

    Attributes:
        kills: how often the bot is killed at most.
        servers: how many servers there are, each due once.
        every: minutes over which they become due, as many each minute.
    """

    kills: int
    servers: int
    every: int
    seed: int


@dataclass
class Whole:
    """What came of it.

    Attributes:
        kills: how often the bot was killed; in_hand: and had deliveries in hand.
        posted: requests to post that the sandbox saw.
        faults: requests that went wrong.
        trouble: what the bot wrote that nobody expects.
    """

    plan: WholePlan
    kills: int = 0
    in_hand: int = 0
    posted: int = 0
    faults: int = 0
    looks: int = 0
    seconds: float = 0.0
    verdict: Verdict = field(default_factory=Verdict)
    trouble: list[str] = field(default_factory=list[str])


async def whole(plan: WholePlan, address: Address, folder: Path, say: Callable[[str], None]) -> Whole:
    """Run a plan on a migrated, empty database.

    Args:
        plan: what to do.
        address: where the database is.
        folder: for what the bot writes.
        say: is told how far it has come.
    """
    world = World(bot="Footnote")
    schedules = tuple(_servers(plan, world, datetime.now(UTC)))
    database = Database(address)
    store, began = DatabaseDaily(database), datetime.now(UTC)
    for schedule in schedules:
        await store.change(
            schedule.server, lambda standing, wanted=schedule: DeliveryOutcome(start(standing, wanted, began))
        )
    async with Sandbox(world) as sandbox:
        run = _Run(plan, sandbox, database, folder / "bot.log", say)
        await run.until_enough(store)
        await asyncio.sleep(2)
    told = run.told
    span = (began, datetime.now(UTC))
    told.verdict = await judge(_archive(world), store, schedules, span, quotes=1000)
    told.trouble += _tracebacks(folder / "bot.log")
    told.seconds = (span[1] - span[0]).total_seconds()
    await database.close()
    return told


class _Run:
    """One bot after the other on one sandbox."""

    def __init__(
        self, plan: WholePlan, sandbox: Sandbox, database: Database, log: Path, say: Callable[[str], None]
    ) -> None:
        self.told = Whole(plan)
        self._plan = plan
        self._sandbox = sandbox
        self._database = database
        self._log = log
        self._say = say
        self._random = Random(plan.seed)
        self._orphans: set[tuple[int, int]] = set()
        self._until_doom: int | None = None
        self._doomed = asyncio.Event()
        sandbox.watch(lambda exchange: self._saw(exchange.method, exchange.pattern))

    async def until_enough(self, store: DatabaseDaily) -> None:
        """Kill as often as planned, or until all is posted; then let one bot finish what is left."""
        meddling = asyncio.create_task(self._meddle())
        while self.told.kills < self._plan.kills and not await _is_quiet(store):
            await self._life()
            if self._random.random() < LONG_AWAY:
                await asyncio.sleep(self._random.uniform(305, 330))
        meddling.cancel()
        self._sandbox.faults.clear()
        process = await self._started()
        while not (self._sandbox.gateway.online and await _is_quiet(store)):
            await SystemClock().wait(1)
        process.terminate()
        code = await asyncio.wait_for(process.wait(), 60)
        if code != 0:
            self.told.trouble.append(f"told to stop, the bot ended with exit code {code}")

    async def _life(self) -> None:
        """Start a bot, and kill it: mostly soon after it has posted, else at any moment."""
        self._doomed.clear()
        self._until_doom = self._random.randint(1, 6) if self._random.random() < 0.85 else None
        process = await self._started()
        with suppress(TimeoutError):
            longest = self._random.uniform(1, 15) if self._until_doom is None else 60
            await asyncio.wait_for(self._doomed.wait(), longest)
            await asyncio.sleep(self._random.choice([0.0, self._random.uniform(0, 0.3)]))
        if process.returncode is not None:
            self.told.trouble.append(f"the bot ended by itself, with exit code {process.returncode}")
            return
        process.kill()
        await process.wait()
        self.told.kills += 1
        left = await self._claimed()
        self.told.in_hand += bool(left - self._orphans)
        self._orphans |= left
        self._say(
            f"{self.told.kills} kills, {self.told.in_hand} with deliveries in hand, {self.told.posted} posts tried"
        )

    async def _started(self) -> asyncio.subprocess.Process:
        environment = {
            "BOT_DISCORD_API": self._sandbox.address,
            "DISCORD_TOKEN": "sandbox",
            "DATABASE_URL": self._database.address.dsn,
            "BOT_SEEDS": str(PACK),
            "BOT_SHARD_COUNT": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log
            )

    def _saw(self, method: str, pattern: str) -> None:
        if pattern != "/channels/{channel}/messages":
            return
        self.told.looks += method == "GET"
        self.told.posted += method == "POST"
        if method == "POST" and self._until_doom is not None:
            self._until_doom -= 1
            if self._until_doom <= 0:
                self._doomed.set()

    async def _claimed(self) -> set[tuple[int, int]]:
        """Every delivery that somebody holds, and which claim of it."""
        held = select(DailyDelivery.server, DailyDelivery.attempts).where(DailyDelivery.state == State.CLAIMED)
        async with self._database.reading() as session:
            return {(server, attempts) for server, attempts in (await session.execute(held)).tuples()}

    async def _meddle(self) -> None:
        """Let requests go wrong now and then."""
        while True:
            await asyncio.sleep(self._random.expovariate(1))
            self.told.faults += sum(armed.fired for armed in self._sandbox.faults.armed)
            self._sandbox.faults.clear()
            fault = self._random.choice(MISHAPS)
            self._sandbox.faults.add(replace(fault, method=self._random.choice(("POST", "POST", "GET"))))


async def _is_quiet(store: DatabaseDaily) -> bool:
    wake = await store.next_wake()
    return wake is None or wake - datetime.now(UTC) > QUIET


def _servers(plan: WholePlan, world: World, now: datetime) -> list[Schedule]:
    """Found the servers; the first are due in the next minute."""
    owner, first = world.add_user("ada", "Ada"), now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    schedules: list[Schedule] = []
    for number in range(plan.servers):
        guild = world.add_guild(f"Village {number}", owner, everyone=DEFAULT_PERMISSIONS)
        channel = world.add_channel(guild, "quotes")
        zone = ZONES[number % len(ZONES)]
        due = first + timedelta(minutes=number * plan.every // plan.servers)
        at = due.astimezone(ZoneInfo(zone)).time()
        schedules.append(Schedule(guild.id, channel.id, at, zone, thread=number % 5 == 0))
    return schedules


def _archive(world: World) -> Archive:
    """Every post in the sandbox, as the judge wants it; notices that a thread was opened are none."""
    return Archive(
        posts=tuple(
            Post(
                id=message.id,
                channel=message.channel,
                at=datetime.fromtimestamp(((message.id >> 22) + 1420070400000) / 1000, UTC),
                body={"components": message.components},
            )
            for messages in world.messages.values()
            for message in messages.values()
            if message.components
        ),
        counts={},
        threads=sum(bool(channel.parent) for channel in world.channels.values()),
    )


def _tracebacks(log: Path) -> list[str]:
    """The last line of every traceback that the bots wrote."""
    lines = log.read_text("utf-8", errors="replace").splitlines()
    return [line for line in lines if line.startswith("Traceback")]
