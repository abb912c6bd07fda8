"""The tutorial docs/own-library.md, followed to the letter from an empty folder."""

from __future__ import annotations

import asyncio
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.library.pack_watcher import watch
from bot.resources import ROOT
from bot.settings import Settings, load_settings
from tests.demo.conftest import Visit

TUTORIAL = ROOT / "docs" / "own-library.md"
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE)
_ASIDE = ("demo", "run")
"""Commands that end only when they are told to; the demo is tried below, `run` wants a token."""


@dataclass
class Reader:
    """Somebody who does what the tutorial says, block by block."""

    folder: Path
    said: str = ""

    def follow(self, *, until: str = "") -> None:
        """Do everything up to the block that begins with `until`."""
        for block in _BLOCK.finditer(TUTORIAL.read_text("utf-8")):
            kind, file, text = block["kind"], block["file"], block["text"]
            if until and text.startswith(until):
                return
            if kind == "sh":
                self.said = "".join(self.run(line) for line in text.splitlines())
            elif kind == "text":
                for line in text.splitlines():
                    assert " ".join(line.split()) in " ".join(self.said.split())
            elif kind == "diff":
                self.patch(self.folder / file, text)
            else:
                (self.folder / file).write_text(text, "utf-8")

    def run(self, command: str) -> str:
        assert command.startswith("python -m bot ")
        arguments = shlex.split(command)[3:]
        if arguments[0] in _ASIDE:
            return ""
        ran = CliRunner().invoke(app, arguments)
        assert ran.exit_code == 0, f"{command}\n{ran.output}"
        return ran.output

    @staticmethod
    def patch(path: Path, text: str) -> None:
        """Put the lines with a plus after the line before them."""
        lines = text.splitlines()
        before = [line[1:] for line in lines if not line.startswith("+")]
        after = [line[1:] for line in lines]
        found = path.read_text("utf-8")
        assert "\n".join(before) in found
        path.write_text(found.replace("\n".join(before), "\n".join(after)), "utf-8")


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """An empty folder beside the examples, without settings of anybody."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'footnote.db'}")
    return Reader(tmp_path)


@pytest.mark.slow
def test_every_step_works_as_it_is_written(reader: Reader) -> None:
    reader.follow()
    assert "25 €" in reader.said
    assert (reader.folder / "our-faq" / ".imported.json").exists()


@pytest.fixture
def settings(reader: Reader) -> Settings:
    """The demo of step 3, on the pack that steps 1 and 2 made."""
    reader.follow(until="python -m bot demo")
    return load_settings(_env_file=None, seeds=reader.folder / "our-faq", cache=False)


async def test_in_the_demo_a_miss_is_mended_and_answered_without_a_restart(reader: Reader, visit: Visit) -> None:
    stop = asyncio.Event()
    watching = asyncio.create_task(watch(visit.client.library, visit.sandbox, stop=stop))
    await visit.client.library.ready()

    async def asked(question: str) -> str:
        before = len(await visit.messages("general"))
        await visit.say("general", f"<@{visit.client.user.id if visit.client.user else 0}> {question}")
        return str((await visit.until("general", before + 2))[0]["components"])

    assert "**30 €** for half of one" in await asked("price of half a plot")
    assert "sign up here" not in await asked("is there a waiting list")
    edition = visit.client.library.edition
    diff = next(block for block in _BLOCK.finditer(TUTORIAL.read_text("utf-8")) if block["kind"] == "diff")
    reader.patch(reader.folder / diff["file"], diff["text"])
    async with asyncio.timeout(30):
        while visit.client.library.edition is edition:  # noqa: ASYNC110 - the swap is no event
            await asyncio.sleep(0.01)
    assert "[sign up here](https://example.org/garden/list)" in await asked("is there a waiting list")
    stop.set()
    await watching
