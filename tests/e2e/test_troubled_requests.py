"""The bot when Discord is slow, busy or failing: replies come late but once, and who waited too long is told."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

import pytest

from sandbox import InjectedFault, Moment, Permission, Rate, Rates
from sandbox.tests.support.person import PATIENCE, Person, option, text_of

from .live_town import ANSWER, LiveTown, peopled

EPHEMERAL = 1 << 6
"""A flag of messages (Discord)."""

SEND, CALLBACK = "/channels/*/messages", "/interactions/*/callback"


async def test_a_reply_that_meets_a_429_comes_later_and_once(town: LiveTown, ben: Person) -> None:
    town.village.sandbox.faults.add(InjectedFault("POST", SEND, times=2, status=429, retry_after=0.1))
    question = await ben.says(f"{town.name} first tram please")
    assert ANSWER in text_of(await town.reply(question))
    await town.quiet()
    assert len(town.replies(question)) == 1


@pytest.mark.parametrize("moment", list(Moment))
async def test_a_reply_that_meets_a_server_error_comes_once(town: LiveTown, ben: Person, moment: Moment) -> None:
    """The library tries again after a second; the nonce makes that harmless when the first try was stored."""
    town.village.sandbox.faults.add(InjectedFault("POST", SEND, status=500, moment=moment))
    question = await ben.says(f"{town.name} first tram please")
    sent = [exchange for exchange in town.exchanges if exchange.pattern.endswith("/messages")]
    assert len(sent) <= 1
    await town.until(lambda: sum(each.pattern == "/channels/{channel}/messages" for each in town.exchanges) == 2)
    await town.reply(question)
    assert len(town.replies(question)) == 1


async def test_a_member_whose_command_is_answered_too_late_is_told(
    town: LiveTown, ben: Person, caplog: pytest.LogCaptureFixture
) -> None:
    town.village.sandbox.core.interactions.response_deadline = 0.1
    town.village.sandbox.faults.add(InjectedFault("POST", CALLBACK, delay=0.3))
    with caplog.at_level(logging.INFO):
        await ben.uses("ask", [option("question", "first tram please")])
        failure = await ben.hears("INTERACTION_FAILURE")
        assert failure["reason"] == "The application did not respond"
        await town.until(lambda: "10062" in caplog.text)
    assert "Traceback" not in caplog.text
    town.village.sandbox.core.interactions.response_deadline = PATIENCE
    await ben.uses("ask", [option("question", "first tram please")])
    assert ANSWER in text_of(await ben.hears("MESSAGE_CREATE"))


async def test_without_the_right_to_read_history_the_answer_comes_as_no_reply(town: LiveTown, ben: Person) -> None:
    town.village.sandbox.control.take_permission(town.village.general.id, int(Permission.READ_MESSAGE_HISTORY))
    await ben.says(f"{town.name} first tram please")
    bot = town.village.sandbox.core.world_json.user(town.village.world.bot)
    answer = await ben.hears("MESSAGE_CREATE", author=bot)
    assert ANSWER in text_of(answer)
    assert not answer.get("message_reference")


async def test_where_it_may_not_speak_it_is_silent_and_nothing_is_asked(town: LiveTown, ben: Person) -> None:
    town.village.sandbox.control.take_permission(town.village.general.id, int(Permission.SEND_MESSAGES))
    question = await ben.says(f"{town.name} first tram please")
    await town.quiet()
    assert town.replies(question) == []
    assert not [each for each in town.exchanges if each.status == 403]


async def test_a_channel_that_vanishes_under_a_reply_breaks_nothing(town: LiveTown, ben: Person) -> None:
    armed = town.village.sandbox.faults.add(
        InjectedFault("POST", SEND, status=404, code=10003, message="Unknown Channel")
    )
    lost = await ben.says(f"{town.name} first tram please")
    await town.until(lambda: armed.fired == 1)
    assert town.replies(lost) == []
    question = await ben.says(f"{town.name} first tram please")
    await town.reply(question)


async def test_under_tight_limits_many_questions_are_all_answered_and_each_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rates = Rates(routes={"POST /channels/{channel}/messages": Rate(2, 0.2)})
    async with peopled(monkeypatch, rates=rates) as town:
        people = [await town.village.page(user) for user in (town.village.ada, town.village.ben, town.village.lin)]
        questions = [await people[number % 3].says(f"{town.name} first tram please") for number in range(6)]
        for question in questions:
            await town.reply(question)
        await town.quiet()
        assert [len(town.replies(question)) for question in questions] == [1] * 6


async def test_stopped_in_the_middle_of_a_reply_it_stops_cleanly(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with peopled(monkeypatch) as town:
        ben = await town.village.page(town.village.ben)
        armed = town.village.sandbox.faults.add(InjectedFault("POST", SEND, moment=Moment.AFTER, delay=0.4))
        question = await ben.says(f"{town.name} first tram please")
        await town.until(lambda: armed.fired == 1)
        await town.bot.close()
        await asyncio.wait_for(town.running, PATIENCE)
        assert len(town.replies(question)) == 1
        assert not town.village.sandbox.gateway.online
        await ben.hears("BOT_STATUS", online=False)
    assert "Task exception was never retrieved" not in caplog.text


BLOCKED = InjectedFault("POST", SEND, status=400, code=200000, message="Message was blocked by automatic moderation")


async def test_a_reply_that_automod_holds_back_is_said_to_be_so(town: LiveTown, ben: Person) -> None:
    town.village.sandbox.faults.add(BLOCKED)
    question = await ben.says(f"{town.name} first tram please")
    assert "AutoMod held my reply back" in text_of(await town.reply(question))
    assert len(town.replies(question)) == 1


async def test_a_response_that_automod_holds_back_is_said_to_be_so_privately(town: LiveTown, ben: Person) -> None:
    town.village.sandbox.faults.add(replace(BLOCKED, path=CALLBACK))
    await ben.uses("ask", [option("question", "first tram please")])
    told = await ben.hears("MESSAGE_CREATE")
    assert "AutoMod held my reply back" in text_of(told)
    assert told["flags"] & EPHEMERAL


@pytest.mark.parametrize("code", [160005, 50083])
async def test_a_thread_that_is_locked_under_a_reply_breaks_nothing(
    town: LiveTown, ben: Person, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    town.village.sandbox.faults.add(InjectedFault("POST", SEND, status=403, code=code, message="Thread is locked"))
    lost = await ben.says(f"{town.name} first tram please")
    await town.until(lambda: f"code {code}" in caplog.text)
    assert town.replies(lost) == []
    assert "Reference" not in caplog.text
    await town.reply(await ben.says(f"{town.name} first tram please"))
