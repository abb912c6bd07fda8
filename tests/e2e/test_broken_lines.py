"""The bot on a bad line: dropped, refused, invalidated; no message is left without its reply, and none gets two."""

from __future__ import annotations

import asyncio
from random import Random

import pytest

from sandbox.tests.support.person import Person, text_of

from .live_town import ANSWER, LiveTown


async def test_what_was_asked_while_the_line_was_down_is_answered_once(town: LiveTown, ben: Person) -> None:
    await town.village.sandbox.gateway.drop()
    questions = [await ben.says(f"{town.name} first tram please") for _ in range(3)]
    for question in questions:
        assert ANSWER in text_of(await town.reply(question))
    await town.quiet()
    assert [len(town.replies(question)) for question in questions] == [1, 1, 1]
    assert town.village.sandbox.gateway.sessions.identified == 1, "resumed, not begun anew"


@pytest.mark.parametrize("seed", range(3))
async def test_a_line_that_drops_again_and_again_loses_no_reply_and_doubles_none(
    town: LiveTown, ben: Person, lin: Person, seed: int
) -> None:
    chance, gateway = Random(seed), town.village.sandbox.gateway
    ada = await town.village.page(town.village.ada)
    questions: list[dict[str, str]] = []
    for number in range(9):
        asker = (ada, ben, lin)[number % 3]
        questions.append(await asker.says(f"{town.name} first tram please"))
        deed = chance.choice([gateway.drop, lambda: gateway.drop(4000), gateway.ask_to_reconnect, None])
        if deed is not None and (waiting := deed()) is not None:
            await waiting
        await asyncio.sleep(chance.random() * 0.03)
    for question in questions:
        await town.reply(question)
    await town.quiet()
    assert [len(town.replies(question)) for question in questions] == [1] * 9


@pytest.mark.parametrize("how", ["refused resume", "invalid session", "forgotten session"])
async def test_a_session_that_is_lost_is_begun_anew_and_nothing_is_answered_twice(
    town: LiveTown, ben: Person, how: str
) -> None:
    gateway = town.village.sandbox.gateway
    before = await ben.says(f"{town.name} first tram please")
    await town.reply(before)
    if how == "invalid session":
        gateway.invalidate()
    elif how == "refused resume":
        gateway.sessions.refused_resumes = 1
        await gateway.drop()
    else:
        gateway.sessions.forget()
        await gateway.drop()
    await town.until(lambda: gateway.sessions.identified == 2 and gateway.online)
    after = await ben.says(f"{town.name} first tram please")
    await town.reply(after)
    await town.quiet()
    assert [len(town.replies(question)) for question in (before, after)] == [1, 1]


async def test_the_bot_is_seen_to_go_and_to_come_back(town: LiveTown, ben: Person) -> None:
    await town.village.sandbox.gateway.drop()
    await ben.hears("BOT_STATUS", online=False)
    await ben.hears("BOT_STATUS", online=True)
