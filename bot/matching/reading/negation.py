"""Negation: wordings that turn a question round, so that what answers it otherwise no longer does."""

from __future__ import annotations

import re

from bot.matching.reading.registers import Registers
from bot.matching.reading.sentences.sentence import Sentence

_ASKS_LAST = frozenset("没不")
"""At the end of a Chinese question these ask whether."""
_ALSO = re.compile(r"除(?:了|去|开).*?[还也]")
"""除了 A 还 B asks for B besides A: A is left out, and nothing is turned round."""


def negates(sentence: Sentence, registers: Registers, begin: int, end: int) -> bool:
    """Whether a stretch of a sentence holds a negation that counts: not "not only", "or not", "why not", 是不是.

    A question that begins with "isn't" or the like expects a yes: it asks the same without it. And "service robots, not
    industrial ones" only says which.
    """
    if _in_words(sentence, registers, begin, end):
        return True
    if sentence.low.isascii() or _ALSO.search(sentence.low, begin, end):
        return False
    return _in_characters(sentence, registers, begin, end)


def _in_words(sentence: Sentence, registers: Registers, begin: int, end: int) -> bool:
    automaton = registers.turns.words
    number, last = sentence.at(begin), sentence.at(end)
    number += number < last and sentence.words[number] in registers.rhetorical
    while number < last:
        place = sentence.starts[number]
        if number > 0 and sentence.words[number] == "not" and "," in sentence.low[sentence.ends[number - 1] : place]:
            return False
        known = automaton.step(automaton.root, sentence.words[number])
        found = sentence.longest(registers.turns, registers, place, end) if known else None
        if found is not None and found.kind == "negation":
            return True
        number = sentence.at(found.place) if found is not None else number + 1
    return False


def _in_characters(sentence: Sentence, registers: Registers, begin: int, end: int) -> bool:
    automaton = registers.turns.characters
    stop = sentence.skip_back(begin, end)
    stop -= stop > begin and sentence.low[stop - 1] in _ASKS_LAST
    place = begin
    while place < stop:
        known = automaton.step(automaton.root, sentence.low[place])
        found = sentence.longest(registers.turns, registers, place, end) if known else None
        if found is not None and found.kind == "negation":
            return True
        place = found.place if found is not None else place + 1
    return False
