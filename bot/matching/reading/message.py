"""A message as read: what it asks, question by question, and what is set apart from that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.matching.reading.asides import peel, without_stand_ins
from bot.matching.reading.glance import LOOKUP_CHARACTERS, LOOKUP_WORDS, may_ask
from bot.matching.reading.markup import STAND_INS, unmarked
from bot.matching.reading.negation import negates
from bot.matching.reading.registers import Registers, registers
from bot.matching.reading.sentences.clauses import clauses
from bot.matching.reading.sentences.sentence import Sentence
from bot.matching.reading.sentences.splitting import sentences
from bot.matching.reading.slang import in_plain_words, respelled

_MOST_QUESTIONS = 4
"""Questions of one message that are told apart; what follows stays with the last."""
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_FEW_WORDS = 2
_FEW_CHARACTERS = 4
"""Words or characters of its own with which a question that takes up what was said before says next to nothing."""
_GOING_ON = 2
"""Words of the longest question without a word of its own that only goes on with the one before ("… compare")."""
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a message.

    Attributes:
        text: the question, without what is set apart; see `markup` for what stands in for what cannot be read.
        scene: the clause or sentence that sets its scene; empty where none does.
        asks: whether it is worded as a question, a request, or a bare look-up.
        needs_scene: whether it says nothing without its scene ("… why?"), or goes on from the question before it ("…
            and where was it printed?").
        leans: whether it says little by itself and takes up something said before ("and how long?").
        led: whether a word such as "since" begins its scene.
        negated: whether a negation turns it round ("who did not …", "other than …", 除了).
    """

    text: str
    scene: str = ""
    asks: bool = True
    needs_scene: bool = False
    leans: bool = False
    led: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as read.

    Attributes:
        questions: what it asks, in order; none when nothing is left beside what is set apart.
        said: all of it without address and the like at its ends, as (kind, text) pairs.
        plain: the whole as clean words.
    """

    questions: tuple[Asked, ...]
    asides: tuple[tuple[str, str], ...]
    plain: str

    @property
    def asks(self) -> bool:
        """Whether anything in it asks; a question mark alone does."""
        return any(question.asks for question in self.questions) or self.plain.strip() in ("?", "??", "???")


@dataclass(slots=True)
class _Part:
    """A clause of a message.

    Attributes:
        led: whether a word such as "since" begins its scene: that is known then, and not what is asked about.
        worded: whether it is worded as a question, or framed as one; a mark alone is less.
    """

    text: str
    scene: str
    led: bool
    worded: bool
    marked: bool
    negated: bool

    @property
    def asks(self) -> bool:
        """Whether it asks in any way."""
        return self.worded or self.marked


@lru_cache(maxsize=256)
def read(text: str) -> Reading:
    """Read a message: a pure function that takes some tens of microseconds.

    Example:
        "hey guys, since talent comes first, how is it trained? thx" → one question, "how is it trained", whose scene
        is "since talent comes first"; set apart are an address and thanks.
    """
    known = registers()
    lines = [respelled(line) for line in _within(unmarked(text[:_LONGEST]), _LONGEST)]
    asides: list[tuple[str, str]] = []
    parts: list[_Part] = []
    for line in sentences(lines):
        parts += _parts(line, known, asides, first=not parts)
    plain = " ".join(lines)
    # Whoever greets, laughs or thanks is talking: a few words besides are no look-up.
    return Reading(tuple(_questions(parts, known, plain, lookup=not asides)), tuple(asides), plain)


def _within(lines: Sequence[str], room: int) -> Iterator[str]:
    """As much of the lines as fits: cleaning makes up to eighteen characters of one."""
    for line in lines:
        if room <= 0:
            return
        yield line[:room]
        room -= len(line)


def _parts(line: str, known: Registers, asides: list[tuple[str, str]], *, first: bool) -> Iterator[_Part]:
    """The clauses of a sentence that ask, or the sentence when none does."""
    sentence = Sentence.of(line)
    whole = peel(sentence, known, 0, len(line))
    asides += whole.asides
    if whole.begin >= whole.end:
        return
    marked = "?" in line or "؟" in line
    if not (set(sentence.low) - STAND_INS - set(" .,!?")):
        return  # nothing but stand-ins
    for clause in clauses(sentence, known, whole.begin, whole.end, asked=marked or whole.asks):
        inner = peel(sentence, known, clause.begin, clause.end) if clause.begin > whole.begin else whole
        begin, end = (inner.begin, inner.end) if inner.begin < inner.end else (clause.begin, clause.end)
        end = min(end, clause.end) if inner is whole else end
        if inner is not whole:
            asides += inner.asides
        text = in_plain_words(without_stand_ins(_unemphatic(sentence, known, begin, end).strip(" ,;:-")))
        if not text:
            continue
        if first and clause.begin == whole.begin and not (clause.scene[1] or _own(text)):
            text = in_plain_words(
                without_stand_ins(line.strip())
            )  # what was set apart is all that there is ("explain it simply")
        scene = line[clause.scene[0] : clause.scene[1]].strip(" ,;:-.")
        yield _Part(
            text,
            without_stand_ins(scene),
            clause.led,
            whole.asks or inner.asks or clause.asks,
            marked,
            negates(sentence, known, begin, end),
        )


def _unemphatic(sentence: Sentence, known: Registers, begin: int, end: int) -> str:
    """A stretch of a sentence without what only lends weight to its question word ("what even is …")."""
    first = sentence.at(begin)
    if first + 1 < len(sentence.words) and sentence.words[first] in known.questions and sentence.ends[first] < end:
        found = sentence.longest(known.emphasis, known, sentence.starts[first + 1], end)
        if found is not None:
            return f"{sentence.text[begin : sentence.ends[first]]} {sentence.text[found.place : end].lstrip()}"
    return sentence.text[begin:end]


def _questions(parts: Sequence[_Part], known: Registers, plain: str, *, lookup: bool) -> Iterator[Asked]:
    """The parts that ask, each with what was told before it; all parts as one, a look-up perhaps, when none asks."""
    parts = _merged(parts)
    asking = [number for number, part in enumerate(parts) if part.asks]
    if not parts:
        return
    if not asking:
        text = " ".join(part.text for part in parts)
        yield Asked(text, asks=lookup and _is_lookup(text, plain, known), negated=any(part.negated for part in parts))
        return
    told = 0
    for number in asking[:_MOST_QUESTIONS]:
        part = parts[number]
        scene = part.scene or " ".join(other.text for other in parts[told:number])
        after_question, told = told < number and parts[told].asks, number
        if not scene and len(asking) == 1:
            scene = " ".join(other.text for other in parts[number + 1 :])
        leans = _leans(part.text, known) if scene else _own(part.text) == 0
        needs = bool(scene) and leans and (after_question or _own(part.text) == 0)
        yield Asked(
            part.text, scene, needs_scene=needs, leans=leans and not part.led, led=part.led, negated=part.negated
        )


def _merged(parts: Sequence[_Part]) -> list[_Part]:
    """The parts, those that only go on with a question joined to it ("which of them? cars, robots?", "… compare")."""
    found: list[_Part] = []
    for part in parts:
        last = found[-1] if found else None
        goes_on = not part.worded or (_own(part.text) == 0 and len(part.text.split()) <= _GOING_ON)
        if last and last.asks and part.asks and goes_on:
            last.text = f"{last.text} {part.text}"
            last.negated |= part.negated
        else:
            found.append(part)
    return found


def _is_lookup(text: str, plain: str, known: Registers) -> bool:
    """Whether words that nothing marks as a question are few enough to be looked up, and nobody's talk."""
    if len(text.split()) > LOOKUP_WORDS or len(text) > LOOKUP_CHARACTERS or plain[-1:] in "!.。！…":
        return False
    if _HAN.search(text) and any(word in text for word in known.talk if _HAN.search(word)):
        return False
    return known.talk.isdisjoint(Sentence.of(text).words)


def _leans(text: str, known: Registers) -> bool:
    """Whether a question says nothing by itself ("why?"), or next to nothing about what was said before."""
    own = _own(text)
    if own == 0:
        return True
    if _HAN.search(text):
        return own < _FEW_CHARACTERS and any(word in text for word in known.leaning if _HAN.search(word))
    return own < _FEW_WORDS and any(word in known.leaning for word in Sentence.of(text).words)


@lru_cache(maxsize=64)
def _own(text: str) -> int:
    """Words (characters of Chinese) of a text that carry a topic of their own; each part is asked several times."""
    functions = registers().functions
    if _HAN.search(text):
        return sum(letter not in functions for letter in _HAN.findall(text))
    return sum(word not in functions for word in Sentence.of(text).words)


def reads_as_question(text: str) -> bool:
    """Whether a message asks something, or is a bare look-up of a few words ("nqpf definition", "全要素生产率").

    It is what the bot needs to speak where nobody called it.
    """
    return may_ask(text) and read(text).asks


def reads_negated(text: str) -> bool:
    """Whether a negation turns round what a text asks."""
    return any(question.negated for question in read(text).questions)
