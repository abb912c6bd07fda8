"""A worker process: the real runner, the real store and the real poster on the real client library, without a gateway.

What it is given is wrapped only to write down each step, and to die at one.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import aiohttp
import discord
import psutil
from discord.http import Route

from bot.daily.models import Delivery, Schedule
from bot.daily.ports import DeliveryOutcome, Transition
from bot.daily.service import Daily
from bot.discord_app.poster import DiscordPoster
from bot.discord_app.render.daily.daily_posts import PostMaterial
from bot.languages import Language
from bot.library.library import Edition
from bot.matching import Engine
from bot.pack.loader import load_pack
from bot.picturing import Pictures
from bot.quizzing.quiz_cache import QuizCache
from bot.storage.database_url import address_of
from bot.storage.queries.daily_queries import DatabaseDaily
from tests.soak.fate import Doom, Fate, Step
from tests.soak.hurry import HurriedClock, HurriedLoop, patient
from tests.soak.journal import Journal, What

PACK = Path(__file__).parent.parent / "discord_app" / "pack"
GRACE = timedelta(hours=6)
SCHEDSTAT = Path("/proc/self/schedstat")
NO_ENTRY = 75
"""Exit code of a worker that could not log in: whoever runs it starts it again."""
BEAT = 0.1
"""Seconds between beats of the pulse."""


@dataclass(frozen=True)
class Orders:
    """What a worker is to do.

    Attributes:
        who: its name in the journal.
        database: address of the database.
        discord_address: base address of what stands in for Discord.
        folder: for the journal.
    """

    who: str
    database: str
    discord_address: str
    folder: Path
    clock: HurriedClock
    doom: Doom | None = None


def work(orders: Orders) -> None:
    """Deliver until told to stop (SIGTERM)."""
    with asyncio.Runner(loop_factory=lambda: HurriedLoop(orders.clock.factor)) as runner:
        runner.run(_work(orders))


async def _work(orders: Orders) -> None:
    clock = orders.clock
    journal, fate = Journal(orders.folder, orders.who, clock), Fate(orders.doom)
    logging.basicConfig(level=logging.ERROR, handlers=[_ErrorsIn(journal)], force=True)
    pack = load_pack(PACK)
    edition = Edition(pack, cast("Engine", None))  # nobody asks questions here
    database = patient(address_of(orders.database), clock.factor)
    async with client_of(orders.discord_address) as client:
        poster = WatchedPoster(client, lambda: edition, _language, PostMaterial(QuizCache(), Pictures()))
        poster.watch(journal, fate)
        store = WatchedStore(database)
        store.watch(journal, fate)
        runner = Daily(store, poster, clock, lambda: pack, GRACE).runner
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, runner.stop)
        pulse = asyncio.create_task(_beat(journal))
        await runner.run()
        pulse.cancel()
    await database.close()


class _ErrorsIn(logging.Handler):
    """Writes down what was logged as an error: something nobody thought of."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        self._journal.note(What.ERROR, detail=self.format(record))


class WatchedStore(DatabaseDaily):
    """The real store, watched."""

    def watch(self, journal: Journal, fate: Fate) -> None:
        self._journal = journal
        self._fate = fate

    async def claim(self, now: datetime, limit: int, decide: Transition) -> tuple[DeliveryOutcome, ...]:
        outcomes = await super().claim(now, limit, decide)
        claims = [delivery for outcome in outcomes for delivery in outcome.claims]
        for delivery in claims:
            self._journal.note(What.CLAIMED, delivery, delivery.entry)
        if claims:
            self._fate.step(Step.CLAIMED)
        return outcomes

    async def change(self, server: int, decide: Transition) -> DeliveryOutcome:
        self._fate.step(Step.SETTLING)
        outcome = await super().change(server, decide)
        if outcome.standing.deliveries:
            latest = outcome.standing.deliveries[0]
            self._journal.note(What.CHANGED, latest, f"{latest.state}, {latest.lease or latest.message}")
        self._fate.step(Step.SETTLED)
        return outcome


class WatchedPoster(DiscordPoster):
    """The real poster, watched."""

    def watch(self, journal: Journal, fate: Fate) -> None:
        self._journal = journal
        self._fate = fate

    async def find(self, delivery: Delivery) -> int | None:
        self._fate.step(Step.LOOKING)
        async with self._failures(delivery, What.LOOKING):
            found = await super().find(delivery)
        self._journal.note(What.NOT_FOUND if found is None else What.FOUND, delivery, found or "")
        self._fate.step(Step.LOOKED)
        return found

    async def send(self, delivery: Delivery, schedule: Schedule) -> int:
        self._fate.step(Step.SENDING)
        async with self._failures(delivery, What.SENDING):
            sent = await super().send(delivery, schedule)
        self._journal.note(What.SENT, delivery, sent)
        self._fate.step(Step.SENT)
        return sent

    @asynccontextmanager
    async def _failures(self, delivery: Delivery, what: What) -> AsyncGenerator[None]:
        self._journal.note(what, delivery)
        try:
            yield
        except Exception as error:
            self._journal.note(What.FAILED, delivery, f"{what}: {error!r}, from {error.__cause__!r}")
            raise


@asynccontextmanager
async def client_of(discord_address: str) -> AsyncGenerator[discord.Client]:
    """The client library, logged in; it never connects to a gateway."""
    Route.BASE = discord_address
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login("token")
        except (aiohttp.ClientError, OSError) as error:  # a machine too busy for time that is this quick
            raise SystemExit(NO_ENTRY) from error
        yield client


async def _language(_server: int) -> Language:
    return "en"


async def _beat(journal: Journal) -> None:
    """Note every second how much memory is used, and how late this very task was at most: so would a heartbeat be."""
    process, loop = psutil.Process(), asyncio.get_running_loop()
    while True:
        worst = worst_own = 0.0
        for _ in range(int(1 / BEAT)):
            planned, waited = loop.time() + BEAT, _waited()
            await asyncio.sleep(BEAT)
            late = loop.time() - planned
            worst, worst_own = max(worst, late), max(worst_own, late - (_waited() - waited))
        journal.note(What.PULSE, detail=f"{process.memory_info().rss / 2**20:.1f} {worst:.3f} {worst_own:.3f}")


def _waited() -> float:
    """Seconds that this thread was ready and waited for a processor; 0 where the system does not tell (Linux does)."""
    return int(SCHEDSTAT.read_text().split()[1]) / 1e9 if SCHEDSTAT.exists() else 0.0
