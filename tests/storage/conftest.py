"""What the tests of the storage share: statements run by hand, and a clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.storage.database import Database
from tests.support.clock import FakeClock

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


async def run(database: Database, *statements: str) -> None:
    """Run statements in one transaction."""
    async with database.writing() as session:
        for statement in statements:
            await session.execute(text(statement))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOON)
