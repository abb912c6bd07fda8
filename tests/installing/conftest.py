"""The wheels built from this tree, once for all tests of a process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .locked import ROOT


def built(project: Path, folder: Path) -> Path:
    """The wheel that pip makes of a project, with the pinned tools that are installed here."""
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*build, "-w", folder, project], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip wheel .` makes of this tree."""
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sandbox_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip wheel ./sandbox` makes of the local Discord."""
    return built(ROOT / "sandbox", tmp_path_factory.mktemp("sandbox-wheel"))
