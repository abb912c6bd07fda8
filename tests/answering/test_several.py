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


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("这谁讲的啊 靠谱吗", {"who", "true"}),
        ("作者是誰 幹嘛的", {"who", "role"}),
        ("啥意思？举个例子？", {"simpler", "example"}),
        ("没太懂 举个栗子", {"simpler", "example"}),
    ],
)
def test_moves_parted_by_a_space_or_a_mark_are_each_served(say: Say, text: str, moved: set[str]) -> None:
    say("基础研究怎么说")
    reply = say(text)
    assert {part.lookup.kind for part in reply.parts if part.lookup} == moved


def test_a_half_without_a_word_of_its_own_is_told_where_it_is_missed(say: Say) -> None:
    reply = say("绿色发展为什么重要？怎么做？")
    assert [entry.id for entry in reply.answers] == ["green-intrinsic"]
    assert "怎么做" in reply.said


@pytest.mark.parametrize(("text", "answer"), [("潘教锋谁啊", "pan"), ("周元是谁？", "zhou-yuan")])
def test_a_name_in_other_characters_is_known_by_its_sound(say: Say, text: str, answer: str) -> None:
    assert [entry.id for entry in say(text).answers] == [answer]


def test_characters_that_merely_sound_like_a_short_name_are_none(say: Say) -> None:
    assert say("涨一点").decision is not Decision.ANSWER
