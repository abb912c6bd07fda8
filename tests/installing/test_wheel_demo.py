"""The wheels of Footnote and of the local Discord together run the demo, from any folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from tests.support.packs import TRAM


@pytest.mark.slow
def test_both_wheels_unpacked_anywhere_run_the_demo(wheel: Path, sandbox_wheel: Path, tmp_path: Path) -> None:
    unpacked, elsewhere = tmp_path / "unpacked", tmp_path / "elsewhere"
    elsewhere.mkdir()
    for each in (wheel, sandbox_wheel):
        with ZipFile(each) as archive:
            archive.extractall(unpacked)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("BOT_", "COV_"))}
    environment |= {"PYTHONPATH": str(unpacked), "BOT_CACHE": "false", "BOT_ENCODER": "off"}
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--seeds", str(TRAM)]
    with subprocess.Popen(command, cwd=elsewhere, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready = process.stdout.readline()
        try:
            assert ready.startswith("Ready: open http://127.0.0.1:"), ready
            with urlopen(ready.split()[2] + "/sandbox/world") as answer:
                assert answer.status == 200
            with urlopen(ready.split()[2]) as answer:
                assert b"<script" in answer.read()
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
