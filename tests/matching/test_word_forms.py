"""Words that the vocabulary knows in another form, and Chinese that sounds alike."""

from __future__ import annotations

import pytest

from bot.matching.language.query_reader import Reader, words_of_phrasing
from bot.matching.language.words import tokens
from bot.matching.numerics.token_rows import Lines

TEXTS = [
    "how does total factor productivity grow",
    "total factor productivity (TFP)",
    "the first tram of the day",
    "when does the first tram leave",
    "supply chain security",
    "is the supply chain safe",
    "labor costs in percent",
    "labor costs",
    "batteries are made here",
    "self-reliance in science",
    "more self-reliance",
    "self-reliance",
    "who is zhang laiming",
    "zhang laiming again",
    "人才是第一资源",
    "怎么培养人才",
    "哪三大战略",
    "三大战略是什么",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    rows = [row for text in TEXTS for row in words_of_phrasing(text)]
    return Reader(Lines.of(rows), Lines.of(tokens(text) for text in TEXTS))


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("TFPs", "tfp"),
        ("tfp's", "tfp"),
        ("T.F.P.", "tfp"),
        ("supply-chain", "supply chain"),
        ("Total-Factor-Productivity", "total factor productivity"),
        ("totalFactorProductivity", "total factor productivity"),
        ("totalfactorproductivity", "total factor productivity"),
        ("FirstTram", "first tram"),
        ("firsttram", "first tram"),
        ("labour", "labor"),
        ("battery", "batteries"),
        ("5 per cent", "5 percent"),
        ("5%", "5 percent"),
        ("self-reliance", "selfreliance"),
        ("sooo", "so"),
        ("whaaaat", "what"),
        ("who is zhang lai ming", "who is zhang laiming"),
        ("人材", "人才"),
    ],
)
def test_a_form_is_read_as_the_word_that_is_known(reader: Reader, typed: str, known: str) -> None:
    assert reader(typed).words == tokens(known)


def test_a_measure_word_is_read_as_the_one_that_is_used_there(reader: Reader) -> None:
    assert "".join(reader("哪三项战略").words) == "哪三大战略"


@pytest.mark.parametrize("typed", ["greenland", "carbonara", "chaintotal", "北京下雨吗"])
def test_another_word_stays_what_it_is(reader: Reader, typed: str) -> None:
    assert reader(typed).words == tokens(typed)
