"""Reading on in the page: stopped at a place, asked first, opened there again, bookmarked; on a desk and on a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from .conftest import Visit

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Words:
    """What the buttons say in one language."""

    reader: str
    stop: str
    agree: str
    on: str
    stopped: str
    further: str
    second: str


ENGLISH = Words("Ann", "Stop here", "Yes, store it", "Read on at ¶", "You stopped here", "Next", "Page 2 of")
CHINESE = Words("林小雨", "读到这里", "可以，保存", "接着读", "你上次读到这里", "下一页", "第 2 页")


@pytest.mark.parametrize(
    ("size", "words"), [("desk", ENGLISH), ("phone", CHINESE)], ids=["a desk in English", "a phone in Chinese"]
)
def test_an_article_is_read_on_where_one_stopped(visit: Visit, size: str, words: Words) -> None:
    visitor = visit(words.reader, size=size)
    visitor.enter("general")
    article = visitor.command("/read article: qiu-ping-2024")
    article.get_by_role("button", name=words.further).click()
    expect(article).to_contain_text(words.second)
    article.get_by_role("button", name=words.stop).click()
    visitor.last.get_by_role("button", name=words.agree).click()
    expect(visitor.last.get_by_role("button", name=words.agree)).to_have_count(0)  # until then nothing is stored
    expect(visitor.last).to_contain_text("🔖")
    page = visitor.command("/article article: qiu-ping-2024")
    page.get_by_role("button", name=re.compile(words.on)).click()
    expect(visitor.message(words.stopped)).to_be_visible()
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
