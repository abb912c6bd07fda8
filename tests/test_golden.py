"""The golden gate: the golden questions are answered no worse than the figures written down."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest

from bot.answering.answer import Answering
from bot.evaluating.labelled import read_labelled
from bot.evaluating.outcomes import ask_all
from bot.evaluating.scorecard import Scorecard, score
from bot.evaluating.talk.conversations import DialogueScorecard, converse, read_conversations, score_conversations
from bot.settings import Settings, load_settings
from tests.evaluating.gate import breaches, read_bounds
from tests.support.engines import shipped_engine
from tests.support.packs import shipped_pack

ROOT = Path(__file__).parents[1]
GOLDEN = "tests/data/golden.yaml"
FLOOR = "tests/data/golden_floor.toml"
GATED = {
    "right_first", "right_in_three", "right_answered", "wrong_among_given", "near_answered", "far_answered",
    "calibration_error",
}  # fmt: skip


@pytest.fixture(scope="module")
def card() -> Scorecard:
    pack, engine = shipped_pack(), shipped_engine()
    tolerance = Settings.model_fields["tolerated_error"].default
    outcomes = ask_all(engine, read_labelled(ROOT / GOLDEN, pack.question_by_id), tolerance=tolerance)
    return score(outcomes, engine.threshold(tolerance=tolerance), worst=len(outcomes))


def test_the_golden_questions_are_answered_no_worse_than_before(card: Scorecard) -> None:
    broken = breaches(card, read_bounds(ROOT / FLOOR))
    told = "\n  ".join(broken)
    assert not broken, (
        f"The golden set does worse than {FLOOR} allows:\n  {told}\n"
        f"Look at all of it with: python -m bot evaluate {GOLDEN}"
    )


def test_every_figure_that_matters_has_a_bound() -> None:
    bounds = read_bounds(ROOT / FLOOR)
    assert {*bounds.at_least, *bounds.at_most} == GATED


def test_the_golden_set_is_large_enough_to_tell(card: Scorecard) -> None:
    assert card.answerable >= 150
    assert card.near >= 50
    assert card.far >= 50


@pytest.fixture(scope="module")
def talked() -> DialogueScorecard:
    engine = shipped_engine()

    def begin() -> Answering:
        return Answering(lambda: engine, load_settings(), lambda: 0.0, chance=Random(0))

    files = ("conversations.yaml", "conversations_held.yaml")
    every = [each for name in files for each in read_conversations(ROOT / "tests/data" / name)]
    return score_conversations(converse(every, begin))


@pytest.mark.slow
def test_conversations_are_followed_no_worse_than_before(talked: DialogueScorecard) -> None:
    bounds = tomllib.loads((ROOT / FLOOR).read_text("utf-8"))["conversations"]
    figures = asdict(talked.figures)
    assert set(figures) == {*bounds["at_least"], *bounds["at_most"]}
    low = {name: figures[name] for name, bound in bounds["at_least"].items() if figures[name] < bound}
    high = {name: figures[name] for name, bound in bounds["at_most"].items() if figures[name] > bound}
    wrong = "\n  ".join(f"{each.conversation}: {each.turn.text!r} ({each.turn.expect.value})" for each in talked.wrong)
    assert not low, wrong
    assert not high, wrong


@pytest.mark.slow
def test_there_are_enough_conversations_to_tell(talked: DialogueScorecard) -> None:
    assert talked.turns >= 480
