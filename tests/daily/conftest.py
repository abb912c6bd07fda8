"""The post of the day on every kind of store: memory, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.daily.ports import DailyStore
from bot.storage.database import Database
from bot.storage.queries.daily_queries import DatabaseDaily
from tests.daily.desk import Desk
from tests.support.memory_daily import MemoryDaily


@pytest.fixture
async def store(kind: str, request: pytest.FixtureRequest) -> AsyncIterator[DailyStore]:
    """An empty store of a kind; `tests.daily.desk.EVERY_KIND` runs a module's tests on each."""
    if kind == "memory":
        yield MemoryDaily()
        return
    database = Database(request.getfixturevalue("address"))
    yield DatabaseDaily(database)
    await database.close()


@pytest.fixture
def desk(store: DailyStore) -> Desk:
    return Desk(store)
