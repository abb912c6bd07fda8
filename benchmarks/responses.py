"""How much work it takes to answer an interaction first, for every command, menu, button and form, on the shipped pack.

The bot runs on the sandbox with the ordinary client library, in simulated time. What counts is the processor's time
from the gateway's event to the request that answers it, discord.py's own part included; a command that replies with a
constant is the floor.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from time import thread_time
from typing import Any, TypeAlias, cast

import discord
import pytest
from discord import app_commands, ui
from discord.webhook.async_ import AsyncWebhookAdapter

from benchmarks.report import Report, Table, at_most
from bot.discord_app.client import Footnote
from bot.library.library import Library
from bot.settings import ROOT, load_settings
from sandbox.checks.components import walk
from tests.support.clock import FakeClock, Waiting
from tests.support.event_loop import SimulatedLoop
from tests.support.members import Member, Place, Post, Result
from tests.support.memory_ports import nothing_stored
from tests.support.town import town_with

ROUNDS = 3
LIMIT = 100.0
"""Milliseconds of work that a first response may take; Discord waits 3,000."""
FLOOR = "/pong"
PRESSED = 15
"""Most components pressed of one reply."""
BUTTON, SELECT, CHANNELS = 2, 3, 8

Options: TypeAlias = Mapping[str, Any]


@dataclass
class Stopwatch:
    """Times first responses by what was done.

    Attributes:
        taken: processor milliseconds, in the order in which they were measured.
    """

    taken: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict[str, list[float]](list))
    doing: str = ""
    _started: float | None = None

    def attach(self, client: discord.Client) -> Callable[[], None]:
        """Start with each interaction's event, stop with the request that answers it; gives the way to detach."""
        receive: Callable[[Any], None] = client._connection.parsers["INTERACTION_CREATE"]  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - the library tells nobody when an event came in
        respond = AsyncWebhookAdapter.create_interaction_response

        def received(data: Any) -> None:
            self._started = thread_time()
            receive(data)

        def responded(*given: Any, **named: Any) -> Any:
            if self._started is not None:
                self.taken[self.doing].append((thread_time() - self._started) * 1e3)
                self._started = None
            return respond(*given, **named)

        client._connection.parsers["INTERACTION_CREATE"] = received  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - as above
        setattr(AsyncWebhookAdapter, "create_interaction_response", responded)  # noqa: B010 - a method, put back below
        return lambda: setattr(AsyncWebhookAdapter, "create_interaction_response", respond)


@dataclass
class Driver:
    """Does what members do, a few times each."""

    watch: Stopwatch
    member: Member
    channel: Place

    async def command(self, name: str, options: Options) -> None:
        """Give a command, then press whatever it shows."""
        shown = await self._timed(f"/{name}", lambda: self.member.slash(self.channel, name, **options))
        if shown.response is not None:
            await self._press_all(shown.response)

    async def menu(self, name: str, words: str) -> None:
        """Use a menu on a message."""
        message = await self.member.send(self.channel, words)
        await self._timed(name, lambda: self.member.context_menu(self.channel, name, message))

    async def choices(self, command: str, option: str, typed: str) -> None:
        """Type into an option."""
        self.watch.doing = f"choices of /{command} {option}"
        for _ in range(ROUNDS):
            await self.member.autocomplete(self.channel, command, option, typed)

    async def _press_all(self, shown: Post) -> None:
        for custom_id, values in list(_pressable(shown, self.channel))[:PRESSED]:
            name = ":".join(part for part in custom_id.split(":")[:3] if not part.isdecimal())
            if values is None:
                pressed = await self._timed(name, lambda c=custom_id: self.member.click(shown, custom_id=c))
            else:
                pressed = await self._timed(
                    name, lambda c=custom_id, v=values: self.member.select(shown, list(v), custom_id=c)
                )
            if pressed.modal is not None:
                control = pressed.modal["components"][0]["component"]["custom_id"]
                self.watch.doing = "form sent in"
                await self.member.submit_modal(pressed, {control: "Where is the moon?"})

    async def _timed(self, doing: str, act: Callable[[], Awaitable[Result]]) -> Result:
        self.watch.doing = doing
        result = await act()
        for _ in range(0 if doing.startswith(("f1:rm", "f1:pick", "f1:turn")) else ROUNDS - 1):
            await act()
        return result


def _pressable(shown: Post, channel: Place) -> Iterator[tuple[str, tuple[Any, ...] | None]]:
    removing: list[tuple[str, None]] = []
    for component in walk(shown.components):
        custom_id = str(component.get("custom_id"))
        if component["type"] == BUTTON and not component.get("disabled"):
            if custom_id.split(":")[1] in ("rm", "pick", "turn"):
                removing = [(custom_id, None)]  # one of those that put something else in place, at the end
            else:
                yield custom_id, None
        elif component["type"] == SELECT:
            yield custom_id, (component["options"][-1]["value"],)
        elif component["type"] == CHANNELS:
            yield custom_id, (channel,)
    yield from removing


@app_commands.command(name="pong", description="Replies with a constant")
async def pong(interaction: discord.Interaction[Any]) -> None:
    """The least that a reply takes."""
    view = ui.LayoutView()
    view.add_item(ui.Container(ui.TextDisplay("pong")))
    await interaction.response.send_message(view=view)


async def drive(watch: Stopwatch) -> None:
    """Everything that members can do with the bot, on the shipped pack."""
    settings = load_settings(_env_file=None, seeds=ROOT / "seeds", shard_count=1, cache=False)
    library = await Library.open(settings.seeds, cache=False)
    pack = library.edition.pack
    clock = FakeClock(datetime.now(UTC), Waiting.EVENTS)
    client = Footnote(settings, library, ports=nothing_stored(clock))
    client.tree.add_command(cast("app_commands.Command[Any, ..., Any]", pong))
    with pytest.MonkeyPatch.context() as patch:
        async with town_with(client, clock, patch) as town:
            detach = watch.attach(client)
            driver = Driver(watch, town.admin(), town.square)
            try:
                for name, options in _commands(
                    pack.questions[0].phrasings[0], pack.terms[0].headword, pack.articles[0].id
                ):
                    await driver.command(name, options)
                for menu in ("Answer this", "Explain terms"):
                    await driver.menu(menu, f"{pack.questions[1].phrasings[0]} · {pack.terms[1].chinese}")
                for command, option, typed in (
                    ("define", "term", "produ"),
                    ("glossary", "topic", ""),
                    ("glossary", "letter", ""),
                    ("quote", "topic", "in"),
                    ("quote", "speaker", ""),
                    ("read", "article", ""),
                ):
                    await driver.choices(command, option, typed)
            finally:
                detach()


def _commands(question: str, term: str, article: str) -> Iterator[tuple[str, Options]]:
    for _ in range(ROUNDS):
        yield "pong", {}
    for asked in (question, "who pays for all of this", "and by how much", "where is the moon", "hello", "为什么"):
        yield "ask", {"question": asked}
    for looked_up in (term, "xin zhi shengchanli", "zeppelin"):
        yield "define", {"term": looked_up}
    yield "glossary", {}
    yield "search", {"text": "new quality productive forces"}
    yield "search", {"text": "新质生产力"}
    yield "quote", {}
    yield "sources", {}
    yield "read", {"article": article}
    for name in ("help", "about", "privacy", "settings", "daily show"):
        yield name, {}


def run() -> Report:
    """All of it, once."""
    watch = Stopwatch()
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        runner.run(drive(watch))
    return report(watch.taken)


def report(taken: Mapping[str, list[float]]) -> Report:
    """The slowest ten by their slowest time, and the median over all; the floor is measured in the same run."""
    floor = median(taken[FLOOR])
    worst = {name: max(times) for name, times in taken.items() if name != FLOOR}
    slowest = sorted(worst, key=worst.__getitem__, reverse=True)[:10]
    rows = [(name, worst[name], median(taken[name]), median(taken[name]) / floor) for name in slowest]
    whole = median(time for name, times in taken.items() if name != FLOOR for time in times)
    rows += [("median of all", None, whole, whole / floor), ("a constant reply", max(taken[FLOOR]), floor, 1.0)]
    title = f"First responses: the slowest ten of {len(worst)} kinds, {sum(map(len, taken.values()))} responses"
    columns = ("what", "slowest, ms", "median, ms", "constant replies")
    floors = (
        at_most("slowest first response, ms of work", max(worst.values()), LIMIT),
        at_most("median first response, in constant replies", whole / floor, 10),
    )
    return Report((Table(title, columns, tuple(rows)),), floors)
