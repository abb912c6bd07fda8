"""Slips of the hand in a pack are told with their file and line, or do no harm: 300 of each pack, seeded."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from bot.resources import ROOT

from .slips import KINDS, Judged, Outcome, Slipping

EXAMPLE, SHIPPED = ROOT / "examples" / "makers-space", ROOT / "seeds"


def judged(pack: Path, folder: Path, seed: int, begin: int, end: int) -> list[Judged]:
    copy = Slipping(shutil.copytree(pack, folder / "pack"))
    return [copy.judge(slip) for slip in islice(copy.slips(random.Random(seed)), begin, end)]


def neither(found: list[Judged]) -> list[str]:
    """Slips that were neither caught at their place nor harmless, as a person reads them."""
    return [
        f"{each.outcome}: {each.slip.kind} at {each.slip.file}:{each.slip.line}; said: {[*map(str, each.faults[:2])]}"
        for each in found
        if each.outcome in (Outcome.ELSEWHERE, Outcome.SILENT)
    ]


@pytest.mark.parametrize(
    ("pack", "seed", "begin", "end"),
    [
        pytest.param(EXAMPLE, 1, 0, 60, id="60 of the example"),
        pytest.param(EXAMPLE, 2, 0, 300, id="300 of the example", marks=pytest.mark.slow),
        *(
            pytest.param(
                SHIPPED, 3, begin, begin + 60, id=f"60 of the shipped pack from {begin}", marks=pytest.mark.slow
            )
            for begin in range(0, 300, 60)  # in five parts, which processes share
        ),
    ],
)
def test_every_slip_is_caught_with_its_file_and_line_or_harmless(
    pack: Path, seed: int, begin: int, end: int, tmp_path: Path
) -> None:
    found = judged(pack, tmp_path, seed, begin, end)
    assert neither(found) == []
    outcomes = Counter(each.outcome for each in found)
    assert outcomes[Outcome.CAUGHT] > outcomes[Outcome.HARMLESS] > 0


def test_the_slips_are_of_every_kind(tmp_path: Path) -> None:
    copy = Slipping(shutil.copytree(EXAMPLE, tmp_path / "pack"))
    assert {slip.kind for slip in islice(copy.slips(random.Random(1)), 300)} == {*KINDS}


def test_a_text_that_vanishes_without_a_word_would_be_seen(tmp_path: Path) -> None:
    copy = Slipping(shutil.copytree(EXAMPLE, tmp_path / "pack"))
    slip = next(slip for slip in copy.slips(random.Random(1)) if slip.kind == "another language")
    assert copy.judge(slip).outcome is Outcome.CAUGHT
