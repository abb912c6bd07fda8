"""Values kept in files with their arrays mapped."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from bot.library import mapped_file

read = partial(mapped_file.read, package="bot")
VALUE = {"small": np.arange(3, dtype=np.int32), "large": np.ones((100, 7), np.float32), "none": np.zeros((0, 4))} | {
    "turned": np.arange(6.0).reshape(2, 3).T
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "kept"
    with place.open("w+b") as out:
        mapped_file.write((VALUE, "and a word"), out, package="bot")
    return place


def test_a_value_comes_back_with_its_arrays(file: Path) -> None:
    arrays, word = read(file)
    assert word == "and a word"
    assert arrays.keys() == VALUE.keys()
    for name, array in VALUE.items():
        assert np.array_equal(arrays[name], array)
        assert arrays[name].dtype == array.dtype
        assert arrays[name].flags.f_contiguous == array.flags.f_contiguous, "sums would end in other last digits"


def test_arrays_stay_in_the_file_and_nobody_writes_to_them(file: Path) -> None:
    arrays, _ = read(file)
    assert not arrays["large"].flags.owndata
    assert arrays["large"].ctypes.data % 64 == 0
    with pytest.raises(ValueError, match="read-only"):
        arrays["large"][0] = 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")
def test_what_was_read_outlives_its_file(file: Path) -> None:
    arrays, _ = read(file)
    file.unlink()
    assert arrays["large"].sum() == 700


def test_a_file_cut_short_is_not_taken_for_a_whole_one(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(ValueError, match="digest"):
        read(file)


def test_there_is_nothing_to_read_where_nothing_was_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nothing")


@pytest.mark.parametrize("at", [0.3, 0.9], ids=["in the value", "in an array"])
def test_a_file_with_other_bytes_in_it_is_not_read(file: Path, at: float) -> None:
    raw = bytearray(file.read_bytes())
    raw[int(len(raw) * at)] ^= 0xFF
    file.write_bytes(raw)
    with pytest.raises(ValueError, match="digest"):
        read(file)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("where", ["file", "folder"])
def test_what_others_may_have_written_is_not_read(file: Path, where: str) -> None:
    place = file if where == "file" else file.parent
    place.chmod(place.stat().st_mode | 0o022)
    with pytest.raises(mapped_file.UntrustedFileError, match="others may write"):
        read(file)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such owners")
def test_what_somebody_else_owns_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 4321)
    with pytest.raises(mapped_file.UntrustedFileError, match="belongs to somebody else"):
        read(file)
