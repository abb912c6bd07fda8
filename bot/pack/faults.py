"""Faults: what a check reports, with the place, what is wrong there, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path

from bot.errors import FootnoteError
from bot.pack.models.pack_info import Level


class Severity(IntEnum):
    """How bad it is."""

    FAULT = 0
    """The pack does not load until it is mended."""
    ADVICE = 1
    """Worth a look; it stops nothing."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake in a pack, or one piece of advice.

    Attributes:
        file: the file, relative to the pack's folder.
        line: 1-based line on which the faulty value begins.
        entry: id of the entry (question, term, quote, article), or the key when an entry has no id.
        problem: what is wrong, in one sentence.
        remedy: what to do about it, in one sentence.
        severity: whether it keeps the pack from loading.
    """

    file: str
    line: int
    entry: str
    problem: str
    remedy: str
    severity: Severity = Severity.FAULT

    @property
    def stops(self) -> bool:
        """Whether the pack does not load because of it."""
        return self.severity is Severity.FAULT

    def __str__(self) -> str:
        """The fault as one readable line."""
        return f"{self.file}:{self.line}: {self.entry}: {self.problem} {self.remedy}"


def as_asked(level: Level, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Faults as severe as a policy makes them; none where it is off."""
    severity = Severity.FAULT if level == "required" else Severity.ADVICE
    yield from (replace(fault, severity=severity) for fault in (faults if level != "off" else ()))


class PackError(FootnoteError):
    """A pack that must not be loaded, with every fault found in it."""

    def __init__(self, folder: Path, faults: Sequence[Fault]) -> None:
        """Keep the faults in the order of files and lines."""
        self.folder = folder
        self.faults = tuple(sorted(faults))
        count = len(self.faults)
        shown = "\n".join(f"  {fault}" for fault in self.faults[:20])
        more = f"\n  … and {count - 20} more" if count > 20 else ""
        super().__init__(f"The pack in {folder} has {count} fault{'s' * (count != 1)}:\n{shown}{more}")
