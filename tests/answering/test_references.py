"""Pointers into the last list: the second one, the other, the two."""

from __future__ import annotations

import pytest

from bot.matching import Reply

from .conftest import Say


def _articles(reply: Reply) -> list[str]:
    return [name for name, _ in reply.lookup.articles] if reply.lookup else []


@pytest.mark.parametrize(
    ("text", "kind", "articles"),
    [
        ("who wrote the third", "who", ["qiu-wen-2024"]),
        ("and the last one", "summary", ["zhang-laiming-2024"]),
        ("when did the first one come out", "when", ["china-daily-2024"]),
        ("compare the first two", "compare", ["china-daily-2024", "qiu-ping-2024"]),
        ("第二篇是谁写的", "who", ["qiu-ping-2024"]),
        ("open the second article", "read", ["qiu-ping-2024"]),
    ],
)
def test_an_item_of_a_list_is_known_by_its_place(say: Say, text: str, kind: str, articles: list[str]) -> None:
    say("list the articles")
    reply = say(text)
    assert reply.lookup is not None
    assert reply.lookup.kind == kind
    assert _articles(reply) == articles


def test_an_article_is_compared_with_the_one_talked_of(say: Say) -> None:
    say("list the articles")
    say("what is the fourth about")
    assert _articles(say("compare it with number 1")) == ["whats-new", "china-daily-2024"]


def test_a_move_after_one_suggestion_is_about_it(say: Say) -> None:
    first = say("cuando aparecio el termino por primera vez").candidates[0].question
    reply = say("quien lo dijo entonces")
    assert reply.lookup is not None
    assert set(reply.lookup.citations) <= set(first.citations)


def test_a_list_stays_while_its_items_are_talked_of(say: Say) -> None:
    say("list the articles")
    say("who wrote the third")
    assert _articles(say("and the fourth one")) == ["whats-new"]


def test_the_two_are_those_looked_at_one_after_the_other(say: Say) -> None:
    say("summarize article 3")
    say("and 4")
    assert _articles(say("compare the two")) == ["qiu-wen-2024", "whats-new"]


def test_a_part_of_what_was_told_in_order_is_known_by_its_place(say: Say) -> None:
    say("historic leaps in productivity, how many were there")
    told = [say(text).lookup for text in ("tell me more about the second one", "and the third")]
    assert [lookup.entry.id for lookup in told if lookup and lookup.entry] == ["second-1870s", "third-1970s"]


def test_an_answer_that_tells_of_articles_one_by_one_is_a_list_of_them(say: Say) -> None:
    say("what is in the library, and what are the articles called?")
    assert _articles(say("who wrote the second one")) == ["qiu-ping-2024"]
    assert _articles(say("the third")) == ["qiu-wen-2024"]


def test_an_item_of_an_answer_that_is_a_list_is_shown_with_its_passage(say: Say) -> None:
    entry = say("Why do new quality productive forces matter?").answer
    assert entry is not None
    lines = [line for line in entry.answer.text("en").splitlines() if line.startswith("- ")]
    reply = say("the third one")
    assert reply.lookup is not None
    assert f"[{entry.citations.index(reply.lookup.citations[0]) + 1}]" in lines[2]


@pytest.mark.parametrize(("text", "number"), [("the second one", 1), ("第一个", 0), ("the last one please", -1)])
def test_a_suggestion_is_chosen_by_its_place(say: Say, text: str, number: int) -> None:
    offered = say("whats the deal with talent").offered
    reply = say(text)
    assert reply.lookup is not None
    assert reply.lookup.entry == offered[number].question


@pytest.mark.parametrize("text", ["what should I read first", "what happened at the two sessions"])
def test_an_ordinal_of_something_else_is_no_pointer(say: Say, text: str) -> None:
    say("list the articles")
    assert say(text).answer is not None


def test_a_number_that_counts_something_else_is_no_article(say: Say) -> None:
    reply = say("since i only have 5 minutes, which article is the longest?")
    assert [entry.id for entry in reply.answers] == ["library-longest"]


def test_two_things_compared_without_a_name_are_no_articles(say: Say) -> None:
    assert say("compare and contrast? vs").lookup is None
    assert say("difference between?").lookup is None
