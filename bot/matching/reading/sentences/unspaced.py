"""How clauses are told apart in Chinese, where any of them may hold a question word anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.matching.reading.registers import Registers
from bot.matching.reading.sentences.asking import asks
from bot.matching.reading.sentences.sentence import Sentence

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_SHORTEST_CHARACTERS = 4
"""Characters of the shortest of two joined questions."""


@dataclass(frozen=True, slots=True)
class Unspaced:
    """The clauses of a Chinese sentence."""

    sentence: Sentence
    registers: Registers

    def asks(self, begin: int, end: int) -> bool:
        """Whether a stretch is worded as a question."""
        return asks(self.sentence, self.registers, begin, end)

    def opens(self, begin: int, end: int) -> bool:
        """Whether a stretch is a question."""
        return self.asks(begin, end)

    def leads(self, begin: int, end: int) -> bool:
        """Whether a stretch begins with a word that sets a scene."""
        found = self.sentence.longest(self.registers.clauses, self.registers, begin, end)
        return found is not None and found.kind in ("scene", "condition")

    def turn(self, begin: int, end: int) -> int | None:
        """A Chinese scene ends with a mark."""
        del begin, end
        return None

    def is_topic(self, begin: int, end: int) -> bool:
        """Chinese names its topic first, with or without 关于; only a word such as 既然 makes a scene of it."""
        del begin, end
        return True

    def joined(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """The questions that are joined in a stretch, one after the other."""
        sentence, opened, place = self.sentence, begin, begin + _SHORTEST_CHARACTERS
        low = sentence.low
        if any(word in low[begin:end] for word in self.registers.apart if len(word) > 1):
            yield begin, end
            return
        while place < end:
            marked = low[place] in ",;"
            joiner = None if marked else sentence.longest(self.registers.clauses, self.registers, place, end)
            if marked or (joiner is not None and joiner.kind == "joiner"):
                after = sentence.skip(joiner.place if joiner else place + 1, end)
                following = sentence.longest(self.registers.clauses, self.registers, after, end) if marked else None
                if following is not None and following.kind == "joiner":
                    after = sentence.skip(following.place, end)
                stop = next((spot for spot in range(after, end) if low[spot] in ",;"), end)
                if self._stands(opened, place) and self._stands(after, stop):
                    yield opened, sentence.skip_back(opened, place)
                    opened = after
                    place = after + _SHORTEST_CHARACTERS
                    continue
            place += 1
        yield opened, end

    def _stands(self, begin: int, end: int) -> bool:
        bare = sum(letter not in self.registers.functions for letter in _HAN.findall(self.sentence.low[begin:end]))
        return end - begin >= _SHORTEST_CHARACTERS and bare >= 2 and self.asks(begin, end)
