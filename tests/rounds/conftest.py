"""Rounds on every kind of store: memory, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.reviewing.ports import ReviewStore
from bot.rounds.ports import RoundStore
from bot.storage.database import Database
from bot.storage.queries.review_queries import DatabaseReviews
from bot.storage.queries.round_queries import DatabaseRounds
from tests.databases import store_of
from tests.support.clock import FakeClock, Waiting
from tests.support.memory_quiz import MemoryRounds


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@dataclass
class Stores:
    """Rounds and reviews, kept together."""

    rounds: RoundStore
    reviews: ReviewStore

    @classmethod
    def in_memory(cls) -> Stores:
        rounds = MemoryRounds()
        return cls(rounds, rounds.reviews)

    @classmethod
    def on(cls, database: Database) -> Stores:
        return cls(DatabaseRounds(database), DatabaseReviews(database))


@pytest.fixture
async def stores(kind: str, request: pytest.FixtureRequest) -> AsyncIterator[Stores]:
    async with store_of(kind, request, Stores.in_memory, Stores.on) as stores:
        yield stores


@pytest.fixture
def store(stores: Stores) -> RoundStore:
    return stores.rounds


@pytest.fixture
def reviews(stores: Stores) -> ReviewStore:
    return stores.reviews


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(waiting=Waiting.HOLDS)
