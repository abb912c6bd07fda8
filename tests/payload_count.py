"""Says at the end of a run how much of what the bot sends was held against Discord's own API description."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

COUNTERS = {
    "payloads": ("support.payloads", "checked"),
    "bodies exchanged with the sandbox": ("support.payloads", "exchanged"),
}
"""What is counted, with how the module's name ends that counts it, and the name of its counter there."""
HELD = "held against Discord's API description"

counted: dict[str, Counter[str]] = {what: Counter() for what in COUNTERS}
"""What the other processes of this run have counted, by kind."""


def _here() -> Iterator[tuple[str, Counter[str]]]:
    """What this process has counted; a module may be loaded under more than one name."""
    for what, (ending, counter) in COUNTERS.items():
        found: list[Any] = [module for name, module in sys.modules.items() if name.endswith(ending)]
        total: Counter[str] = Counter()
        for module in found:
            total.update(getattr(module, counter))
        yield what, total


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: Any = getattr(session.config, "workeroutput", None)
    if output is not None:
        output.update({what: dict(counts) for what, counts in _here()})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for what, counts in counted.items():
        counts.update(getattr(node, "workeroutput", {}).get(what, {}))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for what, counts in _here():
        total = counted[what] + counts
        if total:
            kinds = ", ".join(f"{kind} {number:,}" for kind, number in total.most_common())
            terminalreporter.write_line(f"{total.total():,} {what} {HELD}: {kinds}")
