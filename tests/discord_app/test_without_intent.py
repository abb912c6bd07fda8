"""Without the message-content intent: open channels stay quiet, everything else works."""

from __future__ import annotations

import pytest

from bot.discord_app.client import Footnote
from bot.library.library import Library
from bot.ports.server_settings import ServerSettings
from bot.settings import Settings
from tests.support.memory_ports import nothing_stored

from .conftest import Town, text

QUESTION = "when does the first tram leave"


@pytest.fixture
def privileged() -> tuple[int, ...]:
    return 1, 8


@pytest.fixture
def bot(settings: Settings, library: Library) -> Footnote:
    return Footnote(settings, library, message_content=False, ports=nothing_stored())


async def test_a_question_in_an_open_channel_is_not_heard(town: Town) -> None:
    await town.configure(ServerSettings(channels=frozenset({town.square.id})))
    sent = await town.ann.send(town.square, QUESTION)
    assert town.square.last_message == sent


async def test_a_mention_is_answered(town: Town) -> None:
    await town.ann.send(town.square, f"{town.name} {QUESTION}")
    assert "**When does the first tram leave?**" in town.said


async def test_a_direct_message_is_answered(town: Town) -> None:
    await town.ann.send(town.ann.direct, QUESTION)
    message = town.ann.direct.last_message
    assert message is not None
    assert message.author == town.bot_id


async def test_the_menus_on_a_message_work(town: Town) -> None:
    message = await town.ben.send(town.square, QUESTION)
    result = await town.ann.context_menu(town.square, "Answer this", message)
    assert "leaves the harbour at six o'clock" in text(result)


async def test_a_mention_under_somebody_s_question_shows_what_the_bot_can_do(town: Town) -> None:
    asked = await town.ben.send(town.square, QUESTION)
    await town.ann.send(town.square, town.name, reply_to=asked)
    assert "I answer questions about The Tram" in town.said
