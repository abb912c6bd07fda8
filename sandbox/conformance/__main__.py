"""Command line of the conformance run: `python -m sandbox.conformance [discord.js] [hikari]`.

Exit codes: 0 when every client that can be had does all steps, 1 when one fails.
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress

import aiohttp

from sandbox.conformance.clients import CLIENTS, HERE, UnavailableError
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


def main(names: Sequence[str]) -> int:
    """Try the clients that are named, or all."""
    known = [client.name for client in CLIENTS]
    if unknown := set(names) - set(known):
        sys.stderr.write(f"There is no client {', '.join(sorted(unknown))}; there are {', '.join(known)}.\n")
        return 2
    status = 0
    for client in CLIENTS:
        if names and client.name not in names:
            continue
        _say(f"{client.name}:")
        try:
            command = client.install()
        except UnavailableError as error:
            _say(f"SKIPPED: {client.name} was not tried: {error}")
            continue
        for fault in asyncio.run(try_client(command)):
            status = 1
            _say(f"  FAILED: {fault}")
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
