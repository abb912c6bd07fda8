"""Questions in other words, and moves where the last message was answered with nothing."""

from __future__ import annotations

import pytest

from bot.matching import Decision

from .conftest import Say


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("blockchain?", "data-mentions"),
        ("whats quantum", "quantum-and-frontier"),
        ("when did xi first use the term", "first-appeared"),
        ("what does marx have to do with it", "marxism"),
    ],
)
def test_a_bare_topic_and_the_library_s_own_subject_are_understood(say: Say, text: str, entry: str) -> None:
    assert [each.id for each in say(text).answers] == [entry]


def test_a_move_after_a_suggestion_is_about_the_question_offered_and_names_it(say: Say) -> None:
    offered = say("solar numbers?")
    assert offered.decision is Decision.SUGGEST
    lookup = say("who said that").lookup
    assert lookup is not None
    assert lookup.kind == "who"
    assert lookup.title.startswith(offered.candidates[0].question.title("en"))


def test_a_move_before_anything_was_told_is_told_so(say: Say) -> None:
    reply = say("shorter")
    assert reply.decision is Decision.NOTHING
    assert reply.said.startswith("I haven't told you anything yet")


def test_what_is_asked_about_a_person_and_told_nowhere_gets_what_there_is_on_them(say: Say) -> None:
    reply = say("How old is Xi Jinping")
    assert reply.said.startswith("I have nothing on that about Xi Jinping.")
    assert "who-is-xi" in [each.question.id for each in reply.near]


def test_a_half_that_an_entry_answers_by_itself_is_no_move_on_the_half_before_it(say: Say) -> None:
    assert [each.id for each in say("Why does this matter? Why now?").answers] == ["why-matters", "why-now"]


def test_a_second_half_without_a_word_that_asks_is_not_lost(say: Say) -> None:
    reply = say("What reforms do the articles call for? Any weaknesses admitted?")
    assert [each.id for each in reply.answers] == ["reform-overview"]
    assert "Any weaknesses admitted?" in reply.said
