"""The library: read off the loop, swapped whole, kept when the new files have faults."""

from __future__ import annotations

import asyncio
import gc
import shutil
import threading
from pathlib import Path

import pytest

from bot.library import library as module
from bot.library.library import Library
from bot.pack.faults import PackError
from bot.pack.loader import Passed
from bot.pack.models import Pack
from tests.support.packs import TRAM

from .conftest import Town, labels, text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(TRAM, tmp_path / "tram")


def edit(file: Path, before: str, after: str) -> None:
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")


async def test_a_changed_file_brings_a_new_edition(folder: Path) -> None:
    library = await Library.open(folder, encoder=False)
    old = library.edition
    edit(folder / "quotes.yaml", "id: ride-free", "id: ride-for-free")
    await library.reload()
    assert "ride-for-free" in library.edition.pack.quote_by_id
    assert "ride-free" in old.pack.quote_by_id  # whoever began with the old edition ends with it
    assert library.edition.engine is not old.engine


async def test_unchanged_files_keep_the_edition(folder: Path) -> None:
    library = await Library.open(folder, encoder=False)
    assert await library.reload() is library.edition
    before = library.edition
    await library.reload()
    assert library.edition is before


async def test_files_with_faults_leave_the_old_edition_answering(folder: Path) -> None:
    library = await Library.open(folder, encoder=False)
    before = library.edition
    edit(folder / "quotes.yaml", "Children ride free.", "Children ride for free.")
    with pytest.raises(PackError, match="ride-free"):
        await library.reload()
    assert library.edition is before


async def test_a_pack_with_faults_does_not_open(folder: Path) -> None:
    edit(folder / "pack.yaml", "colour:", "color:")
    with pytest.raises(PackError):
        await Library.open(folder, encoder=False)


async def test_reading_and_indexing_leave_the_loop_free(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []
    load = module.load_pack

    def noting(path: Path, *, passed: Passed | None) -> Pack:
        threads.append(threading.current_thread())
        return load(path, passed=passed)

    monkeypatch.setattr(module, "load_pack", noting)
    await Library.open(folder, encoder=False)
    assert threads
    assert threading.main_thread() not in threads


async def test_looking_for_garbage_passes_the_edition_over(folder: Path) -> None:
    library = await Library.open(folder, encoder=False)
    looked_through = {id(each) for each in gc.get_objects()}
    assert id(library.edition.engine) not in looked_through
    assert id(library.edition.pack) not in looked_through


async def test_two_reloads_at_once_take_turns(folder: Path) -> None:
    library = await Library.open(folder, encoder=False)
    edit(folder / "quotes.yaml", "id: ride-free", "id: ride-for-free")
    first, second = await asyncio.gather(library.reload(), library.reload())
    assert first is second is library.edition


async def test_a_bot_answers_by_words_until_the_encoder_is_ready_and_by_meaning_from_then(folder: Path) -> None:
    library = await Library.open(folder, at_once=True)
    assert not library.edition.engine.encodes
    await library.ready(patience=0)
    assert not library.edition.engine.encodes, "it waits no longer than it is told to, and breaks nothing off"
    await library.ready()
    assert library.edition.engine.encodes
    assert library.edition.engine.ask("¿cuándo sale el último tranvía?").candidates[0].confidence > 0.3


async def test_with_the_encoder_off_questions_are_compared_by_words(folder: Path) -> None:
    library = await Library.open(folder, encoder=False, at_once=True)
    assert not library.edition.engine.encodes
    assert library.edition.engine.ask("when does the last tram leave").answer is not None


def rename(folder: Path, before: str, after: str) -> None:
    """Give an entry another id wherever it is named."""
    for path in folder.rglob("*.yaml"):
        edit(path, before, after)
    (folder / "ids.txt").unlink(missing_ok=True)


async def test_a_follow_up_and_a_button_to_an_entry_that_was_removed_meanwhile_are_answered(
    town: Town, folder: Path
) -> None:
    """What was said is remembered with the old edition; the new one has neither the entry nor its id."""
    town.bot.library = await Library.open(folder)
    said = await town.ann.slash(town.square, "ask", question="when does the first tram leave")
    rename(folder, "first-tram", "earliest-tram")
    await town.bot.library.reload()
    assert "earliest-tram" in town.bot.library.edition.pack.question_by_id
    for label in labels(said):
        if label in ("In context", "Why this?"):
            assert text(await town.press(town.ann, said, label))
    for follow_up in ("who says that", "and the last one", "source?"):
        assert text(await town.ann.slash(town.square, "ask", question=follow_up))
