"""A quiz in the page: begun from a chip, answered and gone on with, on a desk and on a phone, in two languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .conftest import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_quiz_is_begun_from_a_thing_to_try_and_every_answer_shows_its_passage(visit: Visit, size: str) -> None:
    visitor = visit(size=size)
    visitor.page.get_by_role("button", name="Take a quiz").click()
    visitor.page.keyboard.press("Enter")
    shown = visitor.message("Question 1 of 10")
    expect(shown.get_by_role("button", name=re.compile("^[ABCD]( ·|$)"))).to_have_count(4)
    shown.get_by_role("button", name=re.compile("^B( ·|$)")).click()
    expect(shown).to_contain_text(re.compile("Right!|It is [ABCD]"))
    expect(shown).to_contain_text("¶")
    shown.get_by_role("button", name="Next question").click()
    expect(visitor.message("Question 2 of 10")).to_be_visible()
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_chinese_client_is_asked_in_chinese(visit: Visit) -> None:
    visitor = visit("林小雨")
    visitor.page.get_by_role("button", name="做个测验").click()
    visitor.page.keyboard.press("Enter")
    expect(visitor.message("第1题，共10题")).to_be_visible()
