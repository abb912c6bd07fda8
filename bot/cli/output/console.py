"""Consoles and progress: where results, errors and spinners go."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.status import Status

WIDTH = 100
"""Longest line of running text, in columns."""
NARROWEST = 20
"""Shortest line; a terminal that claims to be narrower, as with COLUMNS=0, would show nothing."""


def results() -> Console:
    """Where results go: stdout, in colours when it is a terminal."""
    return _plain(Console())


def errors() -> Console:
    """Where errors and progress go: stderr."""
    return _plain(Console(stderr=True))


def _plain(console: Console) -> Console:
    """A console that takes every text as it stands and keeps lines short enough to read."""
    console.width = max(NARROWEST, min(console.width, WIDTH))
    return console


@contextmanager
def patience(doing: str, *, after: float = 1.0, console: Console | None = None) -> Generator[Callable[[str], None]]:
    """Show what is being waited for, once it has taken `after` seconds, where somebody is watching a terminal.

    Yields:
        A function that changes what is shown.
    """
    watched = console or errors()
    status = Status(doing, console=watched)
    timer = Timer(after, status.start)
    timer.daemon = True
    if watched.is_terminal:
        timer.start()
    try:
        yield status.update
    finally:
        timer.cancel()
        if timer.ident is not None:
            timer.join()
        status.stop()
