"""The bot of a flood, in a process and on a core of its own; tells every second how it is, a JSON line each."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.discord_app.bot_process import aim, connect
from bot.discord_app.client import Footnote
from bot.discord_app.logs import start_logging
from bot.library.library import Library
from bot.ports.server_settings import ServerSettings
from bot.settings import load_settings
from bot.storage.database import PATIENCE
from bot.storage.database_url import address_of
from bot.storage.migrating import opened
from bot.storage.sql_ports import ports_on

BEAT = 0.005
"""Seconds between two looks at whether the event loop goes on."""


class Pulse:
    """How long the event loop stood still at most since it was asked last.

    A machine that has other things to do lets it stand, too: so what the process itself had worked meanwhile is told
    apart, for no more than that can be its own doing.
    """

    def __init__(self) -> None:
        self._worst = self._worked = 0.0

    async def beat(self) -> None:
        """Look, for ever."""
        while True:
            before, worked = time.perf_counter(), time.process_time()
            await asyncio.sleep(BEAT)
            stood = time.perf_counter() - before - BEAT
            self._worst = max(self._worst, stood)
            self._worked = max(self._worked, min(stood, time.process_time() - worked))

    def worst(self) -> tuple[float, float]:
        """Seconds by the clock, and those that the process worked; from now on it is measured anew."""
        worst, self._worst, self._worked = (self._worst, self._worked), 0.0, 0.0
        return worst


async def tell(client: Footnote, pulse: Pulse) -> None:
    """Print a line a second."""
    page = os.sysconf("SC_PAGE_SIZE")
    while True:
        await asyncio.sleep(1.0)
        resident = int(Path("/proc/self/statm").read_text("ascii").split()[1]) * page / 1e6  # noqa: ASYNC240 - no disk
        stood, worked = pulse.worst()
        told = {
            "ready": client.is_ready() and len(client.guilds),
            "stall": stood,
            "worked": worked,
            "resident": resident,
            "processor": time.process_time(),
            "done": {priority.name: count for priority, count in client.work.done.items()},
            "dropped": {priority.name: count for priority, count in client.work.dropped.items()},
            "passed_over": vars(client.listener)["_overload"].count,
            "tasks": len(asyncio.all_tasks()),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


async def main(job: Mapping[str, Any]) -> None:
    """Open the channels that are named, connect, and serve until told to stop."""
    settings = load_settings(_env_file=None, discord_api=job["api"], shard_count=1)
    start_logging("WARNING")
    aim(settings.discord_api)
    library = await Library.open(settings.seeds, cache=settings.cache, encoder=settings.encoder)
    async with opened(address_of(job["database"]), deadline=PATIENCE) as database:
        ports = ports_on(database, SystemClock())
        for server, channel in job["channels"].items():
            chosen = ServerSettings(channels=frozenset({channel}))
            await ports.store.change_settings(int(server), lambda _, chosen=chosen: chosen)
        client, pulse = Footnote(settings, library, ports=ports), Pulse()
        beside = [asyncio.create_task(pulse.beat()), asyncio.create_task(tell(client, pulse))]
        with suppress(asyncio.CancelledError):
            await connect(client, job["token"])
        for task in beside:
            task.cancel()


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    given = json.loads(sys.stdin.readline())
    if given.get("core") is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {given["core"]})
    asyncio.run(main(given))
