"""Noise: what hands on a keyboard leave, and letters that are held down."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

_HELD = re.compile(r"(.)\1{2,}")
_ONE_LETTER = re.compile(r"(.)\1{2,}")
_REPEATED = re.compile(r"(?:(.{1,3}?)\1{3,}|(.{2,3}?)\2{2,}).{0,2}")
_VOWELS = frozenset("aeiouy")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACE = {letter: (row, column) for row, keys in enumerate(_ROWS) for column, letter in enumerate(keys)}
_SHORTEST = 5
_NEIGHBOURS = 0.6
"""Share of a word's steps that go to a neighbouring key of the same row, from which it is taken for mashing."""
_CONSONANTS = 6
"""Consonants in a row that no word of English has."""


def without_held_letters(word: str) -> str:
    """A word in lower case with each run of three or more of one letter cut to one: "whaaaat" → "what"."""
    return word if len(set(word)) == 1 else _HELD.sub(r"\1", word)


def is_noise(words: Sequence[str], known: Callable[[str], bool]) -> bool:
    """Whether a text is nothing but noise: every word is held-down letters, laughter-like repetition or mashed keys.

    Args:
        words: its words, lower case.
        known: whether a word is one that people use.
    """
    mashed = False
    for word in words:
        if known(word) or not word.isascii() or not word.isalpha():
            if _ONE_LETTER.fullmatch(word):
                mashed = True
                continue
            return False
        if not _is_mashed(word):
            return False
        mashed = True
    return mashed


def _is_mashed(word: str) -> bool:
    if _ONE_LETTER.fullmatch(word) or _REPEATED.fullmatch(word):
        return True
    if len(word) < _SHORTEST:
        return False
    run = longest = 0
    for letter in word:
        run = 0 if letter in _VOWELS else run + 1
        longest = max(longest, run)
    if longest >= _CONSONANTS or (longest == len(word) and len(word) >= _SHORTEST):
        return True
    steps = sum(_next_to(one, other) for one, other in pairwise(word))
    return steps >= _NEIGHBOURS * (len(word) - 1)


def _next_to(one: str, other: str) -> bool:
    here, there = _PLACE.get(one), _PLACE.get(other)
    return here is not None and there is not None and here[0] == there[0] and abs(here[1] - there[1]) <= 2
