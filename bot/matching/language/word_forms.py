"""Words that the vocabulary knows in another form: inflected, British, hyphened, joined, parted, held down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from bot.matching.language.inflection import base
from bot.matching.language.syllables import segment
from bot.matching.language.words import is_han
from bot.matching.numerics.arrays import Hashes
from bot.matching.numerics.hashed_vocabulary import Names, hashed, paired
from bot.matching.numerics.token_rows import Lines

_HYPHENED = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W_]+)+")
_CAMEL = re.compile(r"\b[^\W\d_]*[a-z][A-Z][^\W_]*\b")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AMPERSAND = re.compile(r"\b([^\W\d_]) & ([^\W\d_])\b")
_PER_CENT = re.compile(r"\bper[ -]cent\b", re.IGNORECASE)
_HELD = re.compile(r"(.)\1{2,}")
_SHORTEST_JOINED = 6
"""Letters of the shortest word that is tried as several."""
_SHORTEST_PART = 2
_SHORT = 3
"""Letters below which a part is short; of several parts one may be ("zhangyi")."""
_USUAL = 3
"""Occurrences of a word written joined from which it is left so."""
_LONGEST_PART = 20
_MOST_REMEMBERED = 10_000


_CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_CHINESE = "一二三四五六七八九十"
_TENS = {"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
                "eighty": "80", "ninety": "90", "hundred": "100", "twentieth": "20", "hundredth": "100"}  # fmt: skip


def _classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for number, (cardinal, ordinal) in enumerate(zip(_CARDINALS, _ORDINALS, strict=True), 1):
        digits = str(number)
        han = (_CHINESE[number - 1],) if number <= len(_CHINESE) else ()
        found[digits] = (cardinal, ordinal, *han)
        found[cardinal] = (digits, *han)
        found[ordinal] = (digits,)
        for character in han:
            found[character] = (digits,)
    for word, digits in _TENS.items():
        found[word] = (digits,)
        found[digits] = (*found.get(digits, ()), word)
    return found


OTHER_FORMS: dict[str, Sequence[str]] = dict(_classes())
"""For a number as a word (see `words.tokens`), the other words that stand for the same number."""


_LONGEST_SYLLABLES = 12
"""Letters of the longest part of a Chinese name: two syllables of six."""
_SOUNDS = (
    (re.compile("zh|dz|z"), "j"), (re.compile("ch|ts|c"), "q"), (re.compile("sh|hs|s"), "x"), (re.compile("ng"), "n"),
    (re.compile("oo|ou|uo"), "u"), (re.compile("ee|ea|ie|ei"), "i"), (re.compile("yue"), "yua"),
    (re.compile("ao|au"), "o"), (re.compile(r"(.)\1"), r"\1"), (re.compile("(?<=.)[hr]$"), ""),
)  # fmt: skip


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """What a part of a Chinese name sounds like to those who spell by ear: "jang" is "zhang", "yee" is "yi"."""
    for pattern, like in _SOUNDS:
        word = pattern.sub(like, word)
    return word


class Pairs:
    """The pairs of neighbouring words that a vocabulary's texts hold."""

    def __init__(self, *texts: Lines) -> None:
        """Take tokenised texts."""
        found: list[Hashes] = []
        for lines in texts:
            owners, hashes = lines.owners, hashed(lines.words)
            if len(lines.numbers) > 1:
                beside = owners[1:] == owners[:-1]
                found.append(paired(hashes[lines.numbers[:-1][beside]], hashes[lines.numbers[1:][beside]]))
        self._names = Names(np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64))

    def known(self, words: Sequence[str]) -> list[bool]:
        """For each word but the last, whether it is known with the next one after it."""
        if len(words) < 2:
            return []
        hashes = hashed(words)
        return (self._names.numbers(paired(hashes[:-1], hashes[1:])) >= 0).tolist()


class WordForms:
    """Reads words as those that a vocabulary knows."""

    def __init__(self, known: Mapping[str, int], general: Callable[[str], bool], pairs: Pairs) -> None:
        """Take a vocabulary.

        Args:
            known: its words, with how often each occurs.
            general: whether a word is one of everyday language.
            pairs: the pairs of neighbouring words of its texts.
        """
        self._known = known
        self._general = general
        self._pairs = pairs
        self._bases: dict[str, str] = {}
        for word, count in known.items():
            form = base(word)
            if form != word or form not in known:
                held = self._bases.get(form)
                if held is None or known[held] < count:
                    self._bases[form] = word
        self._sounds: dict[str, list[str]] = {}
        for word, count in known.items():
            if count > 1 and len(word) <= _LONGEST_SYLLABLES and word.isascii() and segment(word):
                self._sounds.setdefault(sound(word), []).append(word)
        self._remembered: dict[str, tuple[str, ...]] = {}

    def parted(self, text: str) -> str:
        """A text with hyphened words and words in camel case parted, unless they are known joined."""
        if "-" in text or "\u2010" in text or "\u2011" in text:
            text = _HYPHENED.sub(self._part_hyphened, text)
        if "&" in text:
            text = _AMPERSAND.sub(r"\1&\2", text)
        return _CAMEL.sub(self._part_camel, _PER_CENT.sub("percent", text))

    def known(self, word: str) -> bool:
        """Whether a word is one of the vocabulary, or a form of one or of several."""
        return word in self._known or self._forms(word) != (word,)

    def read(self, words: Sequence[str]) -> Iterator[str]:
        """The words, each unknown one as the known ones that it is a form of."""
        place = 0
        while place < len(words):
            word = words[place]
            following = words[place + 1] if place + 1 < len(words) else ""
            if word in OTHER_FORMS:
                yield self._number(words, place)
            elif following and self._is_parted(words, place):
                yield word + following  # "xi jin ping"
                place += 1
            elif (name := self._sounding(words, place)) is not None:
                yield name
            elif word in self._known or is_han(word):
                yield word
            elif following and self._known.get(word + following, 0) > 1 and len(word) > 1:
                yield word + following  # "lai ming" is "laiming"
                place += 1
            else:
                yield from self._forms(word)
            place += 1

    def _is_parted(self, words: Sequence[str], place: int) -> bool:
        """Whether two words are one that is known with the word before them, as they are not ("xi jin ping")."""
        before, one, two = words[place - 1 : place], words[place], words[place + 1]
        if not before or self._known.get(one + two, 0) < 2 or not (one.isascii() and two.isascii()):
            return False
        return self._pairs.known((*before, one + two))[0] and not self._pairs.known((one, two))[0]

    def _sounding(self, words: Sequence[str], place: int) -> str | None:
        """A name's part that sounds like a word and is known beside its neighbour, as the word is not ("jang yi")."""
        word = words[place]
        alike = self._sounds.get(sound(word), ()) if word.isascii() and word.isalpha() else ()
        if not alike:
            return None
        before, after = words[max(place - 1, 0) : place], words[place + 1 : place + 2]
        if any(self._pairs.known((*before, word, *after))):
            return None
        for name in alike:
            for beside, pair in ((before, (*before, name)), (after, (name, *after))):
                strange = beside and not (self._general(name) and self._general(beside[0]))
                if name != word and strange and self._pairs.known(pair)[0]:
                    return name
        return None

    def _number(self, words: Sequence[str], place: int) -> str:
        """A number as the vocabulary writes it beside its neighbour: "1 tram" as "first tram"; else as it stands."""
        word = words[place]
        before, after = words[place - 1 : place], words[place + 1 : place + 2]
        for form in (word, *OTHER_FORMS[word]):
            if form in self._known and any(self._pairs.known((*before, form, *after))):
                return form
        return word

    def _forms(self, word: str) -> tuple[str, ...]:
        found = self._remembered.get(word)
        if found is None:
            found = self._form(word)
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[word] = found
        return found

    def _form(self, word: str) -> tuple[str, ...]:
        if not word.isalpha():
            return (word,)
        form = base(word)
        if form in self._known:
            return (form,)
        if form in self._bases:
            return (self._bases[form],)
        if self._general(word):
            return (word,)
        let_go = _HELD.sub(r"\1", word)
        if let_go != word and len(set(word)) > 1:
            twice = _HELD.sub(r"\1\1", word)
            return (next((one for one in (let_go, twice) if one in self._known or self._general(one)), let_go),)
        return self._split(word) or (word,)

    def _split(self, word: str) -> tuple[str, ...] | None:
        """A word as several that stand together in the vocabulary's texts; the fewest that it can be."""
        if len(word) < _SHORTEST_JOINED:
            return None
        ways: list[tuple[str, ...] | None] = [None] * (len(word) + 1)
        ways[0] = ()
        for end in range(_SHORTEST_PART, len(word) + 1):
            for begin in range(max(0, end - _LONGEST_PART), end - _SHORTEST_PART + 1):
                before, part = ways[begin], word[begin:end]
                if before is None or self._known.get(part, 0) < 2:
                    continue
                if len(part) < _SHORT and any(len(other) < _SHORT for other in before):
                    continue
                if before and not self._pairs.known((before[-1], part))[0]:
                    continue
                here = ways[end]
                if here is None or len(before) + 1 < len(here):
                    ways[end] = (*before, part)
        found = ways[len(word)]
        return found if found and len(found) > 1 else None

    def _part_hyphened(self, match: re.Match[str]) -> str:
        parts = re.split("[-\u2010\u2011]", match[0])
        joined = "".join(parts).casefold()
        if self._known.get(joined, 0) >= _USUAL or min(map(len, parts)) == 1 or len(parts[0]) < _SHORTEST_PART:
            return match[0]
        return " ".join(parts)

    def _part_camel(self, match: re.Match[str]) -> str:
        return match[0] if self._known.get(match[0].casefold(), 0) >= _USUAL else _HUMP.sub(" ", match[0])
