"""Says at the end of a run how many payloads of the bot were held against Discord's own API description."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import pytest

MODULE, OUTPUT = "discord_app.payloads", "payloads"

counted: Counter[str] = Counter()
"""What the other processes of this run have counted, by kind of payload."""


def _here() -> Counter[str]:
    found: list[Any] = [module for name, module in sys.modules.items() if name.endswith(MODULE)]
    total: Counter[str] = Counter()
    for module in found:
        total.update(module.checked)
    return total


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: Any = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[OUTPUT] = dict(_here())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    counted.update(getattr(node, "workeroutput", {}).get(OUTPUT, {}))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    total = counted + _here()
    if total:
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in total.most_common())
        terminalreporter.write_line(f"{total.total():,} payloads held against Discord's API description: {kinds}")
