"""`live`: everything that the bot sends, tried on a test server of the real Discord."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.text import Text

from bot.cli.common import AsJson, Seeds, settings_with
from bot.cli.output.console import results
from bot.cli.output.machine_object import MachineObject
from bot.errors import UsageError

commands = typer.Typer()

_MARKS = {"ok": ("✓", "green"), "fault": ("✗", "red"), "skipped": ("·", "dim")}
"""How a step is marked, and in which colour, by its grade."""


class StepObject(MachineObject):
    """What came of one step as JSON."""

    step: str
    grade: str
    said: str


@commands.command(epilog="Examples: live 123456789012345678 · live 123456789012345678 --channel 234567890123456789")
def live(
    server: Annotated[int, typer.Argument(metavar="SERVER", help="Id of a test server that the bot is in.")],
    *,
    channel: Annotated[
        int | None,
        typer.Option(metavar="ID", help="A text channel to work in, in a thread; by default a channel is made."),
    ] = None,
    as_json: AsJson = False,
    seeds: Seeds = None,
) -> None:
    """Try everything that the bot sends on a test server of the real Discord, and remove it again; exits 1 at a fault.

    Commands of that server, one message of each kind in each language, edits, reactions, replies, threads, a forum, and
    Discord's refusals: each is read back and held against what was sent. Nothing that it did not make is touched; what
    a killed run leaves, the next one removes. Takes minutes. Needs DISCORD_TOKEN; a running bot is not disturbed.
    """
    from bot.discord_app.bot_process import aim  # noqa: PLC0415 - the other commands start without Discord's library
    from bot.discord_app.live.by_hand import CHECKLIST  # noqa: PLC0415 - as above
    from bot.discord_app.live.live_check import live_check  # noqa: PLC0415 - as above
    from bot.discord_app.live.rehearsal import StepGrade, StepResult  # noqa: PLC0415 - as above
    from bot.library.library import Library  # noqa: PLC0415 - as above

    settings, console = settings_with(seeds), results()
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        raise UsageError("DISCORD_TOKEN is not set, so the bot cannot log in. Set it in the environment or in .env.")
    faulty = False

    def tell(result: StepResult) -> None:
        nonlocal faulty
        faulty |= result.grade is StepGrade.FAULT
        if as_json:
            typer.echo(StepObject(step=result.step, grade=result.grade, said=result.said).json_line())
            return
        mark, style = _MARKS[result.grade]
        console.print(Text(f"{mark} ", style), Text(f"{result.step:<13}{result.said}"), sep="", soft_wrap=True)

    async def check() -> None:
        aim(settings.discord_api)
        library = await Library.open(settings.seeds, cache=settings.cache, encoder=settings.encoder)
        await live_check(settings, token, library.edition, server, tell, channel)

    asyncio.run(check())
    if not as_json:
        console.print("\nWhat only a person can try:", soft_wrap=True)
        for each in CHECKLIST:
            console.print(Text(f"[ ] {each}"), soft_wrap=True)
    raise typer.Exit(1 if faulty else 0)
