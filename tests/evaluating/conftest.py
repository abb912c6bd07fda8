"""Measuring on a small pack, a village library's, and on labelled files of a few lines.

Questions are compared by words alone: over a thousand are asked, and what is measured of them is not how good they are.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.evaluating.outcomes import JudgedQuestion, OutcomeKind
from bot.matching import Decision, Engine
from bot.pack.loader import examine, load_pack
from bot.pack.reading.draft import Draft
from tests.support.command_line import Footnote, command_line
from tests.support.packs import VILLAGE


def outcome(
    kind: OutcomeKind = OutcomeKind.ANSWERABLE,
    *,
    confidence: float = 0.9,
    right: bool = True,
    given: bool = True,
    candidates: tuple[str, ...] | None = None,
    text: str = "a question",
    micros: int = 100,
) -> JudgedQuestion:
    """An outcome made by hand: "a" is wanted, and comes first where it is right."""
    wanted = ("a",) if kind is OutcomeKind.ANSWERABLE else ()
    ranked = ("a", "b", "c") if right and wanted else ("b", "c", "d")
    decision = Decision.ANSWER if given else Decision.NOTHING
    return JudgedQuestion(text, kind, wanted, decision, (), candidates or ranked, confidence, "its phrasing", micros)


def written(folder: Path, changes: dict[str, tuple[str, str]]) -> Path:
    """A copy of the village's pack in which each file named has a text put in place of another."""
    copy = shutil.copytree(VILLAGE, folder / "village")
    for name, (old, new) in changes.items():
        text = (copy / name).read_text("utf-8")
        assert text.count(old) == 1
        (copy / name).write_text(text.replace(old, new), "utf-8")
    return copy


def engine_of(folder: Path) -> tuple[Draft, Engine]:
    """A pack as read from its files, and its engine."""
    draft, faults = examine(folder)
    assert faults == []
    return draft, Engine.build(load_pack(folder), vectors=None)


@pytest.fixture(scope="session")
def village() -> tuple[Draft, Engine]:
    return engine_of(VILLAGE)


@pytest.fixture
def footnote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Footnote:
    monkeypatch.chdir(tmp_path)  # where no .env lies
    return command_line(BOT_CACHE="false", BOT_ENCODER="off")
