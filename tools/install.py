"""Installer: makes `.venv` with exactly the packages of a lock file. `python tools/install.py [--cards | --dev]`.

It needs nothing but Python, and uses the pip that comes with it. pip resolves nothing: each package is named in the
lock with its version and its hashes. A second run finds everything there and does nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "requirements.txt"
CARDS = ROOT / "requirements-cards.txt"
"""Holds everything of `RUNTIME` too, in the same versions, and what draws cards."""
DEVELOPMENT = ROOT / "requirements-dev.txt"
"""Holds everything of `CARDS` too, in the same versions."""
STAMP = "installed-packages.txt"
"""Inside the environment: the pins of what was installed last."""
FROM_SOURCE = {"pyyaml"}
"""Packages that need no compiler where they have no wheel; of all others only wheels are taken."""
SHOWN_EVERY = 4.0
"""Seconds between two lines of progress where the output is no terminal."""


class InstallError(Exception):
    """The environment cannot be made; the text says why and what to do."""


def pins(lock: str) -> list[str]:
    """The packages of a lock file: "name[extra]==1.0 ; marker", without hashes and comments."""
    return [line.rstrip(" \\") for line in lock.splitlines() if re.match(r"\w", line)]


def name_of(pin: str) -> str:
    """The name of a pinned package, as pip's index spells it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=]", pin, maxsplit=1)[0]).lower()


def heading(lock: str) -> str:
    """How many packages a lock holds and how much is downloaded for them, as its first line tells."""
    return lock.splitlines()[0].lstrip("# ")


def python_of(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make_environment(folder: Path) -> Path:
    """The interpreter of a virtual environment in `folder`, which is made when it is missing or no longer starts.

    Raises:
        InstallError: this Python cannot make one.
    """
    python = python_of(folder)
    if (
        python.exists()
        and subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    ):
        return python
    if importlib.util.find_spec("ensurepip") is None:
        raise InstallError(
            "This Python cannot make virtual environments. On Debian and Ubuntu, `apt install python3-venv` adds what "
            "is missing."
        )
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=False)
    if made.returncode:
        raise InstallError(f"No virtual environment could be made in {folder}; the lines above say why.")
    return python


def install(python: Path, lock: Path) -> None:
    """Install what a lock file names, with progress.

    Raises:
        InstallError: pip gave up; holds its last words.
    """
    wanted = [name_of(pin) for pin in pins(lock.read_text("utf-8"))]
    wheels = ",".join(sorted({*wanted} - FROM_SOURCE))
    command = [str(python), "-m", "pip", "install", "--no-deps", "--require-hashes", f"--only-binary={wheels}"]
    command += ["--no-input", "--disable-pip-version-check", "--progress-bar=off", "-r", str(lock)]
    progress = _Progress(len(wanted), python.parent.parent)
    last = deque[str](maxlen=15)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    ) as pip:
        assert pip.stdout is not None  # noqa: S101 - it is piped
        for line in pip.stdout:
            last.append(line.rstrip())
            progress.heard(line.strip())
    progress.end()
    if pip.returncode:
        raise InstallError("\n".join([*last, "", _why(last)]))


def _why(last: Iterable[str]) -> str:
    """The sentence after pip's own words."""
    said = "\n".join(last)
    if "No matching distribution" in said:
        version = ".".join(map(str, sys.version_info[:2]))
        return (
            f"A package has no build for Python {version} on this machine, or the index cannot be reached. CPython "
            "3.11 to 3.14 on Linux (glibc), macOS and Windows, x86-64 or ARM64, have all; `make wheels` lists them."
        )
    return "pip could not install the packages; its words are above. What was downloaded is kept: try again."


class _Progress:
    """One line that changes on a terminal, or a line every few seconds elsewhere."""

    def __init__(self, total: int, folder: Path) -> None:
        self._total, self._done, self._shown = total, 0, time.monotonic()
        self._folder = folder
        self._terminal = sys.stdout.isatty()
        self._over = threading.Event()
        self._unpacking = threading.Thread(target=self._count_unpacked, daemon=True)

    def heard(self, line: str) -> None:
        """Count what pip says."""
        if line.startswith("Ignoring "):  # not for this system or this Python
            self._total -= 1
        elif line.startswith(("Collecting ", "Requirement already satisfied: ")):
            self._done += 1
            name = line.removeprefix("Requirement already satisfied: ").removeprefix("Collecting ")
            self._show(f"{self._done} of {self._total}: {re.split(r'[ =<]', name)[0]}")
        elif line.startswith("Downloading "):
            self._show(f"{self._done} of {self._total}: {line.removeprefix('Downloading ')}")
        elif line.startswith("Installing collected packages"):
            self._unpacking.start()

    def end(self) -> None:
        """Stop, and leave the line free."""
        self._over.set()
        if self._unpacking.is_alive():
            self._unpacking.join()
        if self._terminal:
            print("\r".ljust(shutil.get_terminal_size().columns), end="\r", flush=True)

    def _count_unpacked(self) -> None:
        """While pip unpacks it says nothing; what is there can be counted."""
        before = self._unpacked()
        while not self._over.wait(0.5):
            self._show(f"unpacking: {self._unpacked() - before} of {self._total}")

    def _unpacked(self) -> int:
        packages = "Lib/site-packages" if sys.platform == "win32" else "lib/python*/site-packages"
        return sum(1 for _ in self._folder.glob(f"{packages}/*.dist-info/INSTALLER"))

    def _show(self, text: str) -> None:
        if self._terminal:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r  {text}"[:width].ljust(width), end="", flush=True)
        elif time.monotonic() - self._shown > SHOWN_EVERY:
            self._shown = time.monotonic()
            print(f"  {text}", flush=True)


def remove(python: Path, names: Iterable[str]) -> None:
    """Uninstall what an earlier lock had put there and the present one no longer names."""
    if given := sorted(names):
        subprocess.run([str(python), "-m", "pip", "uninstall", "--quiet", "--yes", *given], check=True)


def size_of(folder: Path) -> float:
    """What a folder takes on disk, in megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def bring_up_to_date(folder: Path, lock: Path) -> None:
    """Make the environment hold what the lock names; nothing is done when it does already.

    Raises:
        InstallError: it cannot be made; the text says why.
    """
    python, stamp = make_environment(folder), folder / STAMP
    text = lock.read_text("utf-8")
    wanted, present = pins(text), pins(stamp.read_text("utf-8")) if stamp.exists() else []
    if {*wanted} <= {*present}:
        return
    print(f"Installing into {folder}: {heading(text)}.", flush=True)
    began = time.monotonic()
    stamp.unlink(missing_ok=True)
    install(python, lock)
    locked = {name_of(pin) for pin in (*wanted, *pins(DEVELOPMENT.read_text("utf-8")))}
    remove(python, {name_of(pin) for pin in present} - locked)
    stamp.write_text("".join(f"{pin}\n" for pin in wanted), "utf-8")
    print(f"Installed in {time.monotonic() - began:.0f} s; {folder} takes {size_of(folder):.0f} MB.", flush=True)


def main() -> int:
    """Run the installer; the exit code."""
    parser = argparse.ArgumentParser(description="Install what Footnote needs, exactly as locked.")
    wider = parser.add_mutually_exclusive_group()
    wider.add_argument("--cards", action="store_true", help="install what draws quotes and terms as pictures, too")
    wider.add_argument("--dev", action="store_true", help="install that and the tools of development, too")
    parser.add_argument("--into", type=Path, default=Path(".venv"), help="the environment's folder (.venv)")
    given = parser.parse_args()
    if sys.version_info < OLDEST:
        print("Footnote needs Python 3.11 or later; name one with make PYTHON=...", file=sys.stderr)
        return 2
    try:
        bring_up_to_date(given.into, DEVELOPMENT if given.dev else CARDS if given.cards else RUNTIME)
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
