"""For curators and operators: what happens when a file of the pack in use is saved."""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.library import pack_watcher
from bot.library.library import Library
from bot.library.pack_watcher import FAULTS, LogBoard, watch

TRAM = Path(__file__).parent.parent / "discord_app" / "pack"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A copy of the tram's pack, to be edited."""
    return Path(shutil.copytree(TRAM, tmp_path / "seeds"))


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the files every tenth of a second, as if seconds had passed."""
    monkeypatch.setattr(pack_watcher, "LOOK_EVERY", 0.1)


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


def move(one: Path, other: Path) -> None:
    one.rename(other)


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
        title = library.edition.pack.info.title.first
        info.write_text(text.replace(title, f"{title} anew", 1), "utf-8")
        await board.next()
        assert library.edition.pack.info.title.first == f"{title} anew"
        assert board.up == {}


async def test_files_that_editors_leave_beside_the_pack_change_nothing(seeds: Path) -> None:
    async with watched(seeds) as (_, board):
        (seeds / ".glossary.yaml.swp").write_text("x", "utf-8")
        (seeds / "glossary.yaml~").write_text("x", "utf-8")
        (seeds / "pack.yaml").write_text((seeds / "pack.yaml").read_text("utf-8"), "utf-8")
        await board.next()  # the last of the three is read again, and found to be the same
        assert board.up == {}
        assert not board.changed.is_set()


@pytest.mark.usefixtures("often")
async def test_a_folder_that_is_swapped_by_a_link_as_containers_do_is_read_again(seeds: Path) -> None:
    """No file inside changes: the link leads elsewhere."""
    link = seeds.parent / "current"
    link.symlink_to(seeds, target_is_directory=True)
    async with watched(link) as (library, board):
        title = library.edition.pack.info.title.first
        second = Path(shutil.copytree(seeds, seeds.parent / "second"))
        info = second / "pack.yaml"
        info.write_text(info.read_text("utf-8").replace(title, f"{title} anew", 1), "utf-8")
        fresh = seeds.parent / "fresh"
        fresh.symlink_to(second, target_is_directory=True)
        fresh.replace(link)
        await board.next()
        assert library.edition.pack.info.title.first == f"{title} anew"


@pytest.mark.usefixtures("often")
async def test_a_folder_that_goes_and_comes_back_is_told_of_and_read(seeds: Path) -> None:
    async with watched(seeds) as (library, board):
        before = library.edition
        move(seeds, seeds.parent / "away")
        await board.next()
        assert FAULTS in board.up
        assert library.edition is before
        move(seeds.parent / "away", seeds)
        while board.up:
            await board.next()
        assert library.edition is before


async def test_an_operator_reads_the_faults_in_the_log_once_and_that_they_are_mended(
    seeds: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, pack_watcher.__name__)
    library, board = await Library.open(seeds), LogBoard()
    glossary = seeds / "glossary.yaml"
    sound = glossary.read_text("utf-8")
    glossary.write_text(sound + "- id: broken\n  term: Broken\n", "utf-8")
    for _ in range(2):
        await pack_watcher.reload(library, board)
    told = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert told[0] == "The saved pack has faults; the one before keeps answering."
    assert re.match(r"seeds/glossary\.yaml:\d+: broken: ", told[1])
    assert len(told) == len(set(told))
    glossary.write_text(sound, "utf-8")
    await pack_watcher.reload(library, board)
    assert caplog.records[-1].getMessage() == "The faults of the pack are mended."
