"""A message made ready for being recognised: one line of words as they are compared, slips of the finger mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answering.recognising.cues import registers
from bot.answering.recognising.examples import examples
from bot.matching.language.inflection import base
from bot.matching.reading.noise import without_held_letters
from bot.matching.reading.slang import in_plain_characters
from bot.text import clean, without_accents

LONGEST = 160
"""Characters of the longest message that may be a move or a reaction; a longer one says something of its own."""
ASKS = "?"
_LETTER = r"(?:[^\W_\u3400-\u9fff]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])"
"""A letter, or a vowel sign or tone mark of Thai."""
_TOKEN = re.compile(rf"[\u3400-\u9fff]+|{_LETTER}+(?:['’]{_LETTER}+)*")
_UNIT = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CLITICS = re.compile(r"(?<=[a-z]{4}[aei])(?:me|nos|te)l[oa]s?$")
"""What hangs on Spanish imperatives: "tradúcemelo" is "traduce"."""
_SHORTEST = 4
"""Letters of the shortest word in which a slip is mended."""
_USUAL = 3
"""Examples that hold a word for which a slip may stand."""
_LONG = 9
"""Letters from which two slips are."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is compared.

    Attributes:
        text: what was typed.
        line: its words, small letters, chat words written out, slips mended, apostrophes gone; characters of a
            language that parts no words stand together. A question mark at the end is a word, too.
        asks: whether it ends in a question mark.
    """

    text: str
    line: str
    asks: bool

    @classmethod
    def of(cls, text: str, known: Callable[[str], bool] | None = None) -> Message:
        """Make a message ready.

        Args:
            text: what was typed.
            known: whether a word is one of the library or of everyday language, in which nothing is mended.
        """
        short = in_plain_characters(clean(text)[: 2 * LONGEST])
        words = "".join(_words(short, known or (lambda _: False))).strip()
        asks = short.rstrip().endswith(("?", "？"))
        return cls(text, f"{words} {ASKS}" if asks and words else words, asks)

    @property
    def words(self) -> list[str]:
        """Its words."""
        return self.line.split()


@cache
def _spelt() -> tuple[str, ...]:
    """The words that a slip may stand for, of equally near ones the first: of reactions, of cues, of many examples."""
    every = registers()
    moods = sorted(word for mood in every.moods.values() for word in mood)
    counts = Counter(word for lines in examples().values() for line in lines for word in set(clean(line).split()))
    usual = sorted(word for word, count in counts.items() if count >= _USUAL)
    words = dict.fromkeys((*moods, *every.known, *usual))
    return tuple(word for word in words if len(word) >= _SHORTEST and word.isascii() and word.isalpha())


@cache
def _exemplary() -> frozenset[str]:
    """The words of the examples: people type them so."""
    every = (clean(line) for lines in examples().values() for line in lines)
    return frozenset(without_accents(word).casefold() for line in every for word in _TOKEN.findall(line))


def units(text: str) -> Iterator[str]:
    """The words of a line, each character of a language that parts none by itself."""
    yield from _UNIT.findall(text)


def _words(text: str, known: Callable[[str], bool]) -> Iterator[str]:
    """The words with the space before each; none where a language that parts no words meets another in one word."""
    end = 0
    for hit in _TOKEN.finditer(text):
        yield "" if hit.start() == end else " "
        yield _compared(hit.group(), known)
        end = hit.end()


def _compared(typed: str, known: Callable[[str], bool]) -> str:
    """A word as it is compared."""
    if _HAN.search(typed):
        return typed
    if typed in ("US", "U.S", "USA"):
        return "usa"  # else it would be the pronoun
    word = without_held_letters(without_accents(typed).casefold().replace("'", "").replace("’", ""))
    word = _CLITICS.sub("", word)
    spelt = known(word) or known(base(word))
    return registers().chat.get(word, word if spelt else _mended(word))


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    """The word of a cue that a word is a slip of, or the word itself."""
    every = registers()
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    if word in every.light or word in every.known or any(word in mood for mood in every.moods.values()):
        return word
    if word in _exemplary():
        return word  # "pone" is a word of another language, no slip for "ponme"
    slips = 2 if len(word) >= _LONG else 1
    found = process.extractOne(word, _spelt(), scorer=OSA.distance, score_cutoff=slips)
    if found is None or found[0][0] != word[0] or word.startswith(found[0]) or found[0].startswith(word):
        return word  # "russia" is no slip for "russian"
    return found[0]
