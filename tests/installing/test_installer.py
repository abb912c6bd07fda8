"""The installer: nothing twice, and a sentence for whatever stands in its way. `make fresh` has it install for real."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import install as installer
from tools.install import RUNTIME, STAMP, InstallError, bring_up_to_date, make_environment, pins, python_of

LOCK = """\
# 2 packages, about 3 MB to download
# Made by `make lock`.
no-such-package-anywhere==1.0 \\
    --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000
    # via footnote (pyproject.toml)
other[extra]==2.0 ; sys_platform == 'nowhere' \\
    --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000
"""


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """A folder that looks like a virtual environment, with this Python in it."""
    python = python_of(tmp_path / "environment")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path / "environment"


def test_pins_are_read_with_their_extras_and_markers() -> None:
    assert pins(LOCK) == ["no-such-package-anywhere==1.0", "other[extra]==2.0 ; sys_platform == 'nowhere'"]
    assert [installer.name_of(pin) for pin in ("A_b.C[x]==1 ; y", "d==1")] == ["a-b-c", "d"]


@pytest.mark.parametrize("more", [[], ["ruff==0.1"]], ids=["the same", "the tools of development too"])
def test_what_is_there_is_not_installed_again(
    environment: Path, more: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def install(_python: Path, _lock: Path) -> None:
        pytest.fail("It was installed again.")

    monkeypatch.setattr(installer, "install", install)
    (environment / STAMP).write_text("\n".join([*pins(RUNTIME.read_text("utf-8")), *more]), "utf-8")
    bring_up_to_date(environment, RUNTIME)
    assert capsys.readouterr().out == ""


def test_a_failed_installation_says_why_and_is_tried_again_next_time(
    environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    lock = tmp_path / "lock.txt"
    lock.write_text(LOCK, "utf-8")
    for _ in range(2):
        with pytest.raises(InstallError, match=r"(?s)no-such-package-anywhere.*CPython 3\.11 to 3\.14 on Linux"):
            bring_up_to_date(environment, lock)
        assert not (environment / STAMP).exists()
        told = capsys.readouterr().out
        assert told.startswith(f"Installing into {environment}: 2 packages, about 3 MB to download.")


def test_a_python_without_venv_is_told_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        return None

    monkeypatch.setattr("importlib.util.find_spec", missing)
    with pytest.raises(InstallError, match="apt install python3-venv"):
        make_environment(tmp_path / "environment")


def test_an_environment_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(InstallError, match=r"file/environment; the lines above say why"):
        make_environment(tmp_path / "file" / "environment")
