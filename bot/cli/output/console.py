"""Consoles and progress: where results, errors and spinners go."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.status import Status

from bot.text import without_steering

WIDTH = 100
"""Longest line of running text, in columns."""
NARROWEST = 20
"""Shortest line; a terminal that claims to be narrower, as with COLUMNS=0, would show nothing."""


class SafeConsole(Console):
    """A console in which no text steers the terminal: words of members and packs may hold escape sequences."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """The pieces of what is shown; those of the console's own making (colours, spinners) pass as they are."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=without_steering(segment.text))


def results() -> Console:
    """Where results go: stdout, in colours when it is a terminal."""
    return _plain(SafeConsole())


def errors() -> Console:
    """Where errors and progress go: stderr."""
    return _plain(SafeConsole(stderr=True))


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
