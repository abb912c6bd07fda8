"""Questions after a reply: figures named by their label, people by their post, corrections, items of a list."""

from __future__ import annotations

import pytest

from bot.answering.following.correcting import corrected
from bot.matching import Decision

from .conftest import Say


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("How many NEVs were made", "nev-output"),
        ("服务机器人产量多少", "robots-output"),
        ("去年服务机器人造了多少台", "robots-output"),
        ("潘教峰什么来头", "pan"),
        ("what does zhu keli do for a living", "zhu-keli"),
    ],
)
def test_a_figure_or_a_person_named_in_full_is_answered(say: Say, text: str, entry: str) -> None:
    assert [each.id for each in say(text).answers] == [entry]


@pytest.mark.parametrize(
    "text", ["how many service robots does tesla make", "how many service robots were exported", "占gdp多少"]
)
def test_a_figure_that_is_not_the_one_asked_for_is_not_given(say: Say, text: str) -> None:
    assert say(text).decision is not Decision.ANSWER


def test_a_correction_is_about_what_it_says(say: Say) -> None:
    say("新质生产力与传统生产力、传统增长方式有什么不同？")
    assert [each.id for each in say("不对不对，我问的是它的本质").answers] == ["essence"]


def test_an_item_of_a_list_is_told_where_no_passage_is_its_own(say: Say) -> None:
    say("六大未来产业都有哪些")
    reply = say("第二个是什么意思")
    assert reply.lookup is not None
    assert (reply.lookup.kind, reply.lookup.text) == ("nth", "未来信息")


def test_what_goes_on_from_a_reply_is_not_about_the_bot(say: Say) -> None:
    say("What role does the market play in growing emerging industries?")
    assert say("Thank you. And the government's?").decision is not Decision.CHITCHAT


@pytest.mark.parametrize(
    "text",
    [
        "nah i meant the robots",
        "wait no, i was asking about service robots",
        "sorry, robots i mean",
        "not solar, robots",
        "not solar, i mean like robots",
    ],
)
def test_a_correction_asks_the_same_of_what_it_names(say: Say, text: str) -> None:
    say("What was the output of solar batteries?")
    assert [each.id for each in say(text).answers] == ["robots-output"]


@pytest.mark.parametrize(
    "text", ["nah the whole thing is bs", "i mean it's fine", "no the bot is right", "not bad, man"]
)
def test_what_only_objects_is_no_correction(text: str) -> None:
    assert corrected(text) is None


def test_a_correction_may_be_a_move(say: Say) -> None:
    say("What was the output of solar batteries?")
    reply = say("no i meant in chinese")
    assert reply.lookup is not None
    assert reply.lookup.kind == "language"


def test_after_an_article_the_next_one_is_shown_as_that_was(say: Say) -> None:
    say("summarise the china daily piece")
    say("who wrote it")
    lookup = say("next one please").lookup
    assert lookup is not None
    assert (lookup.kind, [name for name, _ in lookup.articles]) == ("next", ["qiu-ping-2024"])


def test_one_goes_back_to_the_whole_of_an_answer_and_from_there_to_the_one_before(say: Say) -> None:
    say("What was the output of solar batteries?")
    say("How many service robots were produced?")
    say("shorter")
    for entry in ("robots-output", "solar-output"):
        lookup = say("go back").lookup
        assert lookup is not None
        assert lookup.entry is not None
        assert (lookup.kind, lookup.entry.id) == ("again", entry)
