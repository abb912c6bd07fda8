"""The wheel of Footnote: what is in it, and that it answers from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from email.parser import Parser
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

from bot import __version__
from tests.support.packs import VILLAGE

from .locked import ROOT


@pytest.fixture
def held(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def files_below(folder: str) -> dict[PurePosixPath, bytes]:
    return {
        PurePosixPath(path.relative_to(ROOT).as_posix()): path.read_bytes()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_only_bot_lands_at_the_top_of_site_packages(held: dict[str, bytes]) -> None:
    assert {name.split("/")[0] for name in held} == {"bot", f"footnote-{__version__}.dist-info"}


def test_all_that_a_checkout_has_is_in_the_wheel_and_nothing_else(held: dict[str, bytes]) -> None:
    expected = {str(path): content for path, content in files_below("bot").items()}
    for folder in ("seeds", "config"):
        expected |= {f"bot/_data/{path}": content for path, content in files_below(folder).items()}
    shipped = {name: content for name, content in held.items() if ".dist-info/" not in name}
    assert shipped.keys() == expected.keys()
    assert [name for name in expected if shipped[name] != expected[name]] == []


def test_the_wheel_says_what_it_is(held: dict[str, bytes]) -> None:
    described = f"footnote-{__version__}.dist-info"
    metadata = Parser().parsestr(held[f"{described}/METADATA"].decode())
    assert (metadata["Name"], metadata["Version"]) == ("footnote", __version__)
    assert metadata.get_all("License-File") == ["LICENSE", "NOTICE"]
    assert held[f"{described}/licenses/NOTICE"] == (ROOT / "NOTICE").read_bytes()
    assert "footnote = bot.__main__:main" in held[f"{described}/entry_points.txt"].decode()


def test_the_wheel_names_no_place_of_the_machine_that_built_it(held: dict[str, bytes]) -> None:
    assert [name for name, content in held.items() if str(ROOT).encode() in content] == []


@pytest.mark.slow
def test_what_is_unpacked_anywhere_answers_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    unpacked, elsewhere = tmp_path / "unpacked", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("BOT_", "COV_"))}
    environment |= {"PYTHONPATH": str(unpacked), "BOT_CACHE": "false", "BOT_ENCODER": "off"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False)

    where = "import bot.resources as r, bot.settings as s; print(r.ROOT, s.load_settings().seeds)"
    told = subprocess.check_output([sys.executable, "-c", where], cwd=elsewhere, env=environment, text=True)
    assert told.split() == [str(unpacked / "bot" / "_data"), str(unpacked / "bot" / "_data" / "seeds")]
    assert run("--version").stdout.splitlines()[0] == f"Footnote {__version__}"
    assert json.loads(run("quote", "--json").stdout)["text"]
    # `make fresh` asks the shipped pack, whose index takes a while
    reply = json.loads(run("ask", "--json", "--seeds", str(VILLAGE), "when is the library open").stdout)
    assert reply["decision"] == "answer"
    assert reply["answer"]["citations"]
    alone = run("demo", "--port", "0")
    assert (alone.returncode, alone.stdout) == (2, "")
    assert "`pip install ./sandbox`" in alone.stderr
    assert list(elsewhere.iterdir()) == []
