"""Slang reads as the plain words that it stands for."""

from __future__ import annotations

import pytest

from bot.matching.reading import read
from bot.matching.reading.slang import in_plain_words

SAID = {
    "wtf is an assembly line": "what is an assembly line",
    "yo whats gdp fr": "what is gdp",
    "gdp = what": "what is gdp",
    "gdp = ??": "what is gdp",
    "bruh who tf wrote the second one lol": "who wrote the second one",
    "any1 know how many ppl work there": "how many people work there",
    "新能源是个啥玩意儿啊": "新能源是什么",
    "新能源都有啥呀宝子们": "新能源有哪些",
    "为啥涨价": "为什么涨价",
    "产量到底咋样": "产量怎么样",
    "电池造了多少": "电池生产了多少",
    "这位作者是哪位": "这位作者是谁",
}


@pytest.mark.parametrize(("typed", "plain"), SAID.items())
def test_a_question_in_slang_is_judged_as_the_plain_one(typed: str, plain: str) -> None:
    (question,) = read(typed).questions
    assert question.text.removesuffix("?").strip() == plain
    assert question.asks


@pytest.mark.parametrize("text", ["what is a w-2 form", "how much is 4 u/h", "x = 3 + y", "啊", "what's the diff-tool"])
def test_what_only_looks_like_slang_stays(text: str) -> None:
    assert in_plain_words(text) == text
