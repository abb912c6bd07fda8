"""Questions after a reply: figures named by their label, people by their post, corrections, items of a list."""

from __future__ import annotations

import pytest

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
