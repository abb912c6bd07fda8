"""Conformance steps: a person uses a foreign bot through the page's interface, and what comes back is checked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import aiohttp

from sandbox import User
from sandbox.tests.support.person import AUTOCOMPLETE, Person, option, text_of

EPHEMERAL, LOADING, V2 = 1 << 6, 1 << 7, 1 << 15
PATIENCE = 30.0
"""Seconds that a client may take to log in."""


@dataclass
class Bot:
    """A foreign bot that runs: what it reported on its standard output, a step a line."""

    reports: list[str] = field(default_factory=list[str])
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self, lines: AsyncIterator[bytes]) -> None:
        """Take down what it reports."""
        async for line in lines:
            self.reports.append(line.decode("utf-8", "replace").strip())
            self.news.set()

    async def reported(self, begin: str) -> str:
        """Wait for a report, which is then taken as read."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self.news.clear()
                for each in self.reports:
                    if each.startswith(begin):
                        self.reports.remove(each)
                        return each
                await self.news.wait()


@dataclass(frozen=True, slots=True)
class Visit:
    """A person in front of a bot."""

    bot: Bot
    person: Person

    async def fault(self, **order: Any) -> None:
        """Order a fault."""
        async with self.person.http.post(f"{self.person.address}/sandbox/faults", json=order) as answer:
            assert answer.status == 200, await answer.text()

    async def reply(self, content: str) -> dict[str, Any]:
        """The next message with this content."""
        return await self.person.hears("MESSAGE_CREATE", content=content)


async def logs_in(visit: Visit) -> None:
    """It identifies itself, is told of the server, and registers six commands."""
    assert await visit.bot.reported("ready") == "ready 6 commands"


async def hears_and_replies(visit: Visit) -> None:
    """A message reaches it, and its reply says to what."""
    said = await visit.person.says("hello")
    reply = await visit.reply("hello Ada")
    assert reply["message_reference"]["message_id"] == said["id"]


async def completes(visit: Visit) -> None:
    """It completes an option while it is typed."""
    await visit.person.uses("echo", [option("words", "te", focused=True)], kind=AUTOCOMPLETE)
    told = await visit.person.hears("APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE")
    assert [(each["name"], each["value"]) for each in told["choices"]] == [("te!", "te!")]


async def answers_privately(visit: Visit) -> None:
    """It answers a slash command with an option, for one person only."""
    await visit.person.uses("echo", [option("words", "tea")])
    assert (await visit.reply("tea"))["flags"] & EPHEMERAL


async def defers(visit: Visit) -> None:
    """It defers, fills the answer in, and follows up."""
    await visit.person.uses("slow")
    thinking = await visit.reply("")
    assert thinking["flags"] & LOADING
    filled = await visit.person.hears("MESSAGE_UPDATE", id=thinking["id"])
    assert filled["content"] == "at last"
    await visit.reply("and more")


async def shows_components(visit: Visit) -> None:
    """Its button changes the message that it stands in; its select is answered."""
    await visit.person.uses("panel")
    shown = await visit.reply("")
    assert shown["flags"] & V2
    assert "a panel" in text_of(shown)
    await visit.person.presses(shown, "pick", ["tea"])
    await visit.reply("chosen: tea")
    await visit.person.presses(shown, "press")
    changed = await visit.person.hears("MESSAGE_UPDATE", id=shown["id"])
    assert text_of(changed).strip() == "pressed"


async def shows_a_form(visit: Visit) -> None:
    """It shows a modal, and gets what was filled in."""
    await visit.person.uses("form")
    modal = await visit.person.hears("INTERACTION_MODAL_CREATE")
    await visit.person.submits(modal, note="words")
    await visit.reply("written: words")


async def uses_a_menu(visit: Visit) -> None:
    """A command in the menu of a message gets that message with its content."""
    said = await visit.person.says("seven letters")
    await visit.person.uses("Count", target_id=said["id"])
    await visit.reply("13 letters")


async def is_refused(visit: Visit) -> None:
    """It is told that it may not write somewhere, by Discord's code."""
    await visit.person.uses("quiet")
    await visit.reply("refused with 50013")


async def waits_when_limited(visit: Visit) -> None:
    """It waits as a 429 says, and sends then."""
    await visit.fault(kind="rule", method="POST", path="/channels/*/messages", status=429, retry_after=0.3)
    await visit.person.says("hello again")
    await visit.reply("hello Ada")


async def resumes(visit: Visit) -> None:
    """After a broken connection it takes its session up again, and hears what was said meanwhile."""
    await visit.fault(kind="drop", code=4000)
    await visit.person.says("hello, are you there?")
    await visit.bot.reported("resumed")
    await visit.reply("hello Ada")


async def identifies_anew(visit: Visit) -> None:
    """After its session was made invalid it begins another."""
    visit.person.told.clear()
    await visit.fault(kind="invalidate", resumable=False)
    await visit.person.hears("BOT_STATUS", online=False)
    await visit.person.hears("BOT_STATUS", online=True)
    await visit.person.says("hello once more")
    await visit.reply("hello Ada")


Step: TypeAlias = "Callable[[Visit], Awaitable[None]]"
STEPS: tuple[Step, ...] = (
    logs_in,
    hears_and_replies,
    completes,
    answers_privately,
    defers,
    shows_components,
    shows_a_form,
    uses_a_menu,
    is_refused,
    waits_when_limited,
    resumes,
    identifies_anew,
)


async def visitor(http: aiohttp.ClientSession, address: str) -> Person:
    """The first person of the scene, in the first channel."""
    async with http.get(f"{address}/sandbox/world") as answer:
        world = await answer.json()
    given = world["people"][0]["user"]
    user = User(int(given["id"]), given["username"], given["global_name"])
    return Person(http, address, user, int(world["channels"][0]["id"]))
