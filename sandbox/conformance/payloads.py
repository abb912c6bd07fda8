"""Payloads of a bot, rebuilt by discord.js's builders, which hold every field against Discord's rules.

Payloads come as files, so that nothing here knows the bot: JSON Lines, a request `{"method", "path", "body"}` each.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.conformance.clients import HERE, UnavailableError

MOST_TOLD = 10
"""Most faults of a kind that are told."""
PROBES = HERE / "discord_js" / "probes.jsonl"
"""What the builders must refuse: if they take one of these, that they took the rest means nothing."""


@dataclass
class Rebuilt:
    """What came of one kind of payload: command, message, modal, autocompletion."""

    checked: int = 0
    faults: list[str] = field(default_factory=list[str])


def rebuild(command: Sequence[str], folder: Path) -> dict[str, Rebuilt]:
    """Rebuild every payload in the files of a folder, each once.

    Args:
        command: starts the rebuilding program.
        folder: holds the files, `*.jsonl`.

    Raises:
        UnavailableError: there is no payload, or the program failed.
    """
    lines = list(dict.fromkeys(_lines(folder)))
    if not lines:
        raise UnavailableError(f"{folder} holds no payloads.")
    probes = PROBES.read_text("utf-8").splitlines()
    taken = [probe for probe in probes if any("fault" not in one for one in _built(command, [probe]))]
    found = {"what they must refuse": Rebuilt(len(probes), taken)}
    told: Counter[str] = Counter()
    for one in _built(command, lines):
        rebuilt = found.setdefault(one["kind"], Rebuilt())
        rebuilt.checked += 1
        if "fault" in one:
            told[one["fault"]] += 1
            if told[one["fault"]] == 1:
                rebuilt.faults.append(f"{one['place']}: {one['fault']}")
    return found


def _built(command: Sequence[str], lines: Sequence[str]) -> list[dict[str, str]]:
    """What came of each part of some requests."""
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=False)
    if done.returncode:
        raise UnavailableError(f"the builders could not be run:\n{done.stderr}".rstrip())
    return [json.loads(line) for line in done.stdout.splitlines()]


def _lines(folder: Path) -> Iterator[str]:
    """The payloads; two that differ only in whom they answer are one."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            request = json.loads(line)
            ends = request["path"].rsplit("/", 1)[-1]
            path = f"/{ends if ends in {'callback', 'commands'} else 'messages'}"
            yield json.dumps({**request, "path": path}, ensure_ascii=False)
