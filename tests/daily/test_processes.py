"""Several processes on one database, all at the same posts: each is made once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.clock import SystemClock
from bot.daily import planning
from bot.daily.models import Delivery, Schedule, Standing, State
from bot.daily.ports import DeliveryOutcome
from bot.daily.service import Daily
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.queries.daily_queries import DatabaseDaily
from tests.daily.world import GRACE, FakePoster
from tests.support.packs import village_pack

SERVERS = 100
PATIENCE = 60.0
"""Seconds; for the slowest of machines."""


@pytest.mark.parametrize("processes", [pytest.param(2, marks=pytest.mark.slow), 4])
async def test_workers_racing_for_the_same_posts_make_each_once(address: Address, processes: int) -> None:
    databases = [Database(address, patience=PATIENCE) for _ in range(processes)]
    try:
        stores = [DatabaseDaily(database) for database in databases]
        clock = SystemClock()
        now = clock.now()
        at = (now - timedelta(minutes=5)).time().replace(second=0, microsecond=0)

        def begin(standing: Standing) -> DeliveryOutcome:
            schedule = Schedule(standing.server, 10, at, "UTC")
            return DeliveryOutcome(planning.start(standing, schedule, now - timedelta(minutes=10)))

        await asyncio.gather(*(stores[0].change(server, begin) for server in range(1, SERVERS + 1)))
        done, discord = asyncio.Event(), FakePoster(clock)

        def count(_: Delivery) -> None:
            if len(discord.calls) >= SERVERS - 1:
                done.set()

        discord.before_send = count
        runners = [Daily(store, discord, clock, village_pack, GRACE).runner for store in stores]
        tasks = [asyncio.create_task(runner.run()) for runner in runners]
        await asyncio.wait_for(done.wait(), PATIENCE)
        for runner in runners:
            runner.stop()
        await asyncio.gather(*tasks)
        assert discord.calls == ["send"] * SERVERS
        assert sorted(post.delivery.server for post in discord.posts) == list(range(1, SERVERS + 1))
        last = await stores[-1].standing(SERVERS)
        assert [delivery.state for delivery in last.deliveries] == [State.SENT]
    finally:
        for database in databases:
            await database.close()
