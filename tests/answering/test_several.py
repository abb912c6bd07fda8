"""A message that asks several things: every part gets its answer, or is said to have none."""

from __future__ import annotations

import pytest

from bot.matching import Decision, Lookup

from .conftest import Say


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("what's tfp and who is zhang yi", ["tfp", "zhang-yi"]),
        ("1. who is zhu keli 2. who is pan jiaofeng", ["zhu-keli", "pan"]),
        ("solar battery output plz and whos pan jiaofeng", ["solar-output", "pan"]),
        ("太阳能电池产量多少，3D打印设备呢？", ["solar-output", "3d-printing-output"]),
        ("Who put forward the idea? And when did it first appear?", ["who-proposed", "first-appeared"]),
    ],
)
def test_joined_questions_are_answered_one_after_the_other(say: Say, text: str, entries: list[str]) -> None:
    assert [entry.id for entry in say(text).answers] == entries


def test_a_term_is_defined_for_each_that_is_asked_for(say: Say) -> None:
    given = say("define carbon neutrality and total factor productivity").given
    assert [one.term.id for one in given if isinstance(one, Lookup) and one.term] == [
        "carbon-neutrality",
        "total-factor-productivity",
    ]


def test_a_move_may_follow_a_question_in_one_message(say: Say) -> None:
    reply = say("who is zhang yi, and in which article")
    assert reply.decision is Decision.ANSWER
    assert [one.kind for one in reply.given if isinstance(one, Lookup)] == ["article"]


def test_the_half_without_an_answer_is_told_with_its_proof(say: Say) -> None:
    reply = say("how many service robots were made and how many 5G base stations are there")
    assert [entry.id for entry in reply.answers] == ["robots-output"]
    assert reply.absence == ("5G",)
    assert "5G" in reply.said


@pytest.mark.parametrize(
    "text",
    [
        "what is the difference between emerging industries and future industries",
        "How do science and technology and education each relate to new quality productive forces?",
        "basic research, what about it",
    ],
)
def test_one_question_stays_one(say: Say, text: str) -> None:
    assert not say(text).parts


def test_it_is_what_the_clause_before_is_about(say: Say) -> None:
    reply = say("because everyone talks about AI, what do the articles say about it?")
    assert [entry.id for entry in reply.answers] == ["ai-role"]
