"""A quiz in the page: begun from a chip, answered and gone on with, on a desk and on a phone, in two languages."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import SIZES, Visit
from .visitor import Visitor

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class RoundWords:
    """Who begins a round, and what they read."""

    language: str
    person: str
    chip: str
    asked: str
    due: re.Pattern[str]
    noted: str
    on: str
    stop: str
    ended: str


ENGLISH = RoundWords(
    language="en",
    person="Ann",
    chip="Play a round with others",
    asked="Question 1 of 5",
    due=re.compile(r"the answer comes in (?:\d+ seconds|1 minute)"),
    noted="Noted:",
    on="Go on",
    stop="Stop",
    ended="The round is over",
)
CHINESE = RoundWords(
    language="zh",
    person="林小雨",
    chip="和大家来一轮",
    asked="第 1 题，共 5 题",
    due=re.compile(r"答案 ?(?:\d+ ?秒钟|1 ?分钟)后 ?揭晓"),
    noted="已记下",
    on="继续",
    stop="停止",
    ended="本轮结束",
)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_quiz_is_begun_from_a_thing_to_try_and_every_answer_shows_its_passage(visit: Visit, size: str) -> None:
    visitor = visit(size=size)
    visitor.attempt("Take a quiz")
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
    visitor.attempt("做个测验")
    expect(visitor.message("第 1 题，共 10 题")).to_be_visible()


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_a_round_is_played_in_the_channel_and_ends_with_a_table(visit: Visit, size: str, words: RoundWords) -> None:
    visitor, language = visit(words.person), words.language
    width, height = SIZES[size]
    visitor.page.set_viewport_size({"width": width, "height": height})
    visitor.attempt(words.chip)
    question = visitor.message(words.asked)
    question.get_by_role("button", name=re.compile("^B( ·|$)")).click()
    expect(visitor.message(words.noted).locator(".above")).to_contain_text(words.due)
    keep(visitor, f"round-asked-{language}-{size}")
    question.get_by_role("button", name=words.on).click()
    expect(question).to_contain_text("✅")
    expect(question).to_contain_text("¶")
    keep(visitor, f"round-told-{language}-{size}")
    question.get_by_role("button", name=words.stop).click()
    table = visitor.message(words.ended)
    expect(table).to_contain_text("@")
    keep(visitor, f"round-table-{language}-{size}")
    assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_member_opts_in_to_what_was_missed_and_out_again(visit: Visit) -> None:
    visitor = visit(size="phone")
    visitor.attempt("Review what was missed")
    offered = visitor.message("Shall I ask you again what you miss?")
    offered.get_by_role("button", name="Yes, ask me again").click()
    expect(visitor.message("What you miss in the quiz from now on comes back")).to_be_visible()
    idle = visitor.command("/quiz review")
    expect(idle).to_contain_text("Nothing is due")
    keep(visitor, "review-idle")
    idle.get_by_role("button", name="Stop, and erase it").click()
    expect(visitor.message("Ended.")).to_be_visible()


def keep(visitor: Visitor, name: str) -> None:
    """Keep a picture, where `FOOTNOTE_PICTURES` names a folder for them."""
    if folder := os.environ.get("FOOTNOTE_PICTURES"):
        visitor.page.screenshot(path=Path(folder) / f"{name}.png")
