"""File watcher for curators: a saved pack is loaded at once; a faulty one is reported, and the old one goes on."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Protocol

from watchfiles import Change, awatch  # pyright: ignore[reportUnknownVariableType] - names trio, which is not here

from bot.library.library import Library
from bot.pack.faults import PackError
from bot.pack.kinds import SUFFIXES

log = logging.getLogger(__name__)

FAULTS = "pack"
"""Id of the notice about the pack."""
MOST_SHOWN = 5
"""Faults told at a time; mending them brings up the rest."""


class Board(Protocol):
    """Where notices are put up and taken down."""

    def notice(self, name: str, level: str, text: str, /) -> object:
        """Put a notice up, in place of the one with the same name."""
        ...

    def clear_notice(self, name: str, /) -> object:
        """Take a notice down."""
        ...


async def watch(library: Library, board: Board, *, stop: asyncio.Event) -> None:
    """Reload the pack whenever one of its files is saved, until `stop` is set."""
    try:
        async for _ in awatch(library.folder, watch_filter=_matters, stop_event=stop):
            await reload(library, board)
    except (OSError, RuntimeError) as error:
        log.warning("Files saved in %s are not noticed, start again to see them: %s", library.folder, error)


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
    board.clear_notice(FAULTS)
    if edition is not before:
        log.info("The pack was replaced")


def banner_text(error: PackError) -> str:
    """The faults with file and line, for a banner."""
    shown = [f"{error.folder.name}/{fault}" for fault in error.faults[:MOST_SHOWN]]
    left = len(error.faults) - len(shown)
    more = [f"… and {left} more: python -m bot check"] if left else []
    return "\n".join(["The saved pack has faults; the one before keeps answering.", *shown, *more])
