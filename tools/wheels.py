"""Table of wheels: `python -m tools.wheels` asks the index whether every locked package installs without a compiler.

For each Python and each system, uv resolves the lock with cards as an installation there would, `--only-binary :all:`,
without downloading the packages. The exit code is 1 when a package is missing somewhere.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from uv import find_uv_bin

from tools.install import CARDS, FROM_SOURCE, name_of

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS: Mapping[str, str] = {
    "Linux x86-64": "x86_64-manylinux_2_28",
    "Linux ARM64": "aarch64-manylinux_2_28",
    "macOS x86-64": "x86_64-apple-darwin",
    "macOS ARM64": "aarch64-apple-darwin",
    "Windows x86-64": "x86_64-pc-windows-msvc",
    "Windows ARM64": "aarch64-pc-windows-msvc",
}
"""Names for people, and uv's names: glibc 2.28 is that of Debian 10 and RHEL 8."""
MACOS = "14.0"
"""The oldest release of macOS asked about."""
INSTEAD: Mapping[str, str] = {
    "opencc": "opencc-py, by the same authors in pure Python, takes its place and converts alike",
    "typst": "quotes and terms stay text there",
}
"""What stands in for a package of the bot's own that an environment marker leaves out somewhere."""


@dataclass(frozen=True)
class Found:
    """What an installation would be given on one Python and system."""

    python: str
    system: str
    taken: frozenset[str]
    """Names of the packages that have a wheel."""
    missing: frozenset[str]
    """Names of those that have none and are needed."""

    @property
    def compiled(self) -> frozenset[str]:
        """Those of the missing that would need a compiler."""
        return self.missing - FROM_SOURCE


def requirements(lock: str) -> list[str]:
    """Each package of a lock with its marker and its hashes, one a line."""
    joined: str = re.sub(r"\s*\\\n\s*", " ", lock)
    return [line for line in joined.splitlines() if re.match(r"\w", line)]


def resolve(uv: str, lock: str, python: str, system: str) -> Found:
    """Ask what would be installed; packages without a wheel are set aside one by one.

    Args:
        uv: the program that resolves. It is found once, before there are threads: Python gathers what the search asks
            of it on first use, and a second thread meanwhile sees half of that.
        lock: the text of the lock file.
        python: a version of Python.
        system: one of `SYSTEMS`.

    Raises:
        RuntimeError: uv failed for another reason; holds its words.
    """
    left: list[str] = requirements(lock)
    missing = set[str]()
    while True:
        done = _dry_run(uv, left, python, SYSTEMS[system])
        if done.returncode == 0:
            taken = re.findall(r"^ \+ ([\w.-]+)==", done.stderr, re.MULTILINE)
            return Found(python, system, frozenset(map(name_of, taken)), frozenset(missing))
        blamed = re.search(r"Because ([\w.-]+)==\S+ has no (?:usable )?wheels", " ".join(done.stderr.split()))
        if blamed is None:
            raise RuntimeError(f"{python}, {system}:\n{done.stderr}")
        missing.add(name_of(blamed[1]))
        left = [line for line in left if name_of(line) not in missing]


def _dry_run(uv: str, lines: Iterable[str], python: str, system: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder, "lock.txt")
        lock.write_text("\n".join(lines), "utf-8")
        command = [uv, "pip", "install", "--dry-run", "--no-deps", "--require-hashes", "--only-binary=:all:"]
        command += [f"--python-version={python}", f"--python-platform={system}", f"--python={sys.executable}"]
        command += [f"--target={folder}/target", "--no-config", "-r", str(lock)]
        environment = os.environ | {"MACOSX_DEPLOYMENT_TARGET": MACOS}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def table(found: Sequence[Found]) -> str:
    """The table in Markdown: how many packages have wheels, and which need to be built."""
    cells = {(each.python, each.system): _cell(each) for each in found}
    rows = [["Python", *SYSTEMS], ["---"] * (1 + len(SYSTEMS))]
    rows += [[python, *(cells[python, system] for system in SYSTEMS)] for python in PYTHONS]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(found: Found) -> str:
    notes = [f"{name} {'from source' if name in FROM_SOURCE else 'MISSING'}" for name in sorted(found.missing)]
    return ", ".join([f"{len(found.taken)} wheels", *notes])


def notes(found: Sequence[Found], names: Iterable[str]) -> list[str]:
    """A sentence for each package that has a wheel in some places and is left out, or built, in others."""
    said: list[str] = []
    for name in sorted({*names}):
        without = [each for each in found if name not in each.taken and name in INSTEAD]
        built = [each for each in found if name in each.missing & FROM_SOURCE]
        if without:
            said.append(f"{name} is left out on {_places(without)}: {INSTEAD[name]}.")
        if built:
            said.append(f"{name} is made from its source on {_places(built)}: that needs no compiler.")
    return said


def _places(found: Sequence[Found]) -> str:
    by_system: dict[str, list[str]] = {}
    for each in found:
        by_system.setdefault(each.system, []).append(each.python)
    parts = [
        system if len(own) == len(PYTHONS) else f"{system} ({', '.join(own)})" for system, own in by_system.items()
    ]
    return "; ".join(parts)


def main() -> int:
    """Print the table; the exit code: 0 all have wheels, 1 one lacks, 2 the index cannot be asked."""
    lock = CARDS.read_text("utf-8")
    pairs = [(python, system) for python in PYTHONS for system in SYSTEMS]
    print(f"{len(pairs)} pairs of Python and system, {len(requirements(lock))} locked packages", flush=True)
    try:
        with ThreadPoolExecutor(4) as pool:
            found = [*pool.map(partial(resolve, find_uv_bin(), lock), *zip(*pairs, strict=True))]
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 2
    print(table(found))
    for note in notes(found, map(name_of, requirements(lock))):
        print(f"- {note}")
    lacking = [each for each in found if each.compiled]
    for each in lacking:
        names = ", ".join(sorted(each.compiled))
        print(f"Python {each.python} on {each.system}: no wheel of {names}.", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
