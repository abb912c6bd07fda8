"""SIGTERM ends the process in time, whatever hangs."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from bot.discord_app.connection import stopping

PROGRAM = """
import asyncio, sys, threading, discord
from bot.discord_app.connection.stopping import Stopping

class Hangs(discord.Client):
    async def close(self):
        if "close" in sys.argv:
            await asyncio.sleep(3600)

async def main(stopping):
    client = Hangs(intents=discord.Intents.none())
    with stopping.on_sigterm(client):
        if "thread" in sys.argv:
            asyncio.get_running_loop().run_in_executor(None, threading.Event().wait)
        print("ready", flush=True)
        await asyncio.sleep(3600)

stopping = Stopping()
asyncio.run(main(stopping))
stopping.over()
"""
AFTER = 5.0
"""Seconds in which a host may expect the process to have ended."""


@pytest.mark.slow
@pytest.mark.parametrize("hangs", ["nothing", "close", "thread"])
def test_a_process_that_is_told_to_stop_ends_by_itself_whatever_hangs(hangs: str) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, hangs], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0  # what hangs, hangs for an hour


def test_the_last_resort_comes_before_a_host_loses_patience() -> None:
    assert stopping.CLOSING + stopping.LEAVING < stopping.LAST < AFTER
