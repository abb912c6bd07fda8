"""The clauses of a sentence: those that ask, and those that set the scene."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.matching.reading.registers import Registers
from bot.matching.reading.sentences.sentence import Sentence
from bot.matching.reading.sentences.spaced import Spaced
from bot.matching.reading.sentences.unspaced import Unspaced

_MARK = re.compile(r",(?!\d)|;|:(?=\s)|\s[-–—]+\s|—|、(?=[^、,]{4})|…|\.{3}")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence that asks, or tells.

    Attributes:
        begin, end: where it stands.
        scene: where the clause that sets its scene stands; an empty stretch for none.
        led: whether a word such as "since" begins the scene.
        asks: whether it is worded as a question.
    """

    begin: int
    end: int
    scene: tuple[int, int] = (0, 0)
    led: bool = False
    asks: bool = False


def clauses(sentence: Sentence, registers: Registers, begin: int, end: int, *, asked: bool) -> list[Clause]:
    """The clauses of a stretch that ask, each with its scene; the whole stretch when none is told from the rest.

    Args:
        sentence: the sentence.
        registers: the wordings.
        begin: where the stretch begins, asides apart.
        end: where it ends.
        asked: whether the sentence asks by its mark or its frame.
    """
    spaced = not _HAN.search(sentence.low, begin, end) or len(sentence.words) > 2 * len(
        _HAN.findall(sentence.low[begin:end])
    )
    view = Spaced(sentence, registers) if spaced else Unspaced(sentence, registers)
    pieces = _pieces(sentence, begin, end)
    asking = [view.asks(*piece) for piece in pieces]
    opening = [view.opens(*piece) for piece in pieces]
    scene, (begin, end) = _scene(view, pieces, opening, asked=asked)
    found: list[Clause] = []
    for first, last in view.joined(begin, end):
        before = scene if not found else (found[-1].begin, found[-1].end)
        led = before == scene and scene[1] > 0 and view.leads(*scene)
        found.append(Clause(first, last, before, led, any(asking) or view.asks(first, last)))
    return found


def _scene(
    view: Spaced | Unspaced, pieces: list[tuple[int, int]], opening: list[bool], *, asked: bool
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the scene stands, and where what is asked does."""
    begin, end = pieces[0][0], pieces[-1][1]
    lead = view.leads(*pieces[0])
    if len(pieces) == 1:
        turn = view.turn(begin, end) if lead else None
        return ((begin, turn), (turn, end)) if turn else ((0, 0), (begin, end))
    if opening[0] and not lead:
        for number in range(1, len(pieces)):
            if view.leads(*pieces[number]) and not any(opening[number:]):
                return (pieces[number][0], end), (begin, pieces[number - 1][1])
        return (0, 0), (begin, end)
    asks = next((number for number in range(1, len(pieces)) if opening[number]), None)
    if asks is None and lead and asked:
        asks = len(pieces) - 1
    if asks is None or (not lead and view.is_topic(begin, pieces[asks - 1][1])):
        return (0, 0), (begin, end)
    return (begin, pieces[asks - 1][1]), (pieces[asks][0], end)


def _pieces(sentence: Sentence, begin: int, end: int) -> list[tuple[int, int]]:
    """The stretches between marks of punctuation."""
    pieces: list[tuple[int, int]] = []
    for mark in _MARK.finditer(sentence.low, begin, end):
        if mark.start() > begin:
            pieces.append((begin, mark.start()))
        begin = sentence.skip(mark.end(), end)
    if begin < end or not pieces:
        pieces.append((begin, end))
    return pieces
