"""What looks like a question that the shipped pack answers, and is not, is hardly ever answered."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter
from yaml import safe_load

from bot.matching import Decision, QuestionSource
from tests.support.engines import shipped_engine

ROOT = Path(__file__).parents[2]


class NearMiss(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    way: Literal["frame", "person", "attribute"]
    text: str


def questions(way: str) -> list[str]:
    raw = safe_load((ROOT / "tests" / "data" / "near_misses.yaml").read_text("utf-8"))
    return [one.text for one in TypeAdapter(list[NearMiss]).validate_python(raw) if one.way == way]


@pytest.mark.parametrize(
    ("way", "most"),
    [
        ("attribute", 0.05),
        pytest.param("person", 0.08, marks=pytest.mark.slow),
        pytest.param("frame", 0.08, marks=pytest.mark.slow),
    ],
)
def test_few_near_misses_are_answered_and_none_where_nobody_called(way: str, most: float) -> None:
    asked = questions(way)
    assert len(asked) >= 50
    answered = [text for text in asked if shipped_engine().ask(text).decision is Decision.ANSWER]
    assert len(answered) <= most * len(asked), answered
    overheard = [
        text for text in asked if shipped_engine().ask(text, mode=QuestionSource.CHANNEL).decision is Decision.ANSWER
    ]
    assert overheard == []
