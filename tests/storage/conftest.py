"""What the tests of the storage share: statements run by hand, and a clock whose hands are moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.clock import SystemClock
from bot.storage.database import Database

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


async def run(database: Database, *statements: str) -> None:
    """Run statements in one transaction."""
    async with database.writing() as session:
        for statement in statements:
            await session.execute(text(statement))


@dataclass
class Hands(SystemClock):
    """A clock that stands still until a test moves it."""

    seconds: float = 0.0

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Hands:
    return Hands()
