"""Texts as numbers, names as hashes, and phrasings found word for word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.index.exact_phrasings import WordForWord
from bot.matching.numerics.hashed_vocabulary import ABSENT, Names, hashed, paired
from bot.matching.numerics.token_rows import Lines

TEXTS = st.lists(st.lists(st.sampled_from(("mend", "the", "tyre", "胎")), max_size=5), max_size=6)


@given(TEXTS)
def test_texts_come_back_as_they_were(texts: list[list[str]]) -> None:
    lines = Lines.of(iter(texts))
    assert list(lines) == texts
    assert lines[:2] == texts[:2]
    assert len(set(lines.words)) == len(lines.words), "Each word is held once."


@given(TEXTS)
def test_words_are_counted_and_know_their_text(texts: list[list[str]]) -> None:
    lines = Lines.of(texts)
    assert lines.counts() == {word: sum(text.count(word) for text in texts) for word in lines.words}
    assert np.bincount(lines.owners, minlength=len(texts)).tolist() == [len(text) for text in texts]


def test_there_is_no_text_behind_the_last() -> None:
    with pytest.raises(IndexError):
        Lines.of([["mend"]])[1]


def test_a_name_has_the_same_hash_in_every_process() -> None:
    assert hashed(["mend", "胎"]).tolist() == [8862002675511553772, 17973819605405381056]


def test_known_names_have_numbers_and_others_have_none() -> None:
    names = Names(np.sort(hashed(["mend", "the", "tyre"])))
    numbers = names.numbers(hashed(["tyre", "zanzibar", "mend", "the"]))
    assert sorted(numbers.tolist()) == [ABSENT, 0, 1, 2]
    assert numbers[1] == ABSENT
    assert Names(names.hashes[:0]).numbers(hashed(["mend"])).tolist() == [ABSENT]


def test_a_pair_is_told_from_its_reverse_and_from_other_pairs() -> None:
    words = hashed([f"word{n}" for n in range(60)])
    first, second = (grid.ravel() for grid in np.meshgrid(words, words))
    assert len(np.unique(paired(first, second))) == 60 * 60


def test_a_phrasing_is_found_whatever_its_case_and_marks() -> None:
    said = WordForWord.of([], [["Who mends it?", "补胎"], [], ["When is it open"]])
    assert said.entry("who mends it") == said.entry("補胎") == 0
    assert said.entry("when is it OPEN?!") == 2
    assert said.entry("who is open") is None


def test_of_entries_that_share_a_phrasing_the_last_has_it() -> None:
    assert WordForWord.of([], [["open"], ["open"]]).entry("open") is None
    assert WordForWord.of([["Open?"], []], [[], ["open"]]).entry("open") == 0
    assert WordForWord.of([], []).entry("open") is None
