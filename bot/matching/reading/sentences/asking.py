"""Whether a stretch of a sentence is worded as a question."""

from __future__ import annotations

from bot.matching.reading.registers import Registers
from bot.matching.reading.sentences.sentence import Sentence


def asks(sentence: Sentence, registers: Registers, begin: int, end: int) -> bool:
    """Whether a stretch is worded as a question: at its beginning, or by a wording that asks wherever it stands."""
    if sentence.longest(registers.asks, registers, begin, end):
        return True
    words, root = registers.asks_anywhere.words, registers.asks_anywhere.words.root
    for number in range(sentence.at(begin), sentence.at(end)):
        if words.step(root, sentence.words[number]) and sentence.longest(
            registers.asks_anywhere, registers, sentence.starts[number], end
        ):
            return True
    if sentence.low.isascii():
        return False
    characters = registers.asks_anywhere.characters
    return any(
        characters.step(characters.root, sentence.low[place])
        and sentence.longest(registers.asks_anywhere, registers, place, end)
        for place in range(begin, end)
    )
