"""For curators: what happens in the demo when a file of the pack is saved."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.demo.watching import FAULTS, watch
from bot.library.library import Library


@dataclass
class Board:
    """Notices that are put up; each change is told."""

    up: dict[str, str] = field(default_factory=dict[str, str])
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def notice(self, name: str, level: str, text: str, /) -> None:
        self.up[name] = f"{level}: {text}"
        self.changed.set()

    def clear_notice(self, name: str, /) -> None:
        self.up.pop(name, None)
        self.changed.set()

    async def next(self) -> None:
        """Wait for the next change."""
        async with asyncio.timeout(15):
            await self.changed.wait()
        self.changed.clear()


@asynccontextmanager
async def watched(seeds: Path) -> AsyncGenerator[tuple[Library, Board]]:
    library, board, stop = await Library.open(seeds), Board(), asyncio.Event()
    task = asyncio.create_task(watch(library, board, stop=stop))
    await asyncio.sleep(0.2)  # until the system has been asked to tell of changes, which no event announces
    yield library, board
    stop.set()
    await task


async def test_a_fault_is_told_with_its_line_while_the_old_pack_stays_and_a_mended_file_clears_it(seeds: Path) -> None:
    async with watched(seeds) as (library, board):
        before = library.edition
        glossary = seeds / "glossary.yaml"
        sound = glossary.read_text("utf-8")
        glossary.write_text(sound + "- id: broken\n  term: Broken\n", "utf-8")
        await board.next()
        assert re.search(r"error: .*\nseeds/glossary\.yaml:\d+: broken", board.up[FAULTS])
        assert library.edition is before
        glossary.write_text(sound, "utf-8")
        await board.next()
        assert board.up == {}
        assert library.edition is before


async def test_a_saved_change_is_answered_from_at_once(seeds: Path) -> None:
    async with watched(seeds) as (library, board):
        info = seeds / "pack.yaml"
        text = info.read_text("utf-8")
        title = library.edition.pack.info.title.en
        info.write_text(text.replace(title, f"{title} anew", 1), "utf-8")
        await board.next()
        assert library.edition.pack.info.title.en == f"{title} anew"
        assert board.up == {}


async def test_files_that_editors_leave_beside_the_pack_change_nothing(seeds: Path) -> None:
    async with watched(seeds) as (_, board):
        (seeds / ".glossary.yaml.swp").write_text("x", "utf-8")
        (seeds / "glossary.yaml~").write_text("x", "utf-8")
        (seeds / "pack.yaml").write_text((seeds / "pack.yaml").read_text("utf-8"), "utf-8")
        await board.next()  # the last of the three is read again, and found to be the same
        assert board.up == {}
        assert not board.changed.is_set()
