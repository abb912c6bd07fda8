"""The bot connected to the sandbox, and people who speak with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from sandbox.tests.support.person import Person

from .live_town import LiveTown, peopled


@pytest.fixture
async def town(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LiveTown]:
    async with peopled(monkeypatch) as town:
        yield town


@pytest.fixture
async def ben(town: LiveTown) -> Person:
    return await town.village.page(town.village.ben)


@pytest.fixture
async def lin(town: LiveTown) -> Person:
    return await town.village.page(town.village.lin)
