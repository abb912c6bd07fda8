"""A question for a sum of money is not answered by an entry that tells none."""

from __future__ import annotations

import pytest

from bot.matching.reading.money import asks_for_money, tells_money
from tests.support.engines import shipped_engine


@pytest.mark.parametrize(
    "text",
    [
        "how much money goes into advanced manufacturing clusters",
        "how much does collaboration between industries, universities and research institutes cost",
        "what is the budget for the new development philosophy",
        "多少钱花在产业集群上",
        "wie viel Geld fließt in Cluster der modernen Fertigung?",
    ],
)
def test_an_entry_that_tells_no_sum_is_not_given_for_one(text: str) -> None:
    assert shipped_engine().ask(text).answer is None


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("how much money was the three-new economy worth in 2022", "three-new-value"),
        ("how much is spent on education", "ed-funding"),
    ],
)
def test_an_entry_that_tells_the_sum_or_the_share_is(text: str, entry: str) -> None:
    answer = shipped_engine().ask(text).answer
    assert answer is not None
    assert answer.id == entry


@pytest.mark.parametrize(
    "text",
    [
        "How much does it cost?",
        "what's the price of a day ticket",
        "¿Cuánto cuesta?",
        "combien coûte l'entrée",
        "价格是多少",
    ],
)
def test_prices_and_sums_are_asked_for_in_several_languages(text: str) -> None:
    assert asks_for_money(text)


@pytest.mark.parametrize(
    "text",
    ["how much did output grow", "how much time does it take", "有多少专业", "how many people"],
)
def test_other_amounts_are_no_money(text: str) -> None:
    assert not asks_for_money(text)


@pytest.mark.parametrize("text", ["12 pounds", "€5", "4 percent of it", "It is free.", "三百元", "免费", "20 USD"])
def test_a_sum_a_share_or_that_nothing_is_charged_tells_it(text: str) -> None:
    assert tells_money(text)


@pytest.mark.parametrize("text", ["It opens at 8.", "In 45 clusters", "多元化", "Ask at the counter."])
def test_other_figures_tell_no_money(text: str) -> None:
    assert not tells_money(text)
