"""A first response is never missed: what takes long is deferred in time, and the answer comes in its place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from bot.discord_app.client import Footnote
from bot.discord_app.components.custom_ids import Verb
from bot.discord_app.interaction.exchange import Exchange
from bot.library.library import Library
from bot.ports.ports import Ports
from bot.ports.server_settings import ServerSettings
from bot.settings import Settings
from tests.support.clock import FakeClock
from tests.support.memory_daily import MemoryDaily
from tests.support.memory_store import MemoryStore
from tests.support.payloads import text_of

from .conftest import Town, text
from .test_errors import REFERENCE


@dataclass
class SlowStore(MemoryStore):
    """A store behind a database that is busy for some seconds, each time it is asked for a server's settings."""

    seconds: float = 0.0
    broken: bool = False

    async def settings(self, server: int) -> ServerSettings:
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.broken:
            raise OSError("the disk is gone")
        return await super().settings(server)

    async def known_settings(self, server: int) -> ServerSettings:
        return await self.settings(server)


@pytest.fixture
def store() -> SlowStore:
    return SlowStore()


@pytest.fixture
def bot(settings: Settings, library: Library, clock: FakeClock, store: SlowStore) -> Footnote:
    bot = Footnote(settings, library, ports=Ports(store, MemoryDaily(), store.rounds, store.reviews, clock))
    bot.patience = 2.8
    return bot


async def test_an_answer_that_comes_late_takes_the_place_of_a_deferral(town: Town, store: SlowStore) -> None:
    store.seconds = 60
    result = await town.ann.slash(town.square, "ask", question="first tram")
    await town.advance(2)
    assert not result.acknowledged
    await town.advance(0.9)
    assert result.deferred
    assert not result.ephemeral
    await town.advance(60)
    assert "**When does the first tram leave?**" in text(result)
    assert not result.followups


async def test_a_private_answer_is_deferred_privately(town: Town, store: SlowStore) -> None:
    store.seconds = 20
    result = await town.admin().slash(town.square, "settings")
    await town.advance(2.9)
    assert result.deferred
    assert result.ephemeral
    await town.advance(30)
    assert "Settings of this server" in text(result)


async def test_an_apology_takes_the_place_of_a_deferral_too(town: Town, store: SlowStore) -> None:
    store.seconds, store.broken = 20, True
    result = await town.ann.slash(town.square, "ask", question="first tram")
    await town.advance(30)
    assert town.errors
    assert REFERENCE.search(text(result))


async def test_a_page_turned_late_is_turned_in_place(town: Town, store: SlowStore) -> None:
    offered = await town.ann.slash(town.square, "ask", question="price of a card")
    store.seconds = 20
    pressed = await town.press(town.ann, offered, "What does the day card cost?")
    await town.advance(2.9)
    assert pressed.deferred
    await town.advance(20)
    assert "Five crowns according to Ada Brook" in text(offered)


async def test_a_form_that_would_come_too_late_is_asked_for_again(town: Town, store: SlowStore) -> None:
    miss = await town.ann.slash(town.square, "ask", question="where is the moon")
    store.seconds = 20
    pressed = await town.press(town.ann, miss, "Suggest this question")
    await town.advance(30)
    assert pressed.modal is None
    (told,) = pressed.followups
    assert told.ephemeral
    assert "That took too long. Press the button again." in text_of(told.components)


async def test_a_form_sent_in_is_deferred_privately(town: Town, store: SlowStore) -> None:
    miss = await town.ann.slash(town.square, "ask", question="where is the moon")
    form = await town.press(town.ann, miss, "Suggest this question")
    assert form.modal is not None
    store.seconds = 20
    sent = await town.ann.submit_modal(form, {form.modal["components"][0]["component"]["custom_id"]: "Where is it?"})
    await town.advance(30)
    assert sent.ephemeral
    assert "The curators will see it" in text(sent)


def slow(town: Town, verb: Verb) -> None:
    """Make the bot think for twenty seconds about presses of one kind."""
    handler = town.bot.presses[verb]

    async def handle(exchange: Exchange, arguments: tuple[str, ...]) -> None:
        await asyncio.sleep(20)
        await handler(exchange, arguments)

    town.bot.presses[verb] = handle


async def test_a_removal_that_comes_late_removes(town: Town) -> None:
    answer = await town.ann.slash(town.square, "ask", question="thank you")
    slow(town, Verb.REMOVE)
    await town.press(town.ann, answer, "Remove")
    await town.advance(30)
    assert answer.response is None


async def test_a_quick_answer_is_sent_at_once_and_nothing_is_deferred_afterwards(town: Town) -> None:
    result = await town.ann.slash(town.square, "ask", question="first tram")
    await town.advance(60)
    assert not result.deferred
    assert sum("/callback" in request.path for request in town.http_requests) == 1


async def test_an_interaction_that_cannot_even_be_deferred_is_noted_once(
    town: Town, store: SlowStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    store.seconds = 20
    town.fails("POST", "/interactions/*/callback", status=404, code=10062, times=None)
    await town.ann.slash(town.square, "ask", question="first tram")
    await town.advance(30)
    assert not town.errors
    assert caplog.text.count("Discord refused to respond: code 10062") == 1
