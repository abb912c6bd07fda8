"""What is said where a pack has questions and answers alone: nothing of articles, quotes and passages."""

from __future__ import annotations

import pytest

from bot.answering.no_answer.holding import answer_words
from bot.matching import Decision, Engine

from .conftest import Say, engine_of, speaking

BOX = """
- question: Where does the box keep its files?
  answer: In the folder `data`, next to the program.
- question: Does the box send my data to anybody?
  answer: No. Nothing leaves your machine.
- question: How much is it?
  answer: Nothing.
- question: Where do I park?
  answer: Behind the school.
- question: Which port does the box listen on?
  answer: Port 8080, unless you change it.
"""


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_of(tmp_path_factory.mktemp("box"), "title: The box\n", BOX)


@pytest.fixture
def say(box: Engine) -> Say:
    return speaking(lambda: box)


@pytest.mark.parametrize("asked", ["list the articles", "give me a summary", "what are the key points"])
def test_who_asks_for_articles_is_shown_what_can_be_asked(say: Say, asked: str) -> None:
    reply = say(asked)
    assert reply.decision is Decision.LOOKUP
    assert reply.lookup is not None
    assert "questions with their answers" in reply.lookup.title
    assert "• Which port does the box listen on?" in reply.lookup.text


@pytest.mark.parametrize("asked", ["list all questions", "topics", "¿qué temas hay?", "有哪些问题"])
def test_who_asks_for_the_questions_is_shown_some(say: Say, asked: str) -> None:
    reply = say(asked)
    assert reply.lookup is not None
    assert reply.lookup.kind == "questions"
    assert "• Which port does the box listen on?" in reply.lookup.text


def test_who_asks_for_a_quote_is_told_that_there_is_none(say: Say) -> None:
    reply = say("any good quotes")
    assert reply.lookup is not None
    assert reply.lookup.text == "There are no quotes here. Ask me a question instead."


@pytest.mark.parametrize("asked", ["can it print in colour", "when does it rain", "can it hear me"])
def test_nothing_is_said_to_be_outside_of_a_few_questions(say: Say, asked: str) -> None:
    reply = say(asked)
    assert reply.decision is not Decision.ANSWER
    assert "outside" not in (reply.said or "")


def test_what_is_asked_of_the_subject_is_not_taken_for_a_question_about_the_bot(say: Say) -> None:
    reply = say("does it send my data to anybody")
    assert reply.answer is not None
    assert "Nothing leaves" in reply.answer.answer.first
    assert "I don't keep what you write" in (say("do you store my data").said or "")


def test_more_of_an_answer_that_was_given_whole_is_told_to_be_all(say: Say) -> None:
    say("which port does the box listen on")
    reply = say("tell me more")
    assert reply.lookup is not None
    assert reply.lookup.text == "That was the whole answer."


def test_the_language_that_there_is_has_its_name_in_the_readers(say: Say) -> None:
    say("which port does the box listen on")
    reply = say("en español")
    assert reply.lookup is not None
    assert reply.lookup.text == "Solo puedo decirlo en inglés."


def test_a_quiz_is_offered_only_where_one_can_be_made(say: Say) -> None:
    assert say("quiz me").said == "There is nothing here that I could make a quiz of yet."


@pytest.mark.parametrize("topic", ["parking", "school"])
def test_a_bare_topic_is_no_reaction(say: Say, topic: str) -> None:
    assert say(topic).decision is not Decision.CHITCHAT
    assert say("nice one").decision is Decision.CHITCHAT


def test_a_question_of_the_faq_that_says_it_needs_nothing_before_it(say: Say) -> None:
    for _ in range(2):
        reply = say("How much is it?")
        assert reply.answer is not None
        assert reply.answer.answer.first == "Nothing."
        say("which port does the box listen on")


def test_a_part_that_is_word_for_word_a_question_of_an_entry_is_answered_by_it(say: Say) -> None:
    reply = say("where do i park and how much is it")
    assert [entry.answer.first for entry in reply.answers] == ["Behind the school.", "Nothing."]


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("is 8080 fine", "Which port does the box listen on?"),
        ("is there a school", "Where do I park?"),
        ("is Sodium in a folder", "Where does the box keep its files?"),
    ],
)
def test_an_entry_whose_answer_alone_holds_the_word_is_offered(say: Say, asked: str, offered: str) -> None:
    reply = say(asked)
    assert reply.decision in {Decision.NOTHING, Decision.SUGGEST}
    assert offered in [each.question.title("en") for each in (*reply.near, *reply.candidates[:1])]
    assert offered in (reply.said or "")


def test_a_word_that_a_question_is_worded_with_or_that_no_answer_holds_tells_nothing(box: Engine) -> None:
    known = answer_words(box)
    assert [[entry.title("en") for entry in known.of(word)] for word in ("box", "unicorn", "machines")] == [
        [],
        [],
        ["Does the box send my data to anybody?"],
    ]
