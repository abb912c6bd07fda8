"""Workers killed at every step of a delivery: whatever the step, the channel ends with one post for that date."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.daily.claiming import LEASE
from bot.daily.models import Delivery, State
from bot.daily.ports import DailyStore
from bot.daily.service import Daily
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.queries.daily_queries import DatabaseDaily
from tests.daily.dying import FilePoster, due_now
from tests.daily.mortal import Fuse, Killed, MortalPoster, MortalStore
from tests.daily.world import GRACE, FakePoster, Fate, courier, noon, work
from tests.support.clock import FakeClock
from tests.support.memory_daily import MemoryDaily
from tests.support.packs import village_pack

ROOT = Path(__file__).resolve().parents[2]
SMOOTH = ["claim", "read", "send", "follow_up", "settle"]
ROUGH = ["claim", "read", "send", "find", "read", "send", "follow_up", "settle"]
"""The calls of a delivery: when all goes well, and when the first request is lost."""
TAKEN_OVER = ["claim", "find", "read", "send", "follow_up", "settle"]


def moments(calls: Sequence[str], *, failing: int | None = None) -> list[str]:
    """Before and after each call; the one that fails has no moment after it."""
    named = [(f"before {call}", f"after {call}") for call in calls]
    return [moment for number, both in enumerate(named) for moment in both[: 1 if number == failing else 2]]


class Place:
    """A server whose post with a thread is due now, on a database that it shares with the others of a test."""

    def __init__(self, store: DailyStore, server: int, *fates: Fate) -> None:
        self.store = store
        self.server = server
        self.time = FakeClock()
        self.discord = FakePoster(self.time, iter(fates))

    def daily(self) -> Daily:
        return Daily(self.store, self.discord, self.time, village_pack, GRACE)

    async def prepare(self) -> None:
        await self.daily().set(noon(self.server, thread=True))
        self.time.set_to(self.time.now().replace(hour=12, minute=0))

    async def one_life(self, fuse: Fuse) -> bool:
        """A process that works off what is due; whether it lived through it."""
        try:
            await work(courier(MortalStore(self.store, fuse), MortalPoster(self.discord, fuse), self.time))
        except Killed:
            return False
        return True

    async def survivors(self, rest: timedelta) -> Delivery:
        """Others come after a while and go on until all is settled; what is stored in the end."""
        standing = await self.store.standing(self.server)
        while not standing.deliveries or standing.deliveries[0].state is State.CLAIMED:
            self.time.pass_by(rest)
            await work(courier(self.store, self.discord, self.time))
            standing = await self.store.standing(self.server)
        return standing.deliveries[0]

    def check(self, delivery: Delivery, *, threads: bool = True) -> None:
        assert delivery.state is State.SENT
        assert [post.id for post in self.discord.posts] == [delivery.message]
        assert not threads or self.discord.threads == {delivery.message}


@pytest.mark.parametrize(("fates", "calls", "failing"), [((), SMOOTH, None), ((Fate.LOST,), ROUGH, 2)])
@pytest.mark.parametrize("rest", [LEASE, timedelta(minutes=20)], ids=["nonce known", "nonce forgotten"])
async def test_killed_before_and_after_every_call(
    database: Database, fates: tuple[Fate, ...], calls: list[str], failing: int | None, rest: timedelta
) -> None:
    steps = moments(calls, failing=failing)
    for moment in range(len(steps) + 1):
        place, fuse = Place(DatabaseDaily(database), moment + 1, *fates), Fuse(moment)
        await place.prepare()
        assert await place.one_life(fuse) == (moment == len(steps))
        assert fuse.passed == steps[:moment]
        place.check(await place.survivors(rest))


async def test_whoever_takes_over_is_killed_before_and_after_every_call_as_well() -> None:
    deaths = 0
    for first in range(1, len(moments(SMOOTH)) - 1):  # from the claim on until it is settled
        for second in count():
            place, fuse = Place(MemoryDaily(), 1), Fuse(second)
            await place.prepare()
            assert not await place.one_life(Fuse(first))
            place.time.pass_by(LEASE)
            lived = await place.one_life(fuse)
            place.check(await place.survivors(timedelta(minutes=10)))
            if lived:
                sent_before = first > moments(SMOOTH).index("before send")
                assert fuse.passed == moments([call for call in TAKEN_OVER if not sent_before or call != "send"])
                break
            deaths += 1
    assert deaths == 4 * 2 * len(TAKEN_OVER) + 4 * 2 * (len(TAKEN_OVER) - 1)


async def killed_wherever_it_waits(
    address: Address, database: Database, channel: Path, fate: Fate, stride: int = 1
) -> None:
    """Not only between calls: in the middle of a transaction, of a commit, of a request; by SIGKILL."""
    dying = [sys.executable, "-m", "tests.daily.dying", str(address.dsn), str(channel), fate, str(stride)]
    program = await asyncio.create_subprocess_exec(*dying, cwd=ROOT, stdout=subprocess.PIPE)
    deaths = int((await program.communicate())[0])
    assert len(SMOOTH) * 2 < deaths * stride
    for server in range(deaths * stride, -1, -stride):  # the last was due on the earliest day: the others are not then
        place = Place(DatabaseDaily(database), server)
        place.time = due_now(server)
        place.discord = FilePoster(place.time, channel, place.server)
        place.check(await place.survivors(timedelta(minutes=10)), threads=False)
        await place.daily().off(place.server)


async def test_killed_wherever_it_waits(address: Address, database: Database, tmp_path: Path) -> None:
    await killed_wherever_it_waits(address, database, tmp_path / "channel.jsonl", Fate.LOST, stride=7)


@pytest.mark.soak
@pytest.mark.parametrize("fate", [Fate.FINE, Fate.LOST, Fate.MUTE])
async def test_killed_at_every_wait(address: Address, database: Database, tmp_path: Path, fate: Fate) -> None:
    await killed_wherever_it_waits(address, database, tmp_path / "channel.jsonl", fate)
