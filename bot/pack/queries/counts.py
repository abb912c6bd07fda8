"""Counts of what a pack holds, for each kind of entry."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pack.kinds import KINDS
from bot.pack.reading.draft import Draft


@dataclass(frozen=True, slots=True)
class Count:
    """One row of the table under a check."""

    kind: str
    count: int


def count_entries(draft: Draft) -> tuple[Count, ...]:
    """What was read, faulty or not, kind by kind; entries of the wrong shape are left out."""
    return tuple(
        Count(label, sum(number(located.entry) for located in draft.of(kind.model)))
        for kind in KINDS
        for label, number in kind.counted.items()
    )
