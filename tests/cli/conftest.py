"""The command line on a pack of its own: a village library's opening hours and lending rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.pack.models import Pack
from tests.support.command_line import Footnote, command_line
from tests.support.packs import VILLAGE, village_pack


@pytest.fixture
def village() -> Pack:
    return village_pack()


@pytest.fixture
def village_copy(tmp_path: Path) -> Path:
    """A copy of the village's pack that a test may spoil."""
    return shutil.copytree(VILLAGE, tmp_path / "village")


@pytest.fixture
def footnote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Footnote:
    monkeypatch.chdir(tmp_path)  # where no .env lies
    return command_line()
