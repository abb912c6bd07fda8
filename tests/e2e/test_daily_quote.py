"""The post of the day on the sandbox: set up, posted once whatever the network does, and its troubles told."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox import InjectedFault, Moment
from sandbox.tests.support.person import Person, option, text_of

from .live_town import LiveTown

SUB, CHANNEL, BOOLEAN = 1, 7, 5


async def daily(person: Person, part: str, *options: dict[str, Any]) -> dict[str, Any]:
    """Use a part of `/daily`; gives the private answer."""
    await person.uses("daily", [{"type": SUB, "name": part, "options": list(options)}])
    return await person.hears("MESSAGE_CREATE", channel_id=str(person.place))


async def set_up(town: LiveTown) -> Person:
    """Somebody who runs the server, and has set the post of the day up in the quiet channel."""
    ada = await town.village.page(town.village.ada)
    where, when = option("channel", str(town.village.quiet.id), CHANNEL), option("time", "8:30")
    answer = await daily(ada, "set", where, when, option("zone", "Europe/Berlin"), option("thread", True, BOOLEAN))
    assert f"<#{town.village.quiet.id}>" in text_of(answer)
    return ada


def posts(town: LiveTown) -> list[str]:
    """What stands in the quiet channel."""
    messages = town.village.world.messages[town.village.quiet.id].values()
    return [text_of(town.written(message)) for message in messages]


async def test_a_quote_is_posted_with_its_thread_and_never_twice_a_day(town: LiveTown) -> None:
    ada = await set_up(town)
    await daily(ada, "now")
    await town.until(lambda: len(posts(town)) == 1)
    await daily(ada, "now")
    await town.quiet()
    assert len(posts(town)) == 1
    threads = [each for each in town.village.world.channels.values() if each.parent == town.village.quiet.id]
    assert [thread.id for thread in threads] == list(town.village.world.messages[town.village.quiet.id])
    assert threads[0].name.startswith("Quote of ")


@pytest.mark.parametrize(
    "fault",
    [
        InjectedFault("POST", "/channels/*/messages", status=500, moment=Moment.AFTER),
        InjectedFault("POST", "/channels/*/messages", status=503, moment=Moment.BEFORE),
        InjectedFault("POST", "/channels/*/messages", status=429, retry_after=0.2),
    ],
    ids=["stored, then failed", "failed", "busy"],
)
async def test_a_post_that_meets_trouble_is_made_once(town: LiveTown, fault: InjectedFault) -> None:
    ada = await set_up(town)
    town.village.sandbox.faults.add(fault)
    await daily(ada, "now")
    await daily(ada, "now")
    await town.until(lambda: len(posts(town)) == 1)
    await town.quiet()
    assert len(posts(town)) == 1
