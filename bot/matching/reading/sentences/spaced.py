"""How clauses are told apart in languages that part words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.matching.reading.registers import Registers
from bot.matching.reading.sentences.asking import asks
from bot.matching.reading.sentences.sentence import Sentence

_TOPIC_WORDS = 3
"""Words of the longest clause before a question that names its topic ("in 2023, how many …")."""
_SHORTEST_WORDS = 3
"""Words of the shortest of two joined questions."""
_MOST_OPENERS = 3
"""Wordings that may stand before a question that begins a clause."""


@dataclass(frozen=True, slots=True)
class Spaced:
    """How clauses are told apart where words are."""

    sentence: Sentence
    registers: Registers

    def asks(self, begin: int, end: int) -> bool:
        """Whether a stretch is worded as a question."""
        return asks(self.sentence, self.registers, begin, end)

    def opens(self, begin: int, end: int) -> bool:
        """Whether a stretch begins with a question, after "so", "and" and the like."""
        for _ in range(_MOST_OPENERS):
            if self.starts(begin, end):
                return True
            found = self.sentence.longest(self.registers.start, self.registers, begin, end)
            if found is None:
                return False
            begin = self.sentence.skip(found.place, end)
        return False

    def leads(self, begin: int, end: int) -> bool:
        """Whether a stretch begins with a word that sets a scene ("since", "now that"), and not with a question."""
        found = self.sentence.longest(self.registers.clauses, self.registers, begin, end)
        if found is None or found.kind == "joiner":
            return False
        first, following = self.sentence.at(begin), self.sentence.at(found.place)
        words = self.sentence.words
        known = self.registers
        if following >= len(words) or words[following] in known.questions or words[following] in known.unleading:
            return False
        return not (words[first] in known.questions and words[following] in known.auxiliaries)

    def turn(self, begin: int, end: int) -> int | None:
        """Where a scene without a mark ends and its question begins ("since talent matters so much how do they …")."""
        sentence = self.sentence
        first, last = sentence.at(begin), sentence.at(end)
        for number in range(first + _SHORTEST_WORDS + 1, last - 1):
            if sentence.words[number] in self.registers.turning and self.starts(sentence.starts[number], end):
                return sentence.starts[number]
        return None

    def starts(self, begin: int, end: int) -> bool:
        """Whether a question begins here."""
        return self.sentence.longest(self.registers.asks, self.registers, begin, end) is not None

    def is_topic(self, begin: int, end: int) -> bool:
        """Whether a stretch names the topic of what follows: it is short, or begins with "about" or the like."""
        first, last = self.sentence.at(begin), self.sentence.at(end)
        return last - first <= _TOPIC_WORDS or self.sentence.words[first] in self.registers.topical

    def joined(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """The questions that are joined in a stretch, one after the other."""
        sentence, registers = self.sentence, self.registers
        first, last = sentence.at(begin), sentence.at(end)
        opened, number = begin, first + _SHORTEST_WORDS - 1
        compares = False
        seen = first
        while number < last - 1:
            while seen < number:
                compares |= sentence.words[seen] in registers.apart
                seen += 1
            place = sentence.starts[number]
            between = sentence.low[sentence.ends[number - 1] : place]
            joiner = sentence.longest(registers.clauses, registers, place, end)
            joins = joiner is not None and joiner.kind == "joiner"
            after = sentence.skip(joiner.place, end) if joiner and joins else place
            marked = between != " " and between.strip() != ""
            if (joins or marked) and not compares and self._opens(sentence.at(after), last, joins=joins):
                stretch = opened, sentence.skip_back(opened, sentence.ends[number - 1])
                if self._stands(*stretch) and self.asks(*stretch) and self._stands(after, end, alone=not joins):
                    yield stretch
                    opened = after
                    number = sentence.at(after) + _SHORTEST_WORDS - 1
                    continue
            number += 1
        yield opened, end

    def _opens(self, number: int, last: int, *, joins: bool) -> bool:
        """Whether a joined question begins with this word."""
        words, starts = self.sentence.words, self.sentence.starts
        if number >= last - 1 or not self.starts(starts[number], self.sentence.ends[last - 1]):
            return False
        if words[number] in self.registers.questions:
            return words[number] not in self.registers.unopening and (joins or words[number] in self.registers.unjoined)
        return words[number] in self.registers.requested or words[number + 1] in self.registers.subjects

    def _stands(self, begin: int, end: int, *, alone: bool = False) -> bool:
        """Whether a stretch says enough to be a question by itself: three words, one of them its own, or two."""
        words = self.sentence.words[self.sentence.at(begin) : self.sentence.at(end)]
        own = sum(word not in self.registers.functions for word in words)
        return len(words) >= _SHORTEST_WORDS and own >= (2 if alone else 1)
