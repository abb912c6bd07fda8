"""Installer of the foreign client libraries, each as its lock file says, into `.cache/conformance`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = Path.cwd() / ".cache" / "conformance"
OLDEST_NODE = 18
STAMP = "installed-lock.sha256"
"""Beside what was installed: the hash of the lock that it was installed from."""


class UnavailableError(Exception):
    """A client cannot be had on this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class ForeignClient:
    """A client library, and the bot written with it.

    Attributes:
        install: makes it ready, and gives the command that starts the bot.
    """

    name: str
    install: Callable[[], Sequence[str]]


def _discord_js() -> Sequence[str]:
    """Node and npm, from Debian where they are missing, and what the lock of npm names."""
    folder, target = HERE / "discord_js", CACHE / "discord_js"
    _want("node", "nodejs")
    _want("npm", "npm")
    version = _told("node", "--version")
    found = re.match(r"v(\d+)", version)
    if found is None or int(found[1]) < OLDEST_NODE:
        raise UnavailableError(f"Node {OLDEST_NODE} or later is needed; this is {version}.")
    if not _is_current(target, folder / "package-lock.json"):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(folder / name, target)
        _run("npm", "ci", cwd=target)
        _note(target, folder / "package-lock.json")
    for program in ("bot.mjs", "rebuild.mjs"):
        shutil.copy(folder / program, target)  # beside its packages, where Node looks for them
    return ("node", str(target / "bot.mjs"))


def builders() -> Sequence[str]:
    """The command that rebuilds payloads with discord.js.

    Raises:
        UnavailableError: discord.js cannot be had here.
    """
    node, bot = _discord_js()
    return (node, str(Path(bot).with_name("rebuild.mjs")))


def _hikari() -> Sequence[str]:
    """A virtual environment with what the lock names, and nothing of this project."""
    folder, target = HERE / "hikari_bot", CACHE / "hikari"
    lock, python = folder / "requirements.txt", target / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not _is_current(target, lock):
        venv.create(target, clear=True, with_pip=True)
        pip = (str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
        _run(*pip, "--no-deps", "--require-hashes", "-r", str(lock), cwd=folder)
        _note(target, lock)
    return (str(python), "-O", str(folder / "bot.py"))


CLIENTS = (ForeignClient("discord.js", _discord_js), ForeignClient("hikari", _hikari))


def _want(command: str, package: str) -> None:
    """A command of this machine; installed with apt where that is possible."""
    if shutil.which(command):
        return
    as_root = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (as_root and not shutil.which("sudo")):
        raise UnavailableError(f"there is no {command} here, and no apt-get to install it with.")
    quiet = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", package]
    for line in (["apt-get", "update", "-qq"], ["env", "DEBIAN_FRONTEND=noninteractive", *quiet]):
        if subprocess.run([*as_root, *line], stdout=sys.stderr, check=False).returncode:
            raise UnavailableError(f"there is no {command} here, and apt-get cannot install it.")


def _run(*command: str, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnavailableError(f"`{' '.join(command)}` failed:\n{done.stdout}{done.stderr}".rstrip())


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _is_current(target: Path, lock: Path) -> bool:
    stamp = target / STAMP
    return stamp.is_file() and stamp.read_text("utf-8") == _hash(lock)


def _note(target: Path, lock: Path) -> None:
    (target / STAMP).write_text(_hash(lock), "utf-8")


def _hash(lock: Path) -> str:
    return sha256(lock.read_bytes()).hexdigest()
