"""Capture of what the bot sends in tests, for other libraries to be held against; see `tests/capture_payloads.py`."""

from __future__ import annotations

import json
import os
from pathlib import Path

from sandbox.rest.router import Exchange

FOLDER = "FOOTNOTE_CAPTURE"
"""Variable of the environment that names the folder; without it nothing is written down."""


def capture(request: Exchange) -> None:
    """Write a request of the bot down, where that is wanted."""
    if (folder := os.environ.get(FOLDER)) and request.method != "GET" and request.body:
        write(Path(folder), request.method, request.path, request.body)


def write(folder: Path, method: str, path: str, body: object) -> None:
    """Write a request down, in a file of this process."""
    with (folder / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"method": method, "path": path, "body": body}, ensure_ascii=False) + "\n")
