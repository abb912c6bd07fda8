"""The bot connected to the sandbox, and people who speak with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.library.library import Edition
from bot.matching import Decision, Engine
from bot.pack.loader import load_pack
from sandbox.tests.support.person import Person
from tests.support.steering import steered

from .town import TRAM, Town, peopled


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The tram's pack with the real engine, steered where a test needs a certain decision."""
    pack = load_pack(TRAM)
    decisions = {"first tram please": Decision.ANSWER, "price of a card": Decision.SUGGEST}
    return Edition(pack, steered(Engine.build(pack), decisions))


@pytest.fixture
async def town(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    async with peopled(edition, monkeypatch) as town:
        yield town


@pytest.fixture
async def ben(town: Town) -> Person:
    return await town.village.page(town.village.ben)


@pytest.fixture
async def lin(town: Town) -> Person:
    return await town.village.page(town.village.lin)
