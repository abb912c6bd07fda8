"""The demo as its own process, as somebody starts it."""

from __future__ import annotations

import os
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
OTHERS = ("BOT_", "DISCORD_", "DATABASE_", "MAKE", "MFLAGS")
"""How variables begin that a demo must not inherit: settings of a real bot, and those of a `make` that runs tests."""
PATIENCE = 90.0
"""Seconds a start may take where the indexes must be built first."""


_BUSY = re.compile(r"messages\.overload|gave no answer when asked to")
"""Lines in which it says that it passes over what it overhears, or that an answer took too long."""


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that is ready.

    Attributes:
        address: of its page.
        seconds: from the start of the process to its being ready.
        work: seconds of processor time it took for that; 0 where the system does not tell.
        log: where its log is written.
        group: whether the process leads a group of processes.
    """

    process: subprocess.Popen[str]
    address: str
    seconds: float
    work: float
    log: IO[str]
    group: bool = False

    def logged(self) -> str:
        """What it has logged so far."""
        self.log.seek(0)
        return self.log.read()

    def complaints(self) -> str:
        """The same without what it says of a machine that is too busy for it, as one that runs tests may be."""
        return "".join(line for line in self.logged().splitlines(keepends=True) if not _BUSY.search(line))

    def memory(self) -> float:
        """What the process holds in memory at most, in megabytes; 0 where the system does not tell."""
        status = Path(f"/proc/{self.process.pid}/status")
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii")) if status.exists() else None
        return int(found[1]) / 1024 if found else 0.0

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl-C; gives the exit code and what was printed after the address."""
        _send(self.process, signal.SIGINT, group=self.group)
        written, _ = self.process.communicate(timeout=30)
        return self.process.returncode, written


@contextmanager
def demo(*arguments: str, make: bool = False) -> Generator[Demo]:
    """Start a demo on any free port, and stop it at the end; with `make` as one does who types `make demo`."""
    begun = time.perf_counter()
    said = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed below
    options = ["--port", "0", *arguments]
    process = subprocess.Popen(
        ["make", "demo", f"ARGS={shlex.join(options)}"] if make else [sys.executable, "-m", "bot", "demo", *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=said,
        text=True,
        env={name: value for name, value in os.environ.items() if not name.startswith(OTHERS)},
        start_new_session=make,
    )
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+", _first_line(process))
        if found is None:
            process.wait(30)
            said.seek(0)
            raise AssertionError(f"The demo did not start:\n{said.read()}")
        yield Demo(process, found[0], time.perf_counter() - begun, _work(process.pid), said, group=make)
    finally:
        if process.poll() is None:
            _send(process, signal.SIGTERM, group=make)
            process.wait(30)
        if process.stdout:
            process.stdout.close()
        said.close()


def _send(process: subprocess.Popen[str], number: signal.Signals, *, group: bool) -> None:
    """Send a signal to a process, or as a terminal does to all of its group."""
    if group:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)


def _work(number: int) -> float:
    """Processor time of a process, in seconds."""
    status = Path(f"/proc/{number}/stat")
    if not status.exists():
        return 0.0
    fields = status.read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
    assert ready, f"The demo was not ready after {PATIENCE:.0f} seconds."
    return process.stdout.readline()
