"""`python -m sandbox`: says where it is and with which token, serves, stops when told to, and names a taken port."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[2]


COMMAND = [sys.executable, "-m", "sandbox", "--port"]


def test_it_says_where_it_is_serves_and_stops_when_told_to() -> None:
    with subprocess.Popen([*COMMAND, "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = dict(process.stdout.readline().strip().split(": ", 1) for _ in range(4))
        page = told["page"]
        assert page.startswith("http://127.0.0.1:")
        assert told["rest"] == f"{page}/api/v10"
        assert told["gateway"] == f"{page.replace('http', 'ws')}/gateway"
        with urlopen(f"{page}/sandbox/world") as answer:
            world = json.loads(answer.read())
        assert [each["name"] for each in world["channels"]] == ["general", "questions", "quiet", "news"]
        with urlopen(Request(f"{told['rest']}/users/@me", headers={"Authorization": f"Bot {told['token']}"})) as answer:
            assert json.loads(answer.read())["bot"]
        port = page.rpartition(":")[2]
        second = subprocess.run([*COMMAND, port], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
        assert (second.returncode, second.stdout) == (2, "")
        assert "Choose another with --port" in second.stderr
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def test_it_prints_its_schema_and_what_it_models() -> None:
    schema = json.loads(subprocess.check_output([*COMMAND, "0", "--schema"], cwd=ROOT))
    assert schema["required"] == ["people", "servers"]
    assert "Intents that lead to events" in subprocess.check_output([*COMMAND, "0", "--list"], cwd=ROOT, text=True)
