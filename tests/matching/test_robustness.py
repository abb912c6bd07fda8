"""Odd texts and thin packs: the engine always replies, and quickly."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import Decision, Engine, QuestionSource
from bot.matching.index.index import SHORTLIST
from bot.matching.language.query_reader import LONGEST_READ, shortened
from bot.matching.reading import read
from bot.pack.models import LabelledQuestion
from tests.matching.workshop import a_pack, a_question, asked, labelled, workshop, workshop_index
from tests.matching.workshop_texts import NOTICE, PHRASINGS

ODD = {
    "nothing": "",
    "space": " \n\t ",
    "an emoji": "👍",
    "many emoji": "👩‍👩‍👧‍👦🇨🇳🏳️‍🌈1️⃣" * 200,
    "one letter": "a",
    "one character": "胎",
    "a question mark": "?",
    "numbers": "12 34.5 1,000 ６７",
    "code": "```py\nprint('x')\n```",
    "an unclosed block of code": "``` when does",
    "zero-width marks": "\u200b\u200d\ufeff" * 50,
    "control characters": "\x00\x1b[31m\x07",
    "half a surrogate pair": "\ud83d when does it open",
    "half a surrogate pair among chinese": "几点\udc4d开门",
    "accents without letters": "\u0301\u0302\u0303" * 30,
    "another script": "когда вы открыты",
    "marks of markdown": "**__~~||`#> -#",
}
LONG = {
    "prose": " ".join(NOTICE.values()) * 25,
    "one word": "a" * 10_000,
    "misspelt words": " ".join(f"wrok{chr(97 + n % 26)}shpo{chr(97 + n % 23)}" for n in range(1000)),
    "chinese": "补胎多少钱工坊几点开门" * 910,
    "pinyin": "butai duoshao qian " * 530,
    "numbers": "1,234 " * 1700,
    "code": f"```{'code ' * 2000}``` when does the workshop open",
    "lines": "when does it open\n> " * 500,
}


@pytest.mark.parametrize("text", ODD.values(), ids=list(ODD))
def test_an_odd_text_gets_a_reply(text: str) -> None:
    engine = workshop()
    for mode in QuestionSource:
        reply = engine.ask(text, mode=mode)
        assert 0 <= reply.confidence <= 1
        assert reply.answer is None or reply.answer.id == "hours", "Three of them ask when it opens, one in Russian."
    assert isinstance(engine.define(text).candidates, tuple)
    assert isinstance(engine.search(text), tuple)
    assert isinstance(engine.terms_in(text), tuple)
    assert isinstance(engine.suggest_terms(text), tuple)


def test_a_text_that_cleaning_makes_longer_is_read_no_further_than_another() -> None:
    grown = "什么?" + "\ufdfa" * 1996  # U+FDFA stands for eighteen letters
    assert len(grown) < LONGEST_READ
    assert len(shortened(grown)) <= LONGEST_READ
    assert len(read(grown).plain) <= LONGEST_READ


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_gets_a_reply(text: str) -> None:
    reply = workshop().ask(text)
    assert reply.text == text
    assert 0 <= reply.confidence <= 1
    assert (reply.answer is not None) == (reply.decision is Decision.ANSWER)


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_of_a_paste_of_ten_thousand_characters_only_the_beginning_is_read(text: str) -> None:
    assert len(text) > 9000
    beginning = shortened(text)
    assert len(beginning) <= LONGEST_READ
    whole, part = workshop().ask(text), workshop().ask(beginning)
    assert (whole.decision, whole.confidence) == (part.decision, part.confidence)


def test_a_question_behind_a_long_block_of_code_is_answered() -> None:
    reply = workshop().ask(LONG["code"])
    assert reply.answer is not None
    assert reply.answer.id == "hours"


def test_a_pack_without_questions_answers_nothing_and_still_greets_and_searches() -> None:
    engine = Engine.build(a_pack([]))
    reply = engine.ask("when does the workshop open")
    assert (reply.decision, reply.candidates, reply.confidence) == (Decision.NOTHING, (), 0)
    assert engine.ask("hello").decision is Decision.CHITCHAT
    assert engine.search("brake pads")


FEW = {"many": PHRASINGS["hours"], "one": PHRASINGS["hours"][:1], "one without words": ("?",)}


@pytest.mark.parametrize("phrasings", FEW.values(), ids=list(FEW))
def test_a_pack_with_one_question_is_asked_without_a_runner_up(phrasings: tuple[str, ...]) -> None:
    engine = Engine.build(a_pack([a_question("hours", phrasings)]))
    reply = engine.ask("when does the workshop open")
    assert [candidate.question.id for candidate in reply.candidates] == ["hours"]
    assert reply.why.runner_up is None
    assert reply.why.runner_up_confidence == 0
    assert engine.ask("zebra").answer is None


def test_one_question_can_be_calibrated() -> None:
    refused = [item for item in labelled() if not item.answers]
    wanted = [
        LabelledQuestion(text=f"{text} {n}", answers=("hours",), kind=None)
        for text in PHRASINGS["hours"]
        for n in range(7)
    ]
    engine = Engine.build(a_pack([a_question("hours")], calibration=[*wanted, *refused]))
    reply = engine.ask("when does the workshop open")
    assert reply.decision is Decision.ANSWER
    assert engine.ask("who wants pizza tonight").decision is Decision.NOTHING


def test_a_pack_without_terms_small_talk_and_unanswerable_questions_answers_questions() -> None:
    engine = Engine.build(a_pack(greetings=(), unanswerable=(), calibration=labelled()))
    assert engine.ask("when does the workshop open").decision is Decision.ANSWER
    assert engine.ask("hello").decision is Decision.CHITCHAT, "What is usually said is answered in every pack."
    assert engine.ask("hello gravity").decision is Decision.NOTHING
    assert engine.define("brakes").term is None
    assert engine.suggest_terms("b") == ()
    assert engine.terms_in("brakes") == ()


def test_without_calibration_questions_what_is_tolerated_still_sets_the_threshold() -> None:
    engine = Engine.build(a_pack())
    levels = [engine.threshold(QuestionSource.COMMAND, tolerance) for tolerance in (0.001, 0.01, 0.03, 0.1)]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) == len(levels)
    assert engine.threshold(QuestionSource.CHANNEL) > engine.threshold(QuestionSource.COMMAND)
    assert engine.ask("what is the capital of peru").answer is None
    replies = [engine.ask(text) for texts in PHRASINGS.values() for text in texts]
    assert sum(reply.answer is not None for reply in replies) > 0.9 * len(replies)


def test_a_handful_of_calibration_questions_hardly_moves_the_threshold() -> None:
    few = labelled()[::20]
    plain, some = Engine.build(a_pack()), Engine.build(a_pack(calibration=few))
    assert abs(plain.threshold() - some.threshold()) < 0.15


def test_a_pack_is_answered_from_where_no_vectors_are_installed() -> None:
    engine = Engine.build(a_pack(calibration=labelled()), vectors=None)
    right = [engine.ask(text).candidates[0].question.id == name for name, texts in PHRASINGS.items() for text in texts]
    assert all(right)
    assert engine.ask("when does the workshop open").decision is Decision.ANSWER
    assert engine.ask("what is the capital of peru").decision is Decision.NOTHING


def test_with_fewer_entries_than_a_shortlist_holds_all_are_looked_at() -> None:
    index = workshop_index()
    assert index.entries < SHORTLIST
    assert sorted(index.shortlist(asked("brakes")).tolist()) == list(range(index.entries))


def test_a_shortlist_is_no_longer_than_it_should_be_and_begins_with_the_likeliest() -> None:
    many = [a_question(name).model_copy(update={"id": f"{name}-{n}"}) for n in range(3) for name in PHRASINGS]
    engine = Engine.build(a_pack(many))
    reply = engine.ask("who is the mechanic")
    assert {candidate.question.id.rsplit("-", 1)[0] for candidate in reply.candidates[:3]} == {"mechanic"}


def test_nothing_that_was_typed_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        workshop().ask("zanzibar umbrella")
    assert "zanzibar" not in caplog.text
