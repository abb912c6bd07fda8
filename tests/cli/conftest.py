"""The command line on a pack of its own: a village library's opening hours and lending rules."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.pack.loader import load_pack
from bot.pack.models import Pack

VILLAGE = Path(__file__).parent / "pack"

Footnote: TypeAlias = Callable[..., Result]
"""Runs `python -m bot` with the given arguments inside this process; `stdin` is what is typed or piped."""


@pytest.fixture
def village() -> Pack:
    return load_pack(VILLAGE)


@pytest.fixture
def village_copy(tmp_path: Path) -> Path:
    """A copy of the village's pack that a test may spoil."""
    return shutil.copytree(VILLAGE, tmp_path / "village")


@pytest.fixture
def footnote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Footnote:
    monkeypatch.chdir(tmp_path)  # where no .env lies
    runner = CliRunner(env={"BOT_SEEDS": str(VILLAGE), "COLUMNS": "100", "BOT_LOG_LEVEL": None, "NO_COLOR": None})

    def run(*arguments: str, stdin: str | bytes | None = None, **environment: str) -> Result:
        return runner.invoke(app, list(arguments), input=stdin, env=environment, prog_name="python -m bot")

    return run
