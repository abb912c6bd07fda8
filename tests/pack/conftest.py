"""A small pack on allotment gardens that tests may spoil, and what the check says of it then."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.pack.faults import Fault
from bot.pack.loader import examine, inspect_pack

GARDEN = Path(__file__).parent / "garden"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@dataclass(frozen=True)
class Garden:
    """A copy of the gardens' pack."""

    folder: Path

    def edit(self, file: str, old: str, new: str) -> Garden:
        """Replace a text that stands in the file exactly once."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")
        return self

    def write(self, file: str, text: str) -> Garden:
        """Write a file anew."""
        (self.folder / file).write_text(text, "utf-8")
        return self

    def faults(self) -> list[Fault]:
        return examine(self.folder)[1]

    def advice(self) -> list[Fault]:
        return [*inspect_pack(self.folder).advice]

    def fault(self) -> Fault:
        """The one fault there is."""
        faults = self.faults()
        assert len(faults) == 1, "\n".join(map(str, faults))
        return faults[0]

    def line(self, fault: Fault) -> str:
        """The text of the line that a fault names."""
        return (self.folder / fault.file).read_text("utf-8").splitlines()[fault.line - 1].strip()


@dataclass(frozen=True)
class Slip:
    """A mistake in the gardens' pack and what must be said of it."""

    about: str
    file: str
    old: str
    new: str
    entry: str
    line: str
    """What the line that is named begins with, once stripped."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        return self.about


def names(slips: Sequence[Slip]) -> list[str]:
    return [slip.about.replace(" ", "-") for slip in slips]


def check(garden: Garden, slip: Slip) -> None:
    """Make the mistake and compare what is said."""
    fault = garden.edit(slip.file, slip.old, slip.new).fault()
    assert (fault.file, fault.entry) == (slip.file, slip.entry)
    assert (fault.problem, fault.remedy) == (slip.problem, slip.remedy)
    assert garden.line(fault).startswith(slip.line)


@pytest.fixture
def garden(tmp_path: Path) -> Garden:
    return Garden(shutil.copytree(GARDEN, tmp_path / "garden"))
