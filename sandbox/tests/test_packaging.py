"""The wheel of the sandbox: the whole package with its page, and nothing of its tests."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from sandbox import __version__

HERE = Path(__file__).resolve().parents[1]
NOT_SHIPPED = {"tests", "conformance", "__pycache__"}
BESIDE = {"LICENSE", "README.md", "pyproject.toml"}
"""Files of the folder that the build reads; an installation has them as metadata."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `pip wheel ./sandbox` makes, with the pinned tools that are installed here."""
    folder = tmp_path_factory.mktemp("sandbox-wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*build, "-w", folder, HERE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture
def held(built: Path) -> dict[str, bytes]:
    with ZipFile(built) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def test_the_wheel_holds_the_package_and_its_page_without_tests(held: dict[str, bytes]) -> None:
    shipped = {name: content for name, content in held.items() if ".dist-info/" not in name}
    expected = {
        f"sandbox/{path.relative_to(HERE).as_posix()}": path.read_bytes()
        for path in HERE.rglob("*")
        if path.is_file() and not NOT_SHIPPED & set(path.parts) and path.name not in BESIDE
    }
    assert "sandbox/page/index.html" in expected
    assert shipped == expected


def test_the_wheel_says_what_it_is_and_what_it_needs(held: dict[str, bytes]) -> None:
    described = f"footnote_sandbox-{__version__}.dist-info"
    metadata = Parser().parsestr(held[f"{described}/METADATA"].decode())
    assert (metadata["Name"], metadata["Version"]) == ("footnote-sandbox", __version__)
    needed = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert metadata.get_all("Requires-Dist") == needed
    assert "footnote-sandbox = sandbox.__main__:main" in held[f"{described}/entry_points.txt"].decode()
    assert [name for name, content in held.items() if str(HERE).encode() in content] == []


def test_what_is_unpacked_anywhere_runs_without_the_checkout(built: Path, tmp_path: Path) -> None:
    unpacked, elsewhere = tmp_path / "unpacked", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with ZipFile(built) as archive:
        archive.extractall(unpacked)
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    command = [sys.executable, "-c", "import sandbox, sys; print(sandbox.__file__, 'bot' in sys.modules)"]
    told = subprocess.check_output(command, cwd=elsewhere, env=environment, text=True).split()
    assert told == [str(unpacked / "sandbox" / "__init__.py"), "False"]
    helped = subprocess.check_output([sys.executable, "-m", "sandbox", "--help"], cwd=elsewhere, env=environment)
    assert b"--port" in helped
