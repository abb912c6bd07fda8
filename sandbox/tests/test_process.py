"""`python -m sandbox`: says where it is, serves, stops when told to, and says when the port is taken."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]


COMMAND = [sys.executable, "-m", "sandbox", "--port"]


def test_it_says_where_it_is_serves_and_stops_when_told_to() -> None:
    with subprocess.Popen([*COMMAND, "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        assert process.stdout.readline() == f"BOT_DISCORD_API={address} DISCORD_TOKEN=sandbox\n"
        with urlopen(f"{address}/sandbox/world") as answer:
            assert answer.status == 200
        port = address.rpartition(":")[2]
        second = subprocess.run([*COMMAND, port], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
        assert (second.returncode, second.stdout) == (2, "")
        assert "Choose another with --port" in second.stderr
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
