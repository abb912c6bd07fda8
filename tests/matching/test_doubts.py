"""What speaks against an answer though the words agree."""

from __future__ import annotations

import pytest

from bot.languages.places import forms_of, named_places
from bot.matching import Decision, QuestionSource
from bot.matching.language.query_reader import Reading
from tests.support.engines import shipped_engine


@pytest.mark.parametrize(
    "text",
    ["美国的未来产业有哪些", "what future industries does Germany have", "which future industries are there in the US"],
)
def test_a_place_of_which_the_entry_says_nothing_keeps_it_from_being_given(text: str) -> None:
    reply = shipped_engine().ask(text)
    assert reply.answer is None


def test_the_librarys_own_country_is_no_reason_to_doubt() -> None:
    reply = shipped_engine().ask("which future industries are there in China")
    assert reply.answer is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what about the US and Germany?", {"US", "Germany"}),
        ("tell us more", set[str]()),
        ("GUINEA-Bissau or guinea", {"GUINEA-Bissau", "guinea"}),
        ("日本和韓國呢", {"日本", "韓國"}),
        ("oman is not a woman", {"oman"}),
        ("europe vs EU", {"europe", "EU"}),
    ],
)
def test_places_are_found_as_whole_names(text: str, found: set[str]) -> None:
    assert set(named_places(text)) == found


def test_a_text_may_speak_of_a_place_by_its_other_names() -> None:
    assert {"united states", "american", "美国"} <= set(forms_of("US", ("en", "zh")))
    assert forms_of("nowhere land", ("en",)) == ()


@pytest.mark.parametrize("text", ["why does that matter?", "for what purpose?", "that is official"])
def test_overheard_questions_without_a_telling_word_are_left_alone(text: str) -> None:
    assert shipped_engine().ask(text, mode=QuestionSource.CHANNEL).answer is None


@pytest.mark.parametrize("text", ["what is total factor productivity?", "全要素生产率是什么", "17.36 percent of what?"])
def test_overheard_questions_that_name_their_topic_are_answered(text: str) -> None:
    assert shipped_engine().ask(text, mode=QuestionSource.CHANNEL).decision is Decision.ANSWER


def test_the_encoder_is_told_of_one_slip_and_of_no_guess() -> None:
    reading = Reading((), (("togehter", "together"), ("offside", "offline"), ("wrok", "work")))
    assert reading.spelt("Wrok togehter offside") == "work together offside"


def test_the_examples_that_a_pack_shows_are_answered_where_nobody_calls() -> None:
    engine = shipped_engine()
    for example in engine.pack.info.examples:
        assert engine.ask(example.first, mode=QuestionSource.CHANNEL).decision is Decision.ANSWER, example.first
