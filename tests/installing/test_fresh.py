"""Installations into empty environments, as a new user makes them: `make fresh`. They need the package index."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.install import STAMP, python_of

from .locked import DEVELOPMENT, ROOT, RUNTIME, locked

pytestmark = pytest.mark.fresh

OF_ITS_OWN = {"pip", "setuptools", "wheel"}
"""What an empty environment may hold."""
QUESTION = "17.36 percent of what"
LOCKED = ("--no-deps", "--require-hashes")
"""Options of the documented command: nothing is resolved."""
NEWER = "9999.0"
"""A version that no package has reached."""


class Environment:
    """A virtual environment, and a folder in which nothing of the checkout is found."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder, self.python = folder / "environment", python_of(folder / "environment")
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("BOT_", "COV_", "PYTHON"))}
        self.variables = kept | {"BOT_CACHE": "false"} | variables

    def make(self) -> None:
        subprocess.run([sys.executable, "-m", "venv", self.folder], check=True)

    def run(self, *command: str | Path, cwd: Path | None = None) -> str:
        done = subprocess.run(
            command, cwd=cwd or self.elsewhere, env=self.variables, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def pip(self, *arguments: str | Path) -> str:
        return self.run(self.python, "-m", "pip", "--disable-pip-version-check", *arguments)

    def installer(self, *options: str) -> str:
        """What the installer of this checkout says, run by the Python that runs the tests."""
        return self.run(sys.executable, ROOT / "tools" / "install.py", "--into", self.folder, *options)

    def installed(self) -> dict[str, str]:
        """The versions of what is there, by canonical name."""
        listed = json.loads(self.pip("list", "--format", "json"))
        found = {each["name"].lower().replace("_", "-").replace(".", "-"): each["version"] for each in listed}
        return {name: version for name, version in found.items() if name not in OF_ITS_OWN}


def versions(lock: Path) -> dict[str, str]:
    return {name: next(iter(pin.specifier)).version for name, pin in locked(lock).items()}


@pytest.mark.parametrize(
    ("pip", "options"),
    [
        ("pip==22.3", LOCKED),  # of CPython 3.11.0
        ("pip==23.0.1", LOCKED),  # of Debian 12
        ("pip==23.2.1", ()),  # of CPython 3.11.7, as hosts call it, so that it resolves what is pinned
        ("pip", LOCKED),  # the newest
    ],
)
def test_every_pip_installs_what_is_locked_and_nothing_else(pip: str, options: Sequence[str], tmp_path: Path) -> None:
    fresh = Environment(tmp_path)
    fresh.make()
    fresh.pip("install", "--upgrade", pip)
    fresh.pip("install", *options, "-r", RUNTIME)
    assert fresh.installed() == versions(RUNTIME)
    assert "No broken requirements" in fresh.pip("check")
    reply = json.loads(fresh.run(fresh.python, "-m", "bot", "ask", "--json", QUESTION, cwd=ROOT))
    assert reply["decision"] == "answer"


def test_an_index_that_offers_newer_releases_changes_nothing(tmp_path: Path) -> None:
    index = newer_index(tmp_path / "index", sorted(locked(DEVELOPMENT)))
    fresh = Environment(tmp_path, PIP_EXTRA_INDEX_URL=index.as_uri())
    told = fresh.installer("--dev")
    assert fresh.installed() == versions(DEVELOPMENT)
    assert "No broken requirements" in fresh.pip("check")
    assert "packages, about" in told
    assert fresh.installer("--dev") == fresh.installer() == "", "A second start installs something."
    # The index is a temptation: without the lock, its releases are taken.
    drifting = json.loads(
        fresh.pip("install", "--quiet", "--dry-run", "--upgrade", "--no-deps", "--report", "-", "coverage", "numpy")
    )
    assert {each["metadata"]["version"] for each in drifting["install"]} == {NEWER}


def newer_index(folder: Path, names: Sequence[str]) -> Path:
    """A package index in the form of PEP 503 with one release, newer than all, of each package."""
    for name in names:
        place = folder / name
        place.mkdir(parents=True)
        wheel = empty_package(place, name, NEWER) / wheel_name(name, NEWER)
        link = f'<a href="{wheel.name}#sha256={sha256(wheel.read_bytes()).hexdigest()}">{wheel.name}</a>'
        (place / "index.html").write_text(f"<!DOCTYPE html><html><body>{link}</body></html>", "utf-8")
    return folder


def empty_package(folder: Path, name: str, version: str = "1.0") -> Path:
    """The folder, with the wheel of a package that holds nothing."""
    described = f"{name.replace('-', '_')}-{version}.dist-info"
    with ZipFile(folder / wheel_name(name, version), "w") as archive:
        archive.writestr(f"{described}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{described}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{described}/RECORD", "")
    return folder


def wheel_name(name: str, version: str) -> str:
    """The file name of a wheel for every system."""
    return f"{name.replace('-', '_')}-{version}-py3-none-any.whl"


@pytest.fixture(scope="module")
def installed_once(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """What the installer makes for the demo, with the pip that comes with this Python."""
    fresh = Environment(tmp_path_factory.mktemp("ready"))
    fresh.installer()
    return fresh


@pytest.fixture
def ready(installed_once: Environment) -> Iterator[Environment]:
    """The same; what a test adds is taken out again, since tests run in any order."""
    yield installed_once
    if added := installed_once.installed().keys() - versions(RUNTIME).keys():
        installed_once.pip("uninstall", "--yes", *sorted(added))


def test_what_a_later_lock_no_longer_names_is_removed(ready: Environment, tmp_path: Path) -> None:
    for name in ("dropped", "own"):
        ready.pip("install", "--no-index", "--find-links", empty_package(tmp_path, name), name)
    stamp = ready.folder / STAMP
    first, *others = stamp.read_text("utf-8").splitlines()
    stamp.write_text("\n".join([*others, "dropped==1.0"]), "utf-8")  # an earlier lock: without this, with that
    assert ready.installer().startswith("Installing into"), first
    assert ready.installed() == versions(RUNTIME) | {"own": "1.0"}


def test_built_wheels_work_in_an_empty_environment_from_any_folder(ready: Environment, tmp_path: Path) -> None:
    ready.pip("wheel", "--no-deps", "--wheel-dir", tmp_path, ROOT, ROOT / "sandbox")
    ready.pip("install", "--no-deps", *tmp_path.glob("*.whl"))
    assert "No broken requirements" in ready.pip("check")
    footnote = ready.python.parent / "footnote"
    assert "17.36" in ready.run(footnote, "ask", QUESTION)
    assert "No faults" in ready.run(footnote, "check")
    command = [footnote, "demo", "--port", "0"]
    with subprocess.Popen(command, cwd=ready.elsewhere, env=ready.variables, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        told = demo.stdout.readline()
        try:
            assert told.startswith("Ready: open http://127.0.0.1:"), told
            with urllib.request.urlopen(told.split()[2]) as page:
                assert page.status == 200
        finally:
            demo.send_signal(signal.SIGINT)
    assert demo.returncode == 0
