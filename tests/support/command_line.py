"""The command line inside the process of a test: `run(...)` is `python -m bot ...` in a folder without settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from typer.testing import CliRunner, Result

from bot.cli import app
from tests.support.packs import VILLAGE

Footnote: TypeAlias = Callable[..., Result]
"""Runs `python -m bot` with the given arguments; `stdin` is what is typed or piped, other names are environment."""


def command_line(**environment: str | None) -> Footnote:
    """On the village's pack, at a terminal of 100 columns, with these variables set, or None: not set."""
    usual = {"BOT_SEEDS": str(VILLAGE), "COLUMNS": "100", "BOT_LOG_LEVEL": None, "NO_COLOR": None}
    runner = CliRunner(env={**usual, **environment})

    def run(*arguments: str | Path, stdin: str | bytes | None = None, **more: str) -> Result:
        return runner.invoke(app, [*map(str, arguments)], input=stdin, env=more, prog_name="python -m bot")

    return run
