"""The flood itself: the sandbox with its servers, people who talk and use commands, and the bot in another process."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from benchmarks.files import shipped
from benchmarks.flood.traffic import Said, Traffic
from benchmarks.report import Floor, Report, Table, at_most
from bot.settings import ROOT
from bot.storage.database_url import Address
from sandbox import DEFAULT_PERMISSIONS, Channel, Rates, Sandbox, User, World
from sandbox.messaging.interactions import Interaction, InteractionType
from sandbox.people.interaction_sender import InteractionSender
from sandbox.rest.router import Exchange

SERVERS, PEOPLE = 1_000, 200
MESSAGES, INTERACTIONS = 200.0, 20.0
"""A second."""
SECONDS = 60.0
SETTLING = 10.0
"""Seconds after which memory is to be flat."""
DRAINING = 90.0
"""Most seconds that are waited at the end for answers under way."""
IN_TIME = 3.0
"""Seconds in which Discord takes a first response."""
STOPPED = (20.0, 40.0)
"""From when to when the database stands still, where it does."""
TOKEN = "flood"  # noqa: S105 - of a Discord that exists for a minute
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
"""The bot has the last for itself, where there are several."""
_numbers = count(1)


@dataclass
class Tally:
    """What was sent, and when what came back."""

    sent: dict[Said, int] = field(default_factory=lambda: dict.fromkeys(Said, 0))
    calls: dict[int, float] = field(default_factory=dict[int, float])
    heard: dict[int, float] = field(default_factory=dict[int, float])
    used: list[tuple[float, Interaction]] = field(default_factory=list[tuple[float, Interaction]])
    responded: dict[int, float] = field(default_factory=dict[int, float])
    beats: list[Mapping[str, Any]] = field(default_factory=list[Mapping[str, Any]])
    limited: int = 0

    def see(self, exchange: Exchange) -> None:
        """Note a request of the bot: a response, a reply or a reaction."""
        now, parts = time.perf_counter(), exchange.path.strip("/").split("/")
        self.limited += exchange.status == 429
        if exchange.status >= 300:
            return
        if parts[0] == "interactions":
            self.responded.setdefault(int(parts[1]), now)
        elif exchange.method == "POST" and parts[-1] == "messages":
            reference: Mapping[str, Any] = cast("Mapping[str, Any]", exchange.body or {}).get("message_reference") or {}
            self.heard.setdefault(int(reference.get("message_id") or 0), now)
        elif "reactions" in parts and exchange.method == "PUT":
            self.heard.setdefault(int(parts[3]), now)

    def latencies(self) -> list[float]:
        """Seconds to the first response, of those interactions that got one in time, sorted."""
        took = [self.responded[each.id] - at for at, each in self.used if each.id in self.responded]
        return sorted(each for each in took if each <= IN_TIME)

    @property
    def waiting(self) -> int:
        """Calls that nobody has answered."""
        return sum(message not in self.heard for message in self.calls)


class Crowd:
    """The people, who talk and use commands at a steady rate, each in a server at random."""

    def __init__(self, sandbox: Sandbox, channels: Sequence[Channel], people: Sequence[User], traffic: Traffic) -> None:
        self._sandbox = sandbox
        self._channels = channels
        self._people = people
        self._traffic = traffic
        self.tally = Tally()

    async def talk(self, seconds: float) -> None:
        """Send messages."""
        await _steadily(MESSAGES, seconds, self._say)

    async def command(self, seconds: float) -> None:
        """Use commands."""
        await _steadily(INTERACTIONS, seconds, self._use)

    def _say(self) -> None:
        chance, line = self._traffic.chance, self._traffic.line()
        channel, author = chance.choice(self._channels), chance.choice(self._people)
        sent = self._sandbox.core.messages.send(author.id, channel, {"content": line.text})
        self.tally.sent[line.kind] += 1
        if line.kind is Said.CALL:
            self.tally.calls[sent.id] = time.perf_counter()

    def _use(self) -> None:
        chance, world = self._traffic.chance, self._sandbox.world
        command = next(each for each in world.commands.values() if each.name == "ask")
        sender = InteractionSender(
            self._sandbox.core, chance.choice(self._people).id, chance.choice(self._channels), f"n{next(_numbers)}"
        )
        options = [{"name": "question", "type": 3, "value": self._traffic.question()}]
        at = time.perf_counter()
        self.tally.used.append((at, sender.use(InteractionType.COMMAND, {"id": command.id, "options": options}, None)))


async def _steadily(rate: float, seconds: float, act: Any) -> None:
    """Do something so many times a second; what a busy machine is late with is made up for."""
    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        ahead = began + number / rate - time.perf_counter()
        await asyncio.sleep(max(0.0, ahead))
        act()


@asynccontextmanager
async def _bot(job: Mapping[str, Any], tally: Tally) -> AsyncGenerator[asyncio.subprocess.Process]:
    """The bot's process, which is told to stop at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.flood.flooded_bot",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    assert process.stdin is not None  # noqa: S101 - it was asked for
    assert process.stdout is not None  # noqa: S101
    process.stdin.write(json.dumps(job).encode() + b"\n")
    listening = asyncio.create_task(_listen(process.stdout, tally))
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        await listening


async def _listen(lines: asyncio.StreamReader, tally: Tally) -> None:
    while line := await lines.readline():
        tally.beats.append(json.loads(line))


async def flood(database: str, stopped: int | None = None, servers: int = SERVERS) -> Tally:
    """Let it happen.

    Args:
        database: the address of the bot's database.
        stopped: the process of a PostgreSQL server that stands still in the middle.
        servers: how many there are.
    """
    world = World(token=TOKEN, privileged=(1 << 1) + (1 << 8) + (1 << 15))
    people = [world.add_user(f"person-{number}") for number in range(PEOPLE)]
    channels: list[Channel] = []
    for number in range(servers):
        guild = world.add_guild(f"Server {number}", people[0], everyone=DEFAULT_PERMISSIONS)
        channels.append(world.add_channel(guild, "general"))
        for person in people:
            world.add_member(guild, person)
    questions = [phrasing for question in shipped().questions for phrasing in question.phrasings]
    async with Sandbox(world, port=0, rates=Rates()) as sandbox:
        crowd = Crowd(sandbox, channels, people, Traffic(questions, f"<@{world.bot.id}>"))
        sandbox.watch(crowd.tally.see)
        cores = CORES
        job = {
            "api": sandbox.address,
            "token": TOKEN,
            "database": database,
            "channels": {str(each.guild): each.id for each in channels},
            "core": cores[-1] if len(cores) > 1 else None,
        }
        if len(cores) > 1:
            os.sched_setaffinity(0, set(cores[:-1]))
        async with _bot(job, crowd.tally) as process:
            while not (crowd.tally.beats and crowd.tally.beats[-1]["ready"] == servers):
                await asyncio.sleep(0.2)
                if process.returncode is not None:
                    raise RuntimeError("the bot did not come up")
            await asyncio.sleep(3.0)
            crowd.tally.beats.clear()
            await asyncio.gather(crowd.talk(SECONDS), crowd.command(SECONDS), _stand_still(stopped))
            ends = time.perf_counter() + DRAINING
            while crowd.tally.waiting and time.perf_counter() < ends:  # noqa: ASYNC110 - no event tells of the last
                await asyncio.sleep(0.5)
    return crowd.tally


async def _stand_still(postmaster: int | None) -> None:
    """Stop a PostgreSQL server, with all its children, in the middle; then let it go on."""
    if postmaster is None:
        return
    await asyncio.sleep(STOPPED[0])
    _signal_all(postmaster, signal.SIGSTOP)
    await asyncio.sleep(STOPPED[1] - STOPPED[0])
    _signal_all(postmaster, signal.SIGCONT)


def _signal_all(parent: int, number: signal.Signals) -> None:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
    for process in (parent, *map(int, children)):
        os.kill(process, number)


def _postmaster(address: Address) -> int:
    """The process of the server, as it says itself in its folder, where its socket is."""
    return int(Path(str(address.url.query["host"]), "postmaster.pid").read_text("ascii").split()[0])


def _row(name: str, tally: Tally) -> tuple[Any, ...]:
    took = tally.latencies()
    lost = len(tally.used) - len(took)
    last: Mapping[str, Any] = tally.beats[-1] if tally.beats else {}
    late = sorted(tally.heard[each] - at for each, at in tally.calls.items() if each in tally.heard)
    return (
        name, len(tally.used), _ms(took, 0.5), _ms(took, 0.99), lost, len(tally.calls), tally.waiting,
        late[-1] if late else None, last.get("done", {}).get("OVERHEARD", 0) / SECONDS, last.get("passed_over", 0),
        *(1000 * max((beat[which] for beat in tally.beats), default=0.0) for which in ("stall", "worked")),
        _worked(tally), *_memory(tally),
    )  # fmt: skip


def _worked(tally: Tally) -> float:
    """Share of a core that the bot had while the flood lasted."""
    beats = tally.beats[: int(SECONDS)]
    return (beats[-1]["processor"] - beats[0]["processor"]) / (len(beats) - 1) if len(beats) > 1 else 0.0


def _memory(tally: Tally) -> tuple[float, float]:
    """Megabytes that the bot held once it had settled, and the most that they changed by."""
    after = [beat["resident"] for beat in tally.beats[int(SETTLING) : int(SECONDS)]]
    return (after[0], max(after) - min(after)) if after else (0.0, 0.0)


def _ms(took: Sequence[float], share: float) -> float | None:
    return 1000 * took[min(len(took) - 1, int(len(took) * share))] if took else None


def report(runs: Mapping[str, Tally]) -> Report:
    """The figures of each run against what was promised."""
    columns = (
        "database", "interactions", "p50, ms", "p99, ms", "lost", "calls", "without answer or sign", "longest, s",
        "overheard judged a second", "passed over", "worst stall, ms",
        "of it at work, ms", "share of a core", "memory, MB", "change, MB",
    )  # fmt: skip
    rows = tuple(_row(name, tally) for name, tally in runs.items())
    floors = tuple(
        floor
        for row in rows
        for floor in (
            at_most(f"{row[0]}: p99 of interactions, ms", row[3] or float("inf"), 300),
            at_most(f"{row[0]}: interactions lost", row[4], 0),
            at_most(f"{row[0]}: calls without answer or sign", row[6], 0),
            Floor(f"{row[0]}: overheard messages judged a second", row[8], 40),
            at_most(f"{row[0]}: worst stall of the event loop that is its own work, ms", row[11], 100),
            at_most(f"{row[0]}: change of memory, MB", row[14], 40),
        )
    )
    title = f"{SERVERS} servers, {MESSAGES:.0f} messages and {INTERACTIONS:.0f} commands a second for {SECONDS:.0f} s"
    return Report((Table(title, columns, rows),), floors)


def run() -> Report:
    """On SQLite, and on a PostgreSQL that stands still for twenty seconds, where there is one."""
    runs: dict[str, Tally] = {}
    with TemporaryDirectory(prefix="footnote-flood-") as folder:
        runs["SQLite"] = asyncio.run(flood(f"sqlite:///{folder}/flood.db"))
    from tests.databases import Apart, postgres  # noqa: PLC0415 - pytest is not needed for the rest

    apart = Apart()
    with postgres(apart) as server:
        address = server.create()
        runs["PostgreSQL, stopped for 20 s"] = asyncio.run(
            flood(address.url.render_as_string(hide_password=False), _postmaster(address))
        )
    apart.close()
    return report(runs)
