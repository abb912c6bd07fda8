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


def test_two_moves_in_one_message_are_both_served(say: Say) -> None:
    say("What does total factor productivity have to do with new quality productive forces?")
    reply = say("which paper is this from and when was it out")
    assert [one.kind for one in reply.given if isinstance(one, Lookup)] == ["article", "when"]


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


def test_a_half_in_light_words_only_is_offered_what_it_may_mean(say: Say) -> None:
    reply = say("what is meant by relations of production, and what has to happen to them?")
    assert [entry.id for entry in reply.answers] == ["relations-meaning"]
    assert "What must happen to the relations of production?" in reply.said


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (
            "what's the difference between emerging and future industries, and which six areas are there",
            ["fu-vs-emerging", "fu-six-areas"],
        ),
        ("市场和政府是什么关系，有没有设定期限？", ["market-government", "targets-deadlines"]),
        ("请问核心标志是什么，基本内涵又是什么", ["hallmark", "connotation"]),
    ],
)
def test_what_follows_a_comparison_or_a_comma_between_characters_is_answered_too(
    say: Say, text: str, entries: list[str]
) -> None:
    assert [entry.id for entry in say(text).answers] == entries


def test_a_measure_that_is_asked_for_beside_is_not_passed_over(say: Say) -> None:
    reply = say("who is Pan Jiaofeng and how old is he")
    assert [entry.id for entry in reply.answers] == ["pan"]
    assert "how old is he" in reply.said


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("how old is Zhou Yuan? what did he say?", "how old is Zhou Yuan"),
        ("周源多大了？他说了什么？", "周源多大了"),
        ("周源的邮箱是多少？他说了什么？", "周源的邮箱是多少"),
    ],
)
def test_whoever_is_asked_about_in_vain_is_meant_by_the_pronoun_behind_it(say: Say, text: str, missed: str) -> None:
    reply = say(text)
    assert [entry.id for entry in reply.answers] == ["zhou-yuan"]
    assert missed in reply.said


def test_what_one_half_may_mean_is_offered_below_the_proof_that_the_other_is_not_there(say: Say) -> None:
    reply = say("how many 5G smartphones sold? what about solar batteries?")
    assert reply.decision is Decision.SUGGEST
    assert reply.absence == ("5G",)
    assert "solar-output" in {candidate.question.id for candidate in reply.offered}
    assert reply.said.startswith("None of the 5 articles mentions")
