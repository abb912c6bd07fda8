"""Command line of the conformance run: `python -m sandbox.conformance [discord.js] [hikari] [--payloads DIR]`.

Exit codes: 0 when every client that can be had does all steps and every payload can be rebuilt, 1 when one fails.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from sandbox.conformance.clients import CLIENTS, HERE, UnavailableError, builders
from sandbox.conformance.payloads import MOST_TOLD, rebuild
from sandbox.conformance.visit import STEPS, Bot, Visit, visitor

SANDBOX = (sys.executable, "-m", "sandbox", "--scene", str(HERE / "scene.yaml"), "--port", "0")


@asynccontextmanager
async def running(*command: str, **variables: str) -> AsyncGenerator[Process]:
    """A process that is ended at the end."""
    environment = {**os.environ, **variables}
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE, env=environment)
    try:
        yield process
    finally:
        await end(process)


async def end(process: Process) -> None:
    """End a process, unless it has ended; one that does not heed is killed."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), 10)
    except TimeoutError:
        process.kill()
        await process.wait()


async def try_client(command: Sequence[str]) -> list[str]:
    """Let a bot log in to a sandbox of its own and go through the steps.

    Returns:
        What went wrong; nothing when all went well.
    """
    async with running(*SANDBOX) as served:
        assert served.stdout is not None
        assert served.stderr is not None
        lines = [(await served.stdout.readline()).decode().strip() for _ in range(4)]
        told = dict(line.split(": ", 1) for line in lines)
        async with aiohttp.ClientSession() as http:
            person = await visitor(http, told["page"])
            listening = asyncio.create_task(person.listen())
            await person.hears("BOT_STATUS")
            async with running(*command, SANDBOX_REST=told["rest"], SANDBOX_TOKEN=told["token"]) as process:
                faults = await _go_through(process, Visit(Bot(), person))
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
        await end(served)
        refused = (await served.stderr.read()).decode()
        return [*faults, *(f"the sandbox says: {line}" for line in refused.splitlines())]


async def _go_through(process: Process, visit: Visit) -> list[str]:
    assert process.stdout is not None
    assert process.stderr is not None
    listening = asyncio.create_task(visit.bot.listen(process.stdout))
    complaints = asyncio.create_task(process.stderr.read())
    faults: list[str] = []
    for step in STEPS:
        try:
            await step(visit)
        except (AssertionError, TimeoutError) as error:
            faults.append(f"{step.__doc__} {type(error).__name__}: {error}")
            break
        _say(f"  ok: {step.__doc__}")
    await end(process)
    faults += [f"the bot reports: {report}" for report in [*visit.bot.reports]]
    faults += [f"the bot complains: {line}" for line in (await complaints).decode().splitlines()]
    await listening
    return faults


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> int:
    """Try the clients that are named, or all; then the payloads, where a folder of them is given."""
    known = [client.name for client in CLIENTS]
    parser = argparse.ArgumentParser(prog="python -m sandbox.conformance", description=main.__doc__)
    parser.add_argument("clients", nargs="*", help=f"of {', '.join(known)}; all when none is named")
    parser.add_argument("--payloads", type=Path, help="folder with what a bot has sent, *.jsonl")
    given = parser.parse_args(arguments)
    if unknown := set(given.clients) - set(known):
        sys.stderr.write(f"There is no client {', '.join(sorted(unknown))}; there are {', '.join(known)}.\n")
        return 2
    table: list[tuple[str, int, int]] = []
    for client in CLIENTS:
        if given.clients and client.name not in given.clients:
            continue
        _say(f"{client.name}:")
        try:
            command = client.install()
        except UnavailableError as error:
            _say(f"SKIPPED: {client.name} was not tried: {error}")
            continue
        faults = asyncio.run(try_client(command))
        for fault in faults:
            _say(f"  FAILED: {fault}")
        table.append((f"{client.name}, steps", len(STEPS), len(faults)))
    if given.payloads is not None:
        table += _rebuilt(given.payloads)
    _say(f"{'client':<46}{'checks':>8}{'failures':>10}")
    for what, checks, failures in table:
        _say(f"{what:<46}{checks:>8,}{failures:>10}")
    return int(any(failures for _, _, failures in table))


def _rebuilt(folder: Path) -> list[tuple[str, int, int]]:
    """Have the payloads in a folder rebuilt; a row of the table for each kind."""
    _say("discord.js's builders:")
    try:
        found = rebuild(builders(), folder)
    except UnavailableError as error:
        _say(f"SKIPPED: nothing was rebuilt: {error}")
        return []
    for fault in (fault for each in found.values() for fault in each.faults[:MOST_TOLD]):
        _say(f"  FAILED: {fault}")
    return [(f"builders of discord.js, {kind}", each.checked, len(each.faults)) for kind, each in found.items()]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
