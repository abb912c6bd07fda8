"""A program for the crash test: one process after the other works on a server of its own and is killed on the way.

The first is killed where it waits for the first time, for whatever it be; the next at its second wait, or a few later;
and so on, until one lives to the end. Prints how many died.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Coroutine, Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.daily.models import Delivery
from bot.daily.service import Daily
from bot.storage.database import Database
from bot.storage.database_url import address_of
from bot.storage.queries.daily_queries import DatabaseDaily
from tests.daily.world import GRACE, NOON, FakePoster, Fate, Post, courier, noon, work
from tests.support.clock import FakeClock
from tests.support.packs import village_pack

POST = TypeAdapter(Post)


class FilePoster(FakePoster):
    """One server's Discord, which outlives the process in a file of all servers' posts."""

    def __init__(self, time: FakeClock, file: Path, server: int, *fates: Fate) -> None:
        super().__init__(time, iter(fates))
        self._file = file
        lines = file.read_bytes().splitlines() if file.exists() else []
        self.posts = [post for post in map(POST.validate_json, lines) if post.delivery.server == server]
        self.ids = count(1000 * server + len(self.posts))

    def _store(self, delivery: Delivery, at: datetime | None = None) -> Post:
        known = len(self.posts)
        post = super()._store(delivery, at)
        if len(self.posts) > known:
            with self._file.open("ab") as file:
                file.write(POST.dump_json(post) + b"\n")
        return post


@dataclass
class Doomed(Awaitable[None]):
    """Runs a coroutine and kills the process where it waits for something for the `waits`-th time, from 0."""

    work: Coroutine[Any, Any, object]
    waits: int

    def __await__(self) -> Generator[Any, Any, None]:
        steps = self.work.__await__()
        for waited in count():
            try:
                future = steps.send(None)
            except StopIteration:
                return
            if waited == self.waits:
                os.kill(os.getpid(), signal.SIGKILL)
            yield future  # asyncio hands nothing back: a coroutine asks the future itself, once it is done


def due_now(server: int) -> FakeClock:
    """The moment at which a server's post is due: each on a day before the one before it, so that no other is due."""
    return FakeClock(NOON - timedelta(days=server))


async def life(url: str, channel: Path, fate: Fate, waits: int) -> None:
    """Give a server a schedule, work off its post when it is due, and die of it."""
    time, server, database = due_now(waits), waits, Database(address_of(url))
    store, discord = DatabaseDaily(database), FilePoster(time, channel, server, fate)
    time.pass_by(-timedelta(minutes=1))
    await Daily(store, discord, time, village_pack, GRACE).set(noon(server, thread=True))
    time.pass_by(timedelta(minutes=1))
    await Doomed(work(courier(store, discord, time)), waits)
    await database.close()


def main() -> None:
    url, channel, fate, stride = sys.argv[1], Path(sys.argv[2]), Fate(sys.argv[3]), int(sys.argv[4])
    village_pack()  # read once, before the first process is made
    deaths = 0
    for deaths in count():
        child = os.fork()
        if not child:
            asyncio.run(life(url, channel, fate, deaths * stride))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
            break
        assert os.WIFSIGNALED(status), "It failed by itself."
    print(deaths)  # noqa: T201 - what the test reads


if __name__ == "__main__":
    main()
