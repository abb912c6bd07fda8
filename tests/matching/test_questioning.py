"""Which messages in a channel read as a question to somebody who knows."""

from __future__ import annotations

import pytest

from bot.matching.reading import reads_as_follow_up, reads_as_question


@pytest.mark.parametrize(
    "text",
    [
        "when does the library open",
        "hey, so what is a reading room",
        "anyone know how long loans are",
        "i wonder whether it is open on sundays",
        "opening hours?",
        "library card renewal",
        "逾期罚款",
        "图书馆几点开门",
        "借书证怎么办",
        "tell me about the mobile library",
        "the notice says something, what does it mean exactly",
        "difference between renewal and loan",
        "？",
    ],
)
def test_questions_and_bare_look_ups_read_as_questions(text: str) -> None:
    assert reads_as_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "👍",
        "<@42>",
        "https://example.org",
        "lol",
        "thanks a lot",
        "i was there yesterday",
        "see you tomorrow!",
        "good night everyone, that was a long and lovely evening by the river",
        "我明天去",
        "哈哈",
        "```why does this not work```",
    ],
)
def test_chatter_does_not(text: str) -> None:
    assert not reads_as_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "and on sundays?",
        "what about children",
        "why so",
        "how long may i keep it",
        "which ones?",
        "那周日呢",
        "它在哪里",
    ],
)
def test_a_message_that_leans_on_the_one_before_reads_as_a_follow_up(text: str) -> None:
    assert reads_as_follow_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "when does the library open",
        "图书馆几点开门",
        "and so we went all the way down to the river and looked at it until it was dark",
    ],
)
def test_a_message_that_stands_on_its_own_or_goes_on_and_on_does_not(text: str) -> None:
    assert not reads_as_follow_up(text)
