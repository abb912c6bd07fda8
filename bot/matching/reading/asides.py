"""What stands around a question, taken off from both ends, wording by wording."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.matching.reading.markup import EMOJI, MENTION, OPAQUE, STAND_INS
from bot.matching.reading.registers import ASKING, Aside, Registers
from bot.matching.reading.sentences.asking import asks
from bot.matching.reading.sentences.sentence import Found, Sentence

_MOST = 12
"""Wordings taken off at each end: "hey guys, quick q: can someone please tell me" has four."""


@dataclass(slots=True)
class Peeled:
    """A sentence with its asides set apart.

    Attributes:
        begin: where what is left begins.
        end: where it ends; the same as `begin` when nothing is left.
        asides: what was set apart, as (kind, text).
        asks: whether an aside makes a question of what is left.
    """

    begin: int
    end: int
    asides: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    asks: bool = False


def peel(sentence: Sentence, registers: Registers, begin: int, end: int) -> Peeled:
    """Take off what is set apart, first from the beginning, then from the end of a stretch of a sentence."""
    peeled = Peeled(sentence.skip(begin, end), end)
    for _ in range(_MOST):
        found = _at_start(sentence, registers, peeled)
        if found is None:
            break
        _take(sentence, registers, peeled, found.kind, (peeled.begin, found.place))
        peeled.begin = sentence.skip(found.place, end)
    last = sentence.skip_back(peeled.begin, peeled.end)
    for _ in range(_MOST):
        found = _at_end(sentence, registers, peeled.begin, last)
        if found is None:
            break
        _take(sentence, registers, peeled, found.kind, (found.place, last))
        peeled.asks |= "?" in sentence.low[last : last + 2] or "?" in sentence.low[last:end]
        last = sentence.skip_back(peeled.begin, found.place)
        peeled.end = last
    if peeled.asks and last > peeled.begin + 1 and _ends_in_particle(sentence.low[:last]):
        # The particle belongs to the frame (有人知道…吗) where what is framed asks by itself.
        last -= asks(sentence, registers, peeled.begin, last - 1)
        peeled.end = last
    if last <= peeled.begin:
        peeled.end = peeled.begin
    return peeled


def _take(sentence: Sentence, registers: Registers, peeled: Peeled, kind: str, place: tuple[int, int]) -> None:
    begin, end = place
    peeled.asides.append((kind, sentence.text[begin:end]))
    words = sentence.words[sentence.at(begin) : sentence.at(end)]
    peeled.asks |= kind in ASKING or not registers.inquiries.isdisjoint(words) or "问" in sentence.low[begin:end]


def _at_start(sentence: Sentence, registers: Registers, peeled: Peeled) -> Found | None:
    begin, end = peeled.begin, peeled.end
    if begin >= end:
        return None
    letter = sentence.low[begin]
    if letter in (MENTION, EMOJI):
        following = sentence.at(begin + 1)
        verb, after = (*sentence.words[following : following + 2], "", "")[:2]
        subject = letter == EMOJI and verb in registers.auxiliaries and after not in registers.subjects
        return None if subject else Found(Aside.ADDRESS if letter == MENTION else Aside.FILLER, begin + 1)
    return sentence.longest(registers.start, registers, begin, end)


def _at_end(sentence: Sentence, registers: Registers, begin: int, last: int) -> Found | None:
    if last <= begin:
        return None
    letter = sentence.low[last - 1]
    if letter in (MENTION, EMOJI):
        if _in_place(sentence, registers, begin, last - 1):
            return None
        return Found(Aside.ADDRESS if letter == MENTION else Aside.FILLER, last - 1)
    if letter in STAND_INS:
        return None
    return sentence.longest_back(registers.end, begin, last)


def _in_place(sentence: Sentence, registers: Registers, begin: int, place: int) -> bool:
    """Whether a stand-in at the end stands for what is asked about: after "what is", or after "who invented"."""
    last = sentence.at(place) - 1
    if last < 0 or sentence.starts[last] < begin:
        return False
    if sentence.low[sentence.ends[last] : place].strip():
        return False  # a mark stands between
    if sentence.words[last] in registers.wanting:
        return True
    first = sentence.at(begin)
    return last - first == 1 and sentence.words[first] in registers.questions


_PARTICLES = frozenset("吗么嘛")
_WORDS_IN_ME = frozenset("什甚怎多这那要")
"""Characters that make one word with 么 behind them."""


def _ends_in_particle(text: str) -> bool:
    """Whether a question ends in a particle, not in a word such as 什么."""
    return text[-1:] in _PARTICLES and not (text[-1] == "么" and text[-2:-1] in _WORDS_IN_ME)


def without_stand_ins(text: str) -> str:
    """The text with every stand-in as the one for what cannot be read."""
    return text.replace(MENTION, OPAQUE).replace(EMOJI, OPAQUE)
