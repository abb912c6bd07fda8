"""A discussion in the page: opened under an answer, followed up without a mention, closed; and two authors compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from .conftest import Visit

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Spoken:
    """What is asked and pressed in one language."""

    reader: str
    question: str
    thread: str
    more: str
    discuss: str
    follow_up: str
    close: str
    closed: str
    chip: re.Pattern[str]
    compared: str


ENGLISH = Spoken(
    "Ann",
    "Which three strategies does Zhang Laiming name?",
    "strategies",
    "More",
    "Discuss",
    "who said that?",
    "Close",
    "Closed. Answered here:",
    re.compile("^Compare Zhang"),
    "Side by side on “concept”",
)
CHINESE = Spoken(
    "林小雨",
    "张来明说的三大战略是哪三个？",
    "战略",
    "更多",
    "讨论",
    "这是谁说的？",
    "关闭",
    "讨论已关闭",
    re.compile("有什么不同"),
    "对照，关于“概念”",
)
BOTH = pytest.mark.parametrize(
    ("size", "words"), [("desk", ENGLISH), ("phone", CHINESE)], ids=["a desk in English", "a phone in Chinese"]
)


@BOTH
def test_an_answer_is_discussed_in_a_thread_and_closed(visit: Visit, size: str, words: Spoken) -> None:
    visitor = visit(words.reader, size=size)
    visitor.enter("general")
    answer = visitor.command(f"/ask question: {words.question}")
    answer.locator("[data-key]").get_by_text(words.more, exact=True).click()
    visitor.last.get_by_role("button", name=words.discuss).click()
    visitor.enter(words.thread)
    visitor.write(words.follow_up)
    expect(visitor.last).to_contain_text(re.compile("Zhang Laiming|张来明"))
    visitor.page.get_by_role("button", name=re.compile(f"{words.close}$")).first.click()
    expect(visitor.message(words.closed)).to_be_visible()
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@BOTH
def test_two_authors_are_compared_from_a_thing_to_try(visit: Visit, size: str, words: Spoken) -> None:
    visitor = visit(words.reader, size=size)
    visitor.attempt(words.chip)
    shown = visitor.message(words.compared)
    expect(shown).to_contain_text("Zhang Laiming 2024")
    expect(shown).to_contain_text("¶")
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
