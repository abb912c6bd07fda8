"""Text cut into the units that matching counts: words, Chinese characters, numbers, and the pieces of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.text import clean, without_accents

_LETTER: Final = r"[^\W\d_\u3400-\u4dbf\u4e00-\u9fff]"
_TOKEN: Final = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff]"  # one Chinese character
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![a-z\d])"  # a number: 17.36, 1,000, 20th, 1970s
    r"|%"
    rf"|{_LETTER}+(?:[&'.-]{_LETTER}+)*\d*"  # a word; R&D, don't, co-operation and co2 are one
    r"|[^\W_\u3400-\u4dbf\u4e00-\u9fff]+"
)
_NUMBER_MARKS: Final = re.compile(r",|(?:st|nd|rd|th|s)$")
_WORD_MARKS: Final = re.compile(r"[.'-]")
SYLLABLE: Final = "~"
"""Begins a word that is a syllable of pinyin, so that "men" and 们 never meet."""
GRAM_SIZES: Final = (3, 4)
"""Lengths of the character n-grams taken from a word with a space on either side."""


def tokens(text: str) -> list[str]:
    """The words of a text, lower case and without accents; each Chinese character is a word of its own."""
    lowered = without_accents(clean(text)).casefold()
    return [token if token.isalpha() else _plain(token) for token in _TOKEN.findall(lowered)]


def _plain(word: str) -> str:
    """A word without inner marks: "co-operation" → "cooperation", "1,000" → "1000", "20th" → "20", "%" → "percent"."""
    if word == "%":
        return "percent"
    return _NUMBER_MARKS.sub("", word) if word[0].isdigit() else _WORD_MARKS.sub("", word)


def is_han(token: str) -> bool:
    """Whether the token is a Chinese character."""
    first = token[:1]
    return "\u4e00" <= first <= "\u9fff" or "\u3400" <= first <= "\u4dbf"


def grams(word: str) -> Iterator[str]:
    """The character n-grams of a word with a space on either side; none for Chinese, syllables or numbers."""
    if is_han(word) or word[0].isdigit() or word[0] == SYLLABLE:
        return
    padded = f" {word} "
    for size in GRAM_SIZES:
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
