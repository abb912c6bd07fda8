"""`doctor`: what keeps this installation from working, or soon will."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from rich.text import Text

from bot.cli.common import AsJson, Seeds
from bot.cli.output.console import patience, results
from bot.cli.output.machine_object import MachineObject

commands = typer.Typer()

_MARKS = {"ok": ("✓", "green"), "advice": ("!", "yellow"), "fault": ("✗", "red"), "skipped": ("·", "dim")}
"""How a finding is marked, and in which colour, by its grade."""


class FindingObject(MachineObject):
    """One finding as JSON; `server` is null unless it is about one."""

    check: str
    grade: str
    said: str
    remedy: str
    server: str | None


@commands.command(epilog="Examples: doctor · doctor --offline · doctor --json")
def doctor(
    *,
    offline: Annotated[
        bool, typer.Option("--offline", help="Leave Discord out: only what is on this machine.")
    ] = False,
    as_json: AsJson = False,
    seeds: Seeds = None,
) -> None:
    """Look for what is wrong with this installation, and say what to do about it; exits 1 when something is.

    Settings, pack, cache, disk, database, token, clock, intents, installation contexts, shards, and what the bot lacks
    in each server. Nothing is changed, registered or sent; no token or password is shown.
    """
    from bot.clock import SystemClock  # noqa: PLC0415 - as below
    from bot.doctor.checkup import check_everything  # noqa: PLC0415 - the other commands start without Discord's library

    with patience("Looking …"):
        found = asyncio.run(check_everything(seeds, SystemClock(), ask_discord=not offline))
    if as_json:
        for each in found:
            server = None if each.server is None else str(each.server)
            line = FindingObject(check=each.check, grade=each.grade, said=each.said, remedy=each.remedy, server=server)
            typer.echo(line.json_line())
    else:
        console = results()
        for each in found:
            mark, style = _MARKS[each.grade]
            console.print(Text(f"{mark} ", style), Text(f"{each.check:<9} {each.said}"), sep="", soft_wrap=True)
            if each.remedy:
                console.print(Text(f"            → {each.remedy}"), soft_wrap=True)
    raise typer.Exit(1 if any(each.grade == "fault" for each in found) else 0)
