"""The service of the post of the day on a store, with a worker of the same process and a time that flows."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.daily.models import Delivery, State
from bot.daily.ports import DailyStore
from bot.daily.service import Daily
from tests.daily.world import GRACE, FakePoster, Fate, courier, work
from tests.support.clock import FakeClock
from tests.support.packs import village_pack

EVERY_KIND = pytest.mark.parametrize("kind", ["memory", "sqlite", "postgresql"])
"""One kind of store more than `tests.databases` knows."""


class Desk:
    """What admins and the worker do to server 1."""

    def __init__(self, store: DailyStore, *fates: Fate) -> None:
        self.store = store
        self.time = FakeClock()
        self.discord = FakePoster(self.time, iter(fates))
        self.daily = Daily(store, self.discord, self.time, village_pack, GRACE)
        self.worker = courier(store, self.discord, self.time)

    async def work_at(self, moment: datetime) -> list[Delivery]:
        self.time.pass_by(moment - self.time.now())
        return await work(self.worker)

    async def due(self) -> datetime | None:
        overview = await self.daily.show(1)
        assert overview is not None
        return overview.due

    async def days(self) -> list[tuple[date, State]]:
        overview = await self.daily.show(1)
        assert overview is not None
        return [(delivery.day, delivery.state) for delivery in overview.deliveries]
