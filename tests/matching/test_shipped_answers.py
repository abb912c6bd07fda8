"""What the shipped pack answers and declines."""

from __future__ import annotations

import pytest

from bot.matching import Decision, QuestionSource
from tests.support.engines import shipped_engine


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("what does total factor productivity have to do with it", "total factor productivity"),
        ("17.36 percent of what", "GDP"),
        ("报告里说的三大战略是哪三个", "strateg"),
        ("which talents does Pan Jiaofeng talk about", "Pan Jiaofeng"),
    ],
)
def test_a_question_that_the_articles_answer_is_answered_with_what_it_asks_for(text: str, held: str) -> None:
    reply = shipped_engine().ask(text)
    assert reply.decision is Decision.ANSWER
    assert reply.answer is not None
    assert held.casefold() in reply.answer.answer.first.casefold()
    assert reply.answer.citations


@pytest.mark.parametrize("text", ["how many people work in China's robot factories", "can you fix my printer"])
def test_a_question_that_the_articles_do_not_answer_is_declined(text: str) -> None:
    for mode in QuestionSource:
        assert shipped_engine().ask(text, mode=mode).answer is None


def test_what_has_nothing_to_do_with_the_articles_gets_no_passages_either() -> None:
    assert shipped_engine().ask("can you fix my printer").decision is Decision.NOTHING


def test_the_shipped_pack_needs_more_confidence_where_nobody_called() -> None:
    assert shipped_engine().threshold(QuestionSource.CHANNEL) > shipped_engine().threshold(QuestionSource.COMMAND)


def test_most_phrasings_are_answered_by_their_own_entry() -> None:
    questions = shipped_engine().pack.questions[::10]
    replies = [(question, shipped_engine().ask(question.phrasings[0])) for question in questions]
    right = [reply.answer is not None and reply.answer.id == question.id for question, reply in replies]
    assert sum(right) / len(right) > 0.9
    wrong = [reply.answer is not None and reply.answer.id != question.id for question, reply in replies]
    assert sum(wrong) / len(wrong) < 0.05
