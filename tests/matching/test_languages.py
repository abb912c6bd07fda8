"""Questions in languages that the shipped pack has no phrasing in find its entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluating.labelled import read_labelled
from bot.evaluating.outcomes import JudgedQuestion, ask_all
from tests.support.engines import shipped_engine

QUESTIONS = Path(__file__).parents[1] / "data" / "languages.yaml"


@pytest.fixture(scope="module")
def asked() -> tuple[JudgedQuestion, ...]:
    return ask_all(shipped_engine(), read_labelled(QUESTIONS, shipped_engine().pack.question_by_id))


def share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)


def test_nearly_all_find_their_entry_and_most_are_answered(asked: tuple[JudgedQuestion, ...]) -> None:
    answerable = [question for question in asked if question.wanted]
    assert share([question.right for question in answerable]) >= 0.92
    assert share([question.given and question.right for question in answerable]) >= 0.70


def test_hardly_any_answer_is_wrong_and_what_is_off_the_topic_gets_none(asked: tuple[JudgedQuestion, ...]) -> None:
    assert share([not question.right for question in asked if question.given]) <= 0.03
    assert not any(question.given for question in asked if not question.wanted)
