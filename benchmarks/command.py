"""The command line of the benchmarks: runs them, prints what they found, and keeps it in `benchmarks/results/`."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import ablation, chat, phrasings, public, responses, scale, speed
from benchmarks.flood import flood
from benchmarks.report import Report, keep, show
from bot.errors import FootnoteError

WIDTH = 140
"""Columns of what is piped into a file."""
RESULTS = Path(__file__).parent / "results"


class Name(StrEnum):
    """What can be run."""

    PUBLIC = "public"
    ABLATION = "ablation"
    PHRASINGS = "phrasings"
    SPEED = "speed"
    SCALE = "scale"
    CHAT = "chat"
    RESPONSES = "responses"
    FLOOD = "flood"


RUNS: dict[Name, Callable[[], Report]] = {
    Name.PUBLIC: public.run,
    Name.ABLATION: ablation.run,
    Name.PHRASINGS: phrasings.run,
    Name.SPEED: speed.run,
    Name.SCALE: scale.run,
    Name.CHAT: chat.run,
    Name.RESPONSES: responses.run,
    Name.FLOOD: flood.run,
}

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def run(
    names: Annotated[list[Name] | None, typer.Argument(help="Which to run; all when none is named.")] = None,
) -> None:
    """Measure quality, speed and size, and print the figures against their floors."""
    out, errors = Console(), Console(stderr=True)
    if not out.is_terminal:
        out.width = WIDTH
    failed = False
    for name in dict.fromkeys(names or Name):
        started = time.perf_counter()
        try:
            with errors.status(f"{name} …"):
                report = RUNS[name]()
        except FootnoteError as error:
            errors.print(f"{name}: {error}", markup=False, highlight=False, soft_wrap=True)
            failed = True
            continue
        out.rule(f"{name}, {time.perf_counter() - started:.0f} s")
        show(report, out)
        keep(report, RESULTS / f"{name}.json")
    raise typer.Exit(code=1 if failed else 0)
