"""Text cut into the units that matching counts: words, Chinese characters, numbers, and the pieces of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.text import clean, without_accents

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
"""Chinese characters, for a class of a regular expression."""
UNSPACED = (
    r"\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uac00-\ud7a3"  # kana, Hangul
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
)
"""Scripts that do not part words, or join to them what other languages part, for a class of a regular expression."""
_LETTER = rf"[^\W\d_{HAN}{UNSPACED}]"
_NUMBER = r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![a-z\d])"
"""17.36, 1,000, 20th, 1970s."""
_TOKEN = re.compile(
    rf"[{HAN}]"  # one Chinese character
    rf"|[{UNSPACED}]+"  # a run, to be cut in pairs
    rf"|{_NUMBER}"
    r"|%"
    rf"|{_LETTER}+(?:[&'.-]{_LETTER}+)*\d*"  # a word; R&D, don't, co-operation and co2 are one
    rf"|[^\W_{HAN}{UNSPACED}]+"
)
_ASCII_TOKEN = re.compile(rf"[a-z]+(?:[&'.-][a-z]+)*\d*|{_NUMBER}|%|[a-z\d]+")
"""The same of a text that is all ASCII, in half the time."""
_RUN = re.compile(rf"[{UNSPACED}]")
NUMBER_MARKS = re.compile(r",|(?:st|nd|rd|th|s)$")
"""What a number is written with besides digits and the decimal point: 1,000, 20th, 1970s."""
_WORD_MARKS = re.compile(r"[.'-]")
SYLLABLE = "~"
"""Begins a word that is a syllable of pinyin, so that "men" and 们 never meet."""
GRAM_SIZES = (3, 4)
"""Lengths of the character n-grams taken from a word with a space on either side."""


def tokens(text: str) -> list[str]:
    """The words of a text, lower case and without accents; each Chinese character is a word of its own.

    Runs of kana, Hangul, Thai and the like are cut in pairs of neighbouring characters: バス停 is バス and 停.
    """
    return [*_tokens(text)]


@lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[str, ...]:
    """The same; the last few texts are remembered, for one question is cut by several readers."""
    lowered = without_accents(clean(text)).casefold()
    found: list[str] = (_ASCII_TOKEN if lowered.isascii() else _TOKEN).findall(lowered)
    if lowered.isascii() or _RUN.search(lowered) is None:
        return tuple(found if "".join(found).isalpha() else [t if t.isalpha() else _plain(t) for t in found])
    return tuple(part for token in found for part in _parts(token))


def pairs(run: str) -> Iterator[tuple[int, int]]:
    """Where the pairs of neighbouring characters of a run begin and end; a single character is its own."""
    yield from ((place, place + 2) for place in range(max(len(run) - 1, 1)))


def is_run(token: str) -> bool:
    """Whether a token is of a script whose runs are cut in pairs."""
    return _RUN.match(token) is not None


def _parts(token: str) -> Iterator[str]:
    if is_run(token):
        yield from (token[begin:end] for begin, end in pairs(token))
    else:
        yield token if token.isalpha() else _plain(token)


def _plain(word: str) -> str:
    """A word without inner marks: "co-operation" → "cooperation", "1,000" → "1000", "20th" → "20", "%" → "percent"."""
    if word == "%":
        return "percent"
    return NUMBER_MARKS.sub("", word) if word[0].isdigit() else _WORD_MARKS.sub("", word)


def is_han(token: str) -> bool:
    """Whether the token is a Chinese character."""
    first = token[:1]
    return "\u4e00" <= first <= "\u9fff" or "\u3400" <= first <= "\u4dbf"


def grams(word: str) -> Iterator[str]:
    """The character n-grams of a word with a space on either side; none for Chinese, pairs, syllables or numbers."""
    if is_han(word) or is_run(word) or word[0].isdigit() or word[0] == SYLLABLE:
        return
    padded = f" {word} "
    for size in GRAM_SIZES:
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
