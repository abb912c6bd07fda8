"""Texts cut into words: what is dropped, what is one word, what is the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.language.words import SYLLABLE, grams, is_han, tokens
from bot.text import clean

PIECES = ["**", "__", "```", "`", "<@1>", "<:a:1>", "https://x.y ", "> ", "# ", "\n", "a", "質", "||", "~", "\ufe0f"]
MESSY = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
"""Any text, and texts made of what Discord gives a meaning to."""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("What IS it?", ["what", "is", "it"]),
        ("Ｗｈａｔ　ｉｓ", ["what", "is"]),
        ("wh\u200bat i\u200es", ["what", "is"]),
        ("what 🤔 is 👍🏽 it", ["what", "is", "it"]),
        ("<@42> what is <:party:77> it", ["what", "is", "it"]),
        ("what is https://example.org/a?b=c it", ["what", "is", "it"]),
        ("what ```py\nprint(1)\n``` is `x = 1` it", ["what", "is", "it"]),
        ("**what** __is__ ||it||", ["what", "is", "it"]),
        ("café naïve", ["cafe", "naive"]),
        ("打开 OPEN", ["打", "开", "open"]),
    ],
)
def test_only_words_are_left_of_a_message(typed: str, words: list[str]) -> None:
    assert tokens(typed) == words


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("co-operation", "cooperation"),
        ("don’t", "dont"),
        ("R&D", "r&d"),
        ("U.S.", "us"),
        ("17.36", "17.36"),
        ("1,000,000", "1000000"),
        ("20th", "20"),
        ("1970s", "1970"),
        ("１７", "17"),
        ("%", "percent"),
        ("3d", "3d"),
        ("co2", "co2"),
    ],
)
def test_marks_inside_a_word_or_number_do_not_part_it(typed: str, word: str) -> None:
    assert tokens(typed) == [word]


def test_traditional_and_simplified_chinese_are_the_same_words() -> None:
    assert tokens("補胎多少錢") == tokens("补胎多少钱") == list("补胎多少钱")


@given(MESSY)
def test_any_text_can_be_cut_into_words_and_none_of_them_is_empty(text: str) -> None:
    assert all(word and not word.isspace() for word in tokens(text))


@given(MESSY)
def test_cleaning_a_text_twice_changes_no_word(text: str) -> None:
    assert tokens(clean(text)) == tokens(text)


def test_a_word_is_cut_into_pieces_of_three_and_four_letters_with_its_ends_marked() -> None:
    assert list(grams("pad")) == [" pa", "pad", "ad ", " pad", "pad "]


@pytest.mark.parametrize("word", ["胎", "1998", f"{SYLLABLE}tai"])
def test_chinese_numbers_and_syllables_have_no_pieces(word: str) -> None:
    assert list(grams(word)) == []


def test_only_chinese_characters_are_taken_for_chinese() -> None:
    assert is_han("胎")
    assert not any(map(is_han, ("tai", "ㄊ", "た", "1")))


def test_latin_words_and_chinese_written_together_are_told_apart() -> None:
    assert tokens("NQPF是什么") == ["nqpf", "是", "什", "么"]
    assert tokens("3D打印机 5G网络 AI在哪") == ["3d", "打", "印", "机", "5g", "网", "络", "ai", "在", "哪"]
