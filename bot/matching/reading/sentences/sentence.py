"""A sentence with its words in their places, so that wordings can be found in it and cut from it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from bot.matching.reading.automaton import WORD, Automaton, Label
from bot.matching.reading.registers import Registers, Wordings, fold

_GAPS = frozenset(("", " ", "-", "/", "."))
"""What may stand between two words of one wording."""
_BLANK = " \t\n\"'()*~<>«»“”„_"
_MARKS = ",:;.!?…-–—·|、，。！？：；/=؟،¿¡"
_EDGE = _BLANK + _MARKS


class Found(NamedTuple):
    """A wording found: its kind, and where it ends (or begins, when looked for backwards)."""

    kind: str
    place: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence made ready.

    Attributes:
        text: the sentence.
        low: the same folded, each character in its place.
        words: its words, folded, without apostrophes.
        starts: where each word begins.
        ends: where each word ends.
    """

    text: str
    low: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> Sentence:
        """Cut a sentence into words."""
        low = fold(text)
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in WORD.finditer(low):
            words.append(match[0].replace("'", "") if "'" in match[0] else match[0])
            starts.append(match.start())
            ends.append(match.end())
        return cls(text, low, words, starts, ends)

    def at(self, place: int) -> int:
        """The number of the first word that begins at a place or after it."""
        return bisect_left(self.starts, place)

    def skip(self, begin: int, end: int) -> int:
        """The first place from `begin` on that holds no blank or mark."""
        low = self.low
        while begin < end and low[begin] in _EDGE:
            begin += 1
        return begin

    def skip_back(self, begin: int, end: int) -> int:
        """The place after the last character before `end` that is no blank or mark; a closing per cent sign stays."""
        low = self.low
        while end > begin and low[end - 1] in _EDGE:
            end -= 1
        return end

    def longest(self, wordings: Wordings, registers: Registers, begin: int, end: int) -> Found | None:
        """The longest wording that begins at `begin` and ends by `end`."""
        best = self._words_from(wordings.words, registers, begin, end)
        if not self.low.isascii():
            spelt = self._characters_from(wordings.characters, begin, end)
            if spelt and (best is None or spelt.place > best.place):
                best = spelt
        return best

    def longest_back(self, wordings: Wordings, begin: int, end: int) -> Found | None:
        """The longest wording that ends at `end` and begins at `begin` or later."""
        best = self._words_back(wordings.words, begin, end)
        if not self.low.isascii():
            spelt = self._characters_back(wordings.characters, begin, end)
            if spelt and (best is None or spelt.place < best.place):
                best = spelt
        return best

    def _words_from(self, automaton: Automaton, registers: Registers, begin: int, end: int) -> Found | None:
        words, starts, ends = self.words, self.starts, self.ends
        number = bisect_left(starts, begin)
        if number >= len(words) or starts[number] != begin:
            return None
        state, best = automaton.root, None
        while number < len(words) and ends[number] <= end:
            following = automaton.step(state, words[number])
            if following is None:
                break
            state = following
            for label in state.labels:
                if self._fits(label, registers, number, end):
                    best = Found(label.kind, ends[number])
                    break
            number += 1
            if number < len(words) and self.low[ends[number - 1] : starts[number]] not in _GAPS:
                break
        return best

    def _fits(self, label: Label, registers: Registers, number: int, end: int) -> bool:
        after = self.ends[number]
        if self.low[after : after + 1] == "-" and self.low[after + 1 : after + 2].isalnum():
            return False  # "so-called" is one word
        if label.question:
            return number + 1 < len(self.words) and self.words[number + 1] in registers.questions
        return not label.after or after >= end or self.low[after] in _MARKS or self.low[after : after + 2] == " -"

    def _words_back(self, automaton: Automaton, begin: int, end: int) -> Found | None:
        number = self.at(end) - 1
        if number < 0 or self.ends[number] != end:
            return None
        state, best = automaton.root, None
        while number >= 0 and self.starts[number] >= begin:
            following = automaton.step(state, self.words[number])
            if following is None:
                break
            state = following
            place = self.starts[number]
            inside = place - 1 > begin and self.low[place - 1] == "-" and self.low[place - 2].isalnum()
            for label in () if inside else state.labels:
                if not label.before or place <= begin or self.low[begin:place].rstrip(_BLANK)[-1:] in _MARKS:
                    best = Found(label.kind, place)
                    break
            number -= 1
            if number >= 0 and self.low[self.ends[number] : self.starts[number + 1]] not in _GAPS:
                break
        return best

    def _characters_from(self, automaton: Automaton, begin: int, end: int) -> Found | None:
        state, best = automaton.root, None
        for place in range(begin, end):
            following = automaton.step(state, self.low[place])
            if following is None:
                break
            state = following
            for label in state.labels:
                if not label.after or place + 1 >= end or self.low[place + 1] in _EDGE:
                    best = Found(label.kind, place + 1)
                    break
        return best

    def _characters_back(self, automaton: Automaton, begin: int, end: int) -> Found | None:
        state, best = automaton.root, None
        for place in range(end - 1, begin - 1, -1):
            following = automaton.step(state, self.low[place])
            if following is None:
                break
            state = following
            for label in state.labels:
                if not label.before or place <= begin or self.low[place - 1] in _EDGE:
                    best = Found(label.kind, place)
                    break
        return best
