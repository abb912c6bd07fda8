"""The town with the bot in it, answering from the tram's pack, in simulated time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from bot.discord_app.client import Footnote
from bot.library.library import Edition, Library
from bot.settings import Settings, load_settings
from bot.storage.database import Database
from bot.storage.database_url import Address
from tests.support.clock import FakeClock, Waiting
from tests.support.engines import tram_edition
from tests.support.event_loop import SimulatedLoop
from tests.support.members import Member, Result
from tests.support.memory_ports import nothing_stored
from tests.support.packs import SEEDS, TRAM, shipped_pack
from tests.support.payloads import labels_of
from tests.support.quizzes import QUIZZES
from tests.support.town import Town, town_with

USUAL: dict[str, Any] = {"time": "8pm", "zone": "Beijing"}
"""Options of `/daily set` that say when, and leave the rest as it is."""


def pytest_asyncio_loop_factories() -> dict[str, type[SimulatedLoop]]:
    """Every test of this folder runs in simulated time."""
    return {"simulated": SimulatedLoop}


@pytest.fixture(scope="session")
def tram() -> Edition:
    return tram_edition()


@pytest.fixture
def settings() -> Settings:
    return load_settings(_env_file=None, seeds=TRAM, shard_count=1)


@pytest.fixture
def library(tram: Edition) -> Library:
    return Library(TRAM, tram)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime.now(UTC), Waiting.EVENTS)


@pytest.fixture
async def open_database(address: Address) -> AsyncIterator[Database]:
    """An open database that does not wait long for a lock, for the bots that keep what they are told."""
    database = Database(address, patience=0.05)
    yield database
    await database.close()


@pytest.fixture
def bot(settings: Settings, library: Library, clock: FakeClock) -> Footnote:
    return Footnote(settings, library, ports=nothing_stored(clock, Random(7)))


def text(result: Result) -> str:
    """What the reply to an interaction says."""
    return result.shown.text


def labels(result: Result) -> list[str]:
    """What the buttons of a reply say."""
    return labels_of(result.shown.components)


@pytest.fixture
def privileged() -> tuple[int, ...]:
    """Bits of the privileged intents that are switched on for the application: members, presences, message content."""
    return 1, 8, 15


@pytest.fixture
def outside(request: pytest.FixtureRequest) -> bool:
    """Whether the bot stands on a database, which works outside the loop."""
    return "open_database" in request.fixturenames


@pytest.fixture
async def town(
    bot: Footnote, clock: FakeClock, privileged: tuple[int, ...], outside: bool, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Town]:
    async with town_with(bot, clock, monkeypatch, privileged=privileged, outside=outside) as town:
        yield town


@pytest.fixture
def shipped(town: Town) -> Town:
    """The town with the shipped pack, of which a quiz of ten and a round can be made."""
    return with_the_shipped_pack(town)


def with_the_shipped_pack(town: Town) -> Town:
    """Put the shipped pack in place, and the quizzes that were worked out before."""
    town.bot.library = Library(SEEDS, Edition(shipped_pack(), town.bot.library.edition.engine))
    town.bot.quizzes = QUIZZES
    return town


@pytest.fixture
async def admin(town: Town) -> Member:
    """An admin who has set the post of the day up."""
    actor = town.admin()
    await actor.slash(town.square, "daily set", **USUAL)
    return actor
