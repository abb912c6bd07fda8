"""Which messages in a channel read as a question to somebody who knows."""

from __future__ import annotations

import pytest

from bot.matching.reading import read, reads_as_follow_up, reads_as_question
from bot.matching.reading.glance import may_ask
from tests.support.packs import shipped_pack


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


@pytest.mark.parametrize(
    "text",
    [
        "since talent is the first resource for the whole country if it is noon in Oslo what time is it in Lima",
        "i have been away for two weeks and missed everything that you told us, mind telling me who wrote it",
        "my colleague and i talked about it all morning in the office; is talent the first resource",
        "the long version of the speech about science in june, in bullet points please",
    ],
)
def test_a_glance_misses_no_question_in_long_talk(text: str) -> None:
    assert read(text).asks
    assert reads_as_question(text)


def test_a_glance_misses_nothing_that_reads_as_a_question_in_the_shipped_pack() -> None:
    texts = [text for entry in shipped_pack().questions for text in entry.phrasings]
    assert [text for text in texts if read(text).asks and not may_ask(text)] == []
