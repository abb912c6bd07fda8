"""A conversation: what a second message is, and what it gets."""

from __future__ import annotations

import pytest

from bot.answering.lookups.about_bot import ABOUT
from bot.answering.lookups.moves import MOVES
from bot.answering.lookups.requests import REQUESTS
from bot.answering.recognising.cues import registers
from bot.matching import Decision

from .conftest import Say

FIRST = "How will intellectual property be protected?"
MOVED = {
    "who said that?": "who",
    "whats his job": "role",
    "wich article is dat": "article",
    "when was that written?": "when",
    "where was it published": "where",
    "source?": "source",
    "can you shorten that?": "shorter",
    "explain it like im 5": "simpler",
    "and in chinese?": "language",
    "give me an example": "example",
    "tell me more": "more",
    "why?": "why",
    "is that true?": "true",
    "how long does it take to read this?": "length",
    "the second one": "nth",
    "next": "next",
    "谁说的？": "who",
    "什么时候写的？": "when",
    "太长了，短一点": "shorter",
    "这是真的吗？": "true",
}
REACTIONS = (
    "that was quick",
    "so true",
    "no that's not what I asked",
    "lol",
    "hm ok",
    "🤔",
    "厉害了",
    "my prof will love this",
    "no",
)


def test_a_complete_question_is_answered_however_often_it_is_asked(say: Say) -> None:
    """It says "it", but leans on nothing."""
    question = "What does total factor productivity have to do with it?"
    assert [say(question).decision for _ in range(3)] == [Decision.ANSWER] * 3


@pytest.mark.parametrize(("text", "move"), MOVED.items())
def test_a_move_is_served_from_the_last_reply(say: Say, text: str, move: str) -> None:
    say(FIRST)
    reply = say(text)
    assert reply.decision is Decision.LOOKUP
    assert reply.lookup is not None
    assert reply.lookup.kind == move
    assert reply.lookup.text


@pytest.mark.parametrize("text", REACTIONS)
def test_a_reaction_gets_no_answer(say: Say, text: str) -> None:
    say(FIRST)
    reply = say(text)
    assert reply.decision is Decision.CHITCHAT
    assert reply.answers == ()


@pytest.mark.parametrize(
    "text",
    ["and in Europe?", "what does the US think about this?", "how much does it cost?", "what happened after that?"],
)
def test_the_entry_just_shown_does_not_win_by_its_own_words(say: Say, text: str) -> None:
    say(FIRST)
    assert say(text).answer is None


def test_a_topic_survives_third_and_later_turns(say: Say) -> None:
    say("how many service robots were produced")
    say("wow")
    say("who said that")
    answer = say("and solar batteries?").answer
    assert answer is not None
    assert answer.id == "solar-output"
    reply = say("which article")
    assert reply.lookup is not None
    assert reply.lookup.entry == answer


def test_he_is_whom_the_last_reply_was_about(say: Say) -> None:
    say("who is Zhou Yuan")
    answer = say("what did he say about vocational training").answer
    assert answer is not None
    assert answer.id == "vocational"
    say("who is Zhang Yi")
    assert say("what did he say about talent?").answer is None


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("17.36 percent of what", ("zhang-laiming-2024", 0)),
        ("what did Zhou Yuan urge about vocational training", ("whats-new", 4)),
        ("how does Jin Zhuanglong see new industrialization", ("qiu-wen-2024", 1)),
    ],
)
def test_a_post_is_cited_from_where_it_is_told_not_from_the_answer_before(
    say: Say, asked: str, where: tuple[str, int]
) -> None:
    say(asked)
    lookup = say("whats his job").lookup
    assert lookup is not None
    assert [(cited.article, cited.paragraph) for cited in lookup.citations] == [where]
    (who,) = lookup.people
    assert who.name.first in lookup.citations[0].quote
    assert "[1]" in lookup.text


def test_a_paper_is_not_asked_for_its_position_where_a_person_spoke_too(say: Say) -> None:
    say("how do new quality productive forces differ from ordinary productivity")
    for asked in ("whats his job", "who said that", "whats his job"):
        lookup = say(asked).lookup
        assert lookup is not None
        if lookup.kind == "role":
            assert [who.id for who in lookup.people] == ["zhang-laiming"]


def test_an_article_is_known_by_its_number_and_another_is_asked_for_in_two_words(say: Say) -> None:
    first, second = say("summarise article 1").lookup, say("and 2").lookup
    assert first is not None
    assert second is not None
    assert [lookup.articles[0][0] for lookup in (first, second)] == ["china-daily-2024", "qiu-ping-2024"]
    compared = say("compare article 1 and 3").lookup
    assert compared is not None
    assert [name for name, _ in compared.articles] == ["china-daily-2024", "qiu-wen-2024"]


@pytest.mark.parametrize(
    "text",
    ["translate 全要素生产率", "how do you say total factor productivity in chinese", "全要素生产率的英文怎么说"],
)
def test_a_term_is_translated_either_way(say: Say, text: str) -> None:
    lookup = say(text).lookup
    assert lookup is not None
    assert "total factor productivity" in lookup.text
    assert "全要素生产率" in lookup.text


def test_several_questions_get_several_answers_and_what_found_nothing_is_said(say: Say) -> None:
    both = say("How many service robots were produced? Who is Zhu Keli?")
    assert [entry.id for entry in both.answers] == ["robots-output", "zhu-keli"]
    assert both.said == ""
    half = say("Who is Zhu Keli? And how do I install a home EV charger?")
    assert [entry.id for entry in half.answers] == ["zhu-keli"]
    assert "home EV charger" in half.said


def test_every_move_and_request_of_the_registers_is_served() -> None:
    every = registers()
    assert {wording.kind for wording in every.moves} == set(MOVES)
    assert {wording.kind for wording in every.requests} == {*REQUESTS, *ABOUT}


@pytest.mark.parametrize(("asked", "shown"), [("en inglés", "million"), ("en chino", "万"), ("en ingles", "million")])
def test_a_language_is_asked_for_by_its_name_with_accents_and_without(say: Say, asked: str, shown: str) -> None:
    say("¿cuántos robots de servicio se fabricaron?")
    lookup = say(asked).lookup
    assert lookup is not None
    assert shown in lookup.text


def test_who_came_up_with_the_idea_is_no_move_on_who_said_the_answer(say: Say) -> None:
    say("what is nqpf")
    answer = say("who came up with it").answer
    assert answer is not None
    assert answer.id == "who-proposed"
    lookup = say("who came up with that line").lookup
    assert lookup is not None
    assert lookup.kind == "who"
