"""Negation: wordings that turn a question round, so that what answers it otherwise no longer does."""

from __future__ import annotations

from typing import Final

from bot.matching.reading.registers import Registers
from bot.matching.reading.sentences.sentence import Sentence

_RHETORICAL: Final = frozenset(
    [
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "doesnt",
        "dont",
        "didnt",
        "hasnt",
        "havent",
        "wont",
        "wouldnt",
        "cant",
        "couldnt",
        "shouldnt",
        "aint",
    ]
)
"""A question that begins with one of these expects a yes: it asks the same without it."""


def negates(sentence: Sentence, registers: Registers, begin: int, end: int) -> bool:
    """Whether a stretch of a sentence holds a negation that counts: not "not only", "or not", "why not", 是不是."""
    words, characters = registers.turns.words, registers.turns.characters
    number, last = sentence.at(begin), sentence.at(end)
    if number < last and sentence.words[number] in _RHETORICAL:
        number += 1
    while number < last:
        if words.step(words.root, sentence.words[number]) is not None:
            found = sentence.longest(registers.turns, registers, sentence.starts[number], end)
            if found is not None:
                if found.kind == "negation":
                    return True
                number = sentence.at(found.place)
                continue
        number += 1
    if sentence.low.isascii():
        return False
    place = begin
    while place < end:
        if characters.step(characters.root, sentence.low[place]) is not None:
            found = sentence.longest(registers.turns, registers, place, end)
            if found is not None:
                if found.kind == "negation":
                    return True
                place = found.place
                continue
        place += 1
    return False
