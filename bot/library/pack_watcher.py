"""File watcher for curators: a saved pack is loaded at once; a faulty one is reported, and the old one goes on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Protocol, TypeAlias

from watchfiles import Change, awatch  # pyright: ignore[reportUnknownVariableType] - names trio, which is not here

from bot.library.library import Library
from bot.pack.faults import PackError
from bot.pack.kinds import SUFFIXES

log = logging.getLogger(__name__)

FAULTS = "pack"
"""Id of the notice about the pack."""
MOST_SHOWN = 5
"""Faults told at a time; mending them brings up the rest."""
LOOK_EVERY = 5.0
"""Seconds after which the files are looked at though the system told of no change: folders that are swapped by a link,
as containers have them, and those on other machines give no sign."""
SETTLED = 0.2
"""Seconds without a further change after which what is saved is taken for whole: a checkout writes one file after the
other."""
PATIENCE = 50
"""Looks at files that go on changing before they are read nevertheless."""

FileStates: TypeAlias = dict[str, tuple[int, int, int]]
"""Time of change, size and inode of each file of a pack."""


class Board(Protocol):
    """Where notices are put up and taken down."""

    def notice(self, name: str, level: str, text: str, /) -> object:
        """Put a notice up, in place of the one with the same name."""
        ...

    def clear_notice(self, name: str, /) -> object:
        """Take a notice down."""
        ...


class LogBoard:
    """Notices in the log, where an operator reads them: each line by itself, and nothing twice."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def notice(self, name: str, level: str, text: str, /) -> None:
        """Log a notice, unless the same is up."""
        if self._up.get(name) == text:
            return
        self._up[name] = text
        for line in text.splitlines():
            log.log(logging.getLevelNamesMapping().get(level.upper(), logging.ERROR), "%s", line)

    def clear_notice(self, name: str, /) -> None:
        """Log that what a notice said is over."""
        if self._up.pop(name, None) is not None:
            log.info("The faults of the pack are mended.")


async def watch(library: Library, board: Board, *, stop: asyncio.Event) -> None:
    """Reload the pack whenever one of its files is saved, until `stop` is set."""
    last = await asyncio.to_thread(_states, library.folder)
    async for _ in _signs(library.folder, stop):
        seen = await _settled(library.folder, last)
        if seen != last:
            last = seen
            await reload(library, board)


async def _signs(folder: Path, stop: asyncio.Event) -> AsyncGenerator[None]:
    """A sign whenever the system tells of a change, and every few seconds without one."""
    while not stop.is_set():
        try:
            async for _ in awatch(
                folder,
                watch_filter=_matters,
                stop_event=stop,
                rust_timeout=int(LOOK_EVERY * 1000),
                yield_on_timeout=True,
                debounce=200,
            ):
                yield
        except (OSError, RuntimeError) as error:  # the folder is away, or the system watches no more of them
            log.debug("Files saved in %s are only looked at now and then: %s", folder, error)
        yield
        try:
            async with asyncio.timeout(LOOK_EVERY):
                await stop.wait()
        except TimeoutError:
            continue


async def _settled(folder: Path, last: FileStates) -> FileStates:
    """The states of the files, once they no longer change from one look to the next."""
    seen = await asyncio.to_thread(_states, folder)
    for _ in range(PATIENCE):
        if seen == last:
            break
        await asyncio.sleep(SETTLED)
        before, seen = seen, await asyncio.to_thread(_states, folder)
        if seen == before:
            break
    return seen


def _states(folder: Path) -> FileStates:
    """What the system says of each file of a pack; one that goes away meanwhile is left out."""
    found: FileStates = {}
    for path in folder.rglob("*"):
        if _matters(Change.modified, str(path)):
            try:
                state = path.stat()
            except OSError:
                continue
            found[str(path)] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def _matters(_change: Change, path: str) -> bool:
    """Whether a file belongs to a pack; what editors leave beside those does not."""
    place = Path(path)
    return not place.name.startswith(".") and place.suffix in SUFFIXES


async def reload(library: Library, board: Board) -> None:
    """Read the pack again; the notice says what is wrong with it, or goes away when nothing is."""
    before = library.edition
    try:
        edition = await library.reload()
    except PackError as error:
        board.notice(FAULTS, "error", banner_text(error))
        return
    except OSError as error:
        board.notice(FAULTS, "error", f"{error.filename or library.folder} cannot be read: {error.strerror}.")
        return
    except Exception:  # the bot goes on answering from what it has
        log.exception("The saved pack cannot be put to use.")
        board.notice(FAULTS, "error", "The saved pack cannot be put to use; the one before keeps answering.")
        return
    board.clear_notice(FAULTS)
    if edition is not before:
        log.info("The pack was read again: %d questions.", len(edition.pack.questions))


def banner_text(error: PackError) -> str:
    """The faults with file and line, for a banner."""
    shown = [f"{error.folder.name}/{fault}" for fault in error.faults[:MOST_SHOWN]]
    left = len(error.faults) - len(shown)
    more = [f"… and {left} more: python -m bot check"] if left else []
    return "\n".join(["The saved pack has faults; the one before keeps answering.", *shown, *more])
