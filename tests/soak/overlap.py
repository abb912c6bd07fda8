"""Members who ask while processes of the bot take each other's place on the sandbox; in real time.

A deployment starts the new process before it ends the old one, so for a while both are told of every message and every
interaction. Of what was asked then, all must be answered, and once. Where the only process that heard something ends,
what it had in hand is lost, such as a reply that waits for the limit of a full channel: how much is counted.
"""

from __future__ import annotations

import asyncio
import math
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, cast
from urllib.parse import unquote

from bot.clock import SystemClock
from bot.pack.loader import load_pack
from bot.ports.server_settings import ServerSettings
from bot.settings import ROOT
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.sql_store import DatabaseStore
from sandbox import DEFAULT_PERMISSIONS, Channel, Rates, Sandbox, User, World
from sandbox.messaging.interactions import InteractionType
from sandbox.people.interaction_sender import InteractionSender
from sandbox.rest.router import Exchange
from tests.soak.worker import PACK

SERVERS, PEOPLE = 10, 60
CALLS, COMMANDS, OVERHEARD = 4.0, 4.0, 2.0
"""What members do in a second: name the bot, use `/ask`, say something in an open channel."""
TOGETHER = (2.0, 4.0)
"""Seconds for which two processes serve together."""
STARTING = 120.0
"""Most seconds that a process may take to connect."""
DRAINING, QUIET = 60.0, 8.0
"""Seconds that are waited at the end for what is still to be answered; and without any answer, after which there is
nothing more: a reply waits up to five for the limit of its channel."""
PRIVILEGED = (1 << 1) + (1 << 8) + (1 << 15)
LATER = "⏳"
"""Reaction to what will be answered later: a promise, and no answer."""
TOKEN = "sandbox"


@dataclass(frozen=True)
class OverlapPlan:
    """What is done.

    Attributes:
        seconds: for how long members ask at least; processes take each other's place all the while.
        handovers: how often a process has taken another's place at least before they stop asking, for a busy machine
            needs long to start one.
        alone: whether the last process is killed with no other beside it, and started again.
    """

    seconds: float
    handovers: int
    seed: int
    alone: bool = True


@dataclass
class Overlap:
    """What came of it.

    Attributes:
        asked: when each message that called the bot was sent; `used`: the same of each command.
        replied: replies by the message that they answer; `signs`: messages that got a reaction which says that they are
            not answered.
        responded: first responses that Discord took, by interaction.
        late: interactions for which Discord took no response any more (10062): the machine was too busy.
        second: responses to an interaction that had one (40060), and replies under a nonce that had made a message.
        stopped, killed: processes that were told to stop, and killed, while another served.
        served: from when to when each process was connected; the end is that of its good manners, or of itself.
        gap: seconds without a process.
    """

    plan: OverlapPlan
    asked: dict[int, float] = field(default_factory=dict[int, float])
    used: dict[int, float] = field(default_factory=dict[int, float])
    overheard: set[int] = field(default_factory=set[int])
    replied: Counter[int] = field(default_factory=Counter[int])
    signs: set[int] = field(default_factory=set[int])
    responded: Counter[int] = field(default_factory=Counter[int])
    late: set[int] = field(default_factory=set[int])
    second: Counter[str] = field(default_factory=Counter[str])
    stopped: int = 0
    killed: int = 0
    served: list[list[float]] = field(default_factory=list[list[float]])
    gap: float | None = None
    trouble: list[str] = field(default_factory=list[str])
    _made: set[str] = field(default_factory=set[str])

    def see(self, exchange: Exchange) -> None:
        """Note a request of a bot."""
        parts, answer = exchange.path.strip("/").split("/"), cast("Mapping[str, Any]", exchange.answer or {})
        if parts[0] == "interactions":
            self.responded[int(parts[1])] += exchange.status < 300
            self.second["responses"] += exchange.status >= 400 and answer.get("code") == 40060
            if answer.get("code") == 10062:
                self.late.add(int(parts[1]))
        elif exchange.method == "PUT" and "reactions" in parts and exchange.status < 300 and unquote(parts[5]) != LATER:
            self.signs.add(int(parts[3]))
        elif exchange.method == "POST" and parts[-1] == "messages" and exchange.status < 300:
            self.second["replies"] += answer["id"] in self._made
            self._made.add(answer["id"])

    @property
    def doubled(self) -> int:
        """Messages with more than one reply, and interactions with more than one response."""
        return sum(count > 1 for counts in (self.replied, self.responded) for count in counts.values())

    @property
    def unanswered(self) -> list[float]:
        """When what got neither reply nor sign was asked; what was answered too late for Discord is not among it."""
        calls = [at for number, at in self.asked.items() if not self.replied[number] and number not in self.signs]
        used = [at for number, at in self.used.items() if not self.responded[number] and number not in self.late]
        return sorted(calls + used)

    @property
    def answered(self) -> int:
        """How many messages, responses and signs the bots made."""
        return len(self._made) + self.responded.total() + len(self.signs)

    @property
    def handovers(self) -> int:
        """How often a process has taken another's place."""
        return self.stopped + self.killed

    @property
    def too_late(self) -> int:
        """Interactions that nobody answered in time, though somebody tried."""
        return sum(not self.responded[number] for number in self.late)

    @property
    def lost(self) -> int:
        """How much was lost though a process heard it that stayed when another ended."""
        return sum(self._witnesses(at) > 1 for at in self.unanswered)

    @property
    def lost_alone(self) -> int:
        """How much was lost with the only process that heard it."""
        return len(self.unanswered) - self.lost

    def _witnesses(self, at: float) -> int:
        return sum(begins <= at < ends for begins, ends in self.served)


async def overlap(plan: OverlapPlan, address: Address, folder: Path, say: Callable[[str], None]) -> Overlap:
    """Run a plan on a migrated, empty database.

    Args:
        plan: what to do.
        address: where the database is.
        folder: for what the bots write.
        say: is told how far it has come.
    """
    world = World(token=TOKEN, privileged=PRIVILEGED)
    people = [world.add_user(f"person-{number}") for number in range(PEOPLE)]
    channels: list[Channel] = []
    database = Database(address)
    store = DatabaseStore(database, SystemClock())
    for number in range(SERVERS):
        guild = world.add_guild(f"Server {number}", people[0], everyone=DEFAULT_PERMISSIONS)
        channels.append(world.add_channel(guild, "general"))
        for person in people:
            world.add_member(guild, person)
        opened = ServerSettings(channels=frozenset({channels[-1].id}))
        await store.change_settings(guild.id, lambda _, opened=opened: opened)
    await database.close()
    told, log = Overlap(plan), folder / "bots.log"
    async with Sandbox(world, rates=Rates()) as sandbox:
        sandbox.watch(told.see)
        relay = _Relay(plan, sandbox, address, log, told, say)
        try:
            await relay.first()
            members = asyncio.create_task(_members(plan, sandbox, channels, people, told), name="members")
            await relay.until(members)
            await members
            await _drained(told)
        finally:
            await relay.end()
        for messages in world.messages.values():
            told.replied.update(
                each.reference.message
                for each in messages.values()
                if each.author == world.bot.id and each.reference is not None and each.reference.message
            )
    told.trouble += [line for line in log.read_text("utf-8", "replace").splitlines() if line.startswith("Traceback")]
    return told


async def _members(
    plan: OverlapPlan, sandbox: Sandbox, channels: list[Channel], people: list[User], told: Overlap
) -> None:
    """Ask at a steady rate, each time somebody else somewhere else, until there was enough of it."""
    chance, began = Random(plan.seed), time.monotonic()
    questions = [phrasing for question in load_pack(PACK).questions for phrasing in question.phrasings]
    rate, name = CALLS + COMMANDS + OVERHEARD, f"<@{sandbox.world.bot.id}>"
    for number in count():
        if number >= rate * plan.seconds and told.handovers >= plan.handovers:
            return
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        author, channel = people[number % len(people)].id, chance.choice(channels)
        question, roll = chance.choice(questions), chance.random() * rate
        if roll < COMMANDS:
            told.used[_use(sandbox, author, channel, question, number)] = time.monotonic()
            continue
        calls = roll < COMMANDS + CALLS
        sent = sandbox.core.messages.send(author, channel, {"content": f"{name} {question}" if calls else question})
        if calls:
            told.asked[sent.id] = time.monotonic()
        else:
            told.overheard.add(sent.id)


def _use(sandbox: Sandbox, author: int, channel: Channel, question: str, number: int) -> int:
    command = next(each for each in sandbox.world.commands.values() if each.name == "ask")
    data = {"id": command.id, "options": [{"name": "question", "type": 3, "value": question}]}
    return InteractionSender(sandbox.core, author, channel, f"n{number}").use(InteractionType.COMMAND, data, None).id


async def _drained(told: Overlap) -> None:
    """Wait until nothing more is answered."""
    ends, before = time.monotonic() + DRAINING, -1
    while before != told.answered and time.monotonic() < ends:
        before = told.answered
        await asyncio.sleep(QUIET)


class _Relay:
    """Processes of the bot, each of which takes the place of the one before."""

    def __init__(  # noqa: PLR0917 - what one run consists of
        self,
        plan: OverlapPlan,
        sandbox: Sandbox,
        address: Address,
        log: Path,
        told: Overlap,
        say: Callable[[str], None],
    ) -> None:
        self._plan = plan
        self._sandbox = sandbox
        self._address = address
        self._log = log
        self._told = told
        self._say = say
        self._random = Random(plan.seed)
        self._processes: list[asyncio.subprocess.Process] = []

    async def first(self) -> None:
        """Start the first process, and wait until it serves."""
        await self._add()

    async def until(self, members: asyncio.Task[None]) -> None:
        """Hand over again and again while members ask; every other process is told to stop, the others are killed."""
        while not members.done():
            await self._add()
            await asyncio.sleep(self._random.uniform(*TOGETHER))
            if self._told.handovers % 2:
                await self._kill()
                self._told.killed += 1
            else:
                await self._stop()
                self._told.stopped += 1
            self._say(f"{self._told.stopped} stopped, {self._told.killed} killed, {dict(self._told.second)}")
            if self._plan.alone and self._told.killed == 2 and self._told.gap is None and not members.done():
                await self._alone()

    async def end(self) -> None:
        """Let nobody run on."""
        while self._processes:
            await self._stop()

    async def _alone(self) -> None:
        """Kill the only process, and start another."""
        began = time.monotonic()
        await self._kill()
        await self._add()
        self._told.gap = time.monotonic() - began

    async def _add(self) -> None:
        environment = {
            "BOT_DISCORD_API": self._sandbox.address,
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_URL": self._address.dsn,
            "BOT_SEEDS": str(PACK),
            "BOT_SHARD_COUNT": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log
            )
        before = self._sandbox.gateway.sessions.identified
        self._processes.append(process)
        async with asyncio.timeout(STARTING):
            while self._sandbox.gateway.sessions.identified == before:
                if process.returncode is not None:
                    raise RuntimeError(f"a bot ended by itself, see {self._log}")
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.5)
        self._told.served.append([time.monotonic(), math.inf])

    def _next(self) -> asyncio.subprocess.Process:
        """The oldest process, which is about to end."""
        next(times for times in self._told.served if times[1] == math.inf)[1] = time.monotonic()
        return self._processes.pop(0)

    async def _stop(self) -> None:
        """Tell the oldest process to stop, as a host does."""
        process = self._next()
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(process.wait(), 15)
        if code != 0:
            self._told.trouble.append(f"told to stop, a bot ended with exit code {code}")

    async def _kill(self) -> None:
        process = self._next()
        process.kill()
        await process.wait()
