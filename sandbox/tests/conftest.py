"""The village, and the plain library's client connected to it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from .support.client import Client, aim, connected
from .support.person import Person
from .support.village import Village, founded


@pytest.fixture
async def village() -> AsyncIterator[Village]:
    async with founded() as village:
        yield village


@pytest.fixture
async def client(village: Village, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Client]:
    aim(monkeypatch, village.sandbox)
    async with connected(Client()) as client:
        yield client


@pytest.fixture
async def ben(village: Village) -> Person:
    return await village.page(village.ben)


@pytest.fixture
async def lin(village: Village) -> Person:
    return await village.page(village.lin)
