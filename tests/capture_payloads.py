"""What the bot sends, written down for other libraries: `python -m tests.capture_payloads FOLDER [--captured]`.

The tests of the bot in Discord are run, which use every command and press every button, and what it asks of the
sandbox is written into files of JSON Lines, `{"method", "path", "body"}` each; then one message of each kind from the
shipped pack in each language. `make conformance` has discord.js rebuild them. With `--captured` the tests are not run,
for they were run with `FOOTNOTE_CAPTURE=FOLDER` before.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

import pytest

from bot.discord_app.live.exhibits import exhibits
from bot.discord_app.live.rehearsal import body_of
from bot.languages import TONGUES
from bot.library.library import Library
from bot.settings import ROOT, load_settings
from tests.support.captured_payloads import FOLDER, write

PROCESSES = ("test_run.py", "test_stopping.py", "test_live.py")
"""Tests of whole processes, whose requests are not written down."""


async def capture_exhibits(folder: Path) -> None:
    """Write down one message of each kind, in each language."""
    settings = load_settings(_env_file=None)
    library = await Library.open(settings.seeds, cache=settings.cache, encoder=settings.encoder)
    for tongue in TONGUES:
        for exhibit in exhibits(library.edition, tongue.code, settings):
            write(folder, "POST", "/channels/1/messages", body_of(exhibit.card.view()))


def run_tests(folder: Path) -> int:
    """Run the tests, and write down what the bot sends in them; gives pytest's exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    for before in folder.glob("*.jsonl"):
        before.unlink()
    os.environ[FOLDER] = str(folder.resolve())
    folder_of_tests = ROOT / "tests" / "discord_app"
    passed_over = [f"--ignore={folder_of_tests / name}" for name in PROCESSES]
    return int(pytest.main(["-q", "-m", "not slow", *passed_over, str(folder_of_tests)]))


def main() -> int:
    """Write everything down; gives the exit code of the tests, and ends with 1 where none has written anything."""
    parser = argparse.ArgumentParser(description="Write down what the bot sends in its tests.")
    parser.add_argument("folder", type=Path, help="where to")
    parser.add_argument("--captured", action="store_true", help="the tests have been run with FOOTNOTE_CAPTURE=FOLDER")
    given = parser.parse_args()
    code = 0 if given.captured else run_tests(given.folder)
    if not any(given.folder.glob("*.jsonl")):
        raise SystemExit(f"No test has written anything into {given.folder}: run them with {FOLDER} set to its path.")
    if code == 0:
        asyncio.run(capture_exhibits(given.folder))
    return code


if __name__ == "__main__":
    raise SystemExit(main())
