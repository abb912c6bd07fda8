"""The pack that ships as an example: it loads, it is whole in both languages, and it answers what people ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluating.labelled import read_labelled
from bot.evaluating.outcomes import JudgedQuestion, OutcomeKind, ask_all
from bot.library.engine_cache import build_engine
from bot.matching import Decision, Engine
from bot.pack.loader import examine, load_pack
from bot.pack.models import Pack
from bot.resources import ROOT

PACK = ROOT / "examples" / "makers-space"
APART = Path(__file__).parents[1] / "data" / "makers_space.jsonl"
"""Questions written apart from the phrasings, English and German, with near misses and far ones."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACK)


@pytest.fixture(scope="module")
def outcomes(pack: Pack) -> tuple[JudgedQuestion, ...]:
    engine: Engine = build_engine(pack, cache=False)
    return ask_all(engine, read_labelled(APART, pack.question_by_id))


def test_it_has_no_fault_and_needs_no_advice() -> None:
    assert [str(fault) for fault in examine(PACK)[1]] == []


def test_every_text_is_there_in_both_languages(pack: Pack) -> None:
    texts = [
        *(text for each in pack.questions for text in (each.question, each.answer)),
        *(text for each in pack.terms for text in (each.term, each.definition)),
        *(each.answer for each in pack.chitchat),
        *(each.title for each in pack.info.topics),
    ]
    assert [text for text in texts if set(dict(text.items())) != {"en", "de"}] == []


def test_it_is_thirty_entries_without_an_article(pack: Pack) -> None:
    assert 30 <= len(pack.questions) <= 32
    assert pack.articles == ()
    assert min(len(each.phrasings) for each in pack.questions) >= 5


def test_questions_written_apart_are_answered_and_hardly_one_wrongly(outcomes: tuple[JudgedQuestion, ...]) -> None:
    answerable = [each for each in outcomes if each.kind is OutcomeKind.ANSWERABLE]
    assert len(answerable) >= 40
    assert sum(each.right for each in answerable) >= 0.9 * len(answerable)
    assert sum(each.given and each.right for each in answerable) >= 0.5 * len(answerable)
    assert sum(each.given and not each.right for each in answerable) <= 1
    helped = [each for each in answerable if each.given or (each.decision is Decision.SUGGEST and each.right_in(3))]
    assert len(helped) >= 0.75 * len(answerable)


def test_what_it_does_not_say_is_not_answered(outcomes: tuple[JudgedQuestion, ...]) -> None:
    assert sum(each.given for each in outcomes if each.kind is not OutcomeKind.ANSWERABLE) <= 1
