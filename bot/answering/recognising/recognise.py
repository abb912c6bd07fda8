"""Recogniser of moves, requests and reactions: a cue stands in the message, and nothing of its own beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.recognising.compared import LONGEST, Message, units
from bot.answering.recognising.cues import Wording, registers
from bot.matching.reading import reads_as_question
from bot.matching.reading.registers import registers as readings
from bot.text import has_han

_GAP = "\n"
"""Stands where a cue was taken out."""
_EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d❤]+|<a?:\w+:\d+>")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A move or a request that a message may be.

    Attributes:
        kind: its name in the register.
        rest: what is left beside the cue, as it was compared; empty for a move.
        bare: the same without light words at its ends.
        covered: characters of the message that the cue covers.
    """

    kind: str
    rest: str
    bare: str
    covered: int


def moves(message: Message) -> Sequence[Recognised]:
    """The moves that a message may be, the one whose cue says most first; none when it says something of its own."""
    return sorted(_found(message, registers().moves), key=lambda one: -one.covered)


def hinted(message: Message) -> frozenset[str]:
    """The moves whose cues stand in a message, whatever words of its own are left beside them."""
    if not message.line or len(message.line) > LONGEST:
        return frozenset()
    return frozenset(
        one.kind
        for one in registers().moves
        if any(cue.search(message.line) for cue in one.cues)
        and not any(pattern.search(message.line) for pattern in one.unless)
    )


def requests(message: Message) -> Sequence[Recognised]:
    """The requests that a message may be, in the order of the register, with what is asked for."""
    return _found(message, registers().requests)


def excluded(kind: str, message: Message) -> bool:
    """Whether something in a message makes it another thing than a move ("what does that mean for me")."""
    return any(pattern.search(message.line) for one in registers().moves if one.kind == kind for pattern in one.unless)


def reaction(message: Message) -> str | None:
    """The mood of a message that only reacts and asks nothing; None for any other."""
    every = registers()
    if len(message.line) > LONGEST or message.asks:
        return None
    if not message.line:
        return "neutral" if _EMOJI.search(message.text) else None
    all_words = frozenset[str]().union(*every.moods.values())
    counts: dict[str, int] = {}
    for wording in every.reactions:
        rest, covered = _without(message.line, wording.cues)
        left = [unit for unit in units(rest) if unit not in every.light and unit not in all_words]
        if covered and not left:
            counts[wording.kind] = counts.get(wording.kind, 0) + covered
    every_unit = list(units(message.line))
    if all(unit in every.light or unit in all_words for unit in every_unit) and not asks(message):
        for mood, words in every.moods.items():
            hits = sum(unit in words for unit in every_unit)
            if hits:
                counts[mood] = counts.get(mood, 0) + hits
    return max(counts, key=lambda mood: counts[mood]) if counts else None


def asks(message: Message) -> bool:
    """Whether a question is worded in a message ("… what do they agree on"), not an exclamation ("how cool")."""
    known, words = readings(), set(units(message.line))
    auxiliary = not known.auxiliaries.isdisjoint(words) or has_han(message.line)
    return auxiliary and not known.questions.isdisjoint(words) and reads_as_question(message.text)


def _found(message: Message, wordings: Iterable[Wording]) -> Sequence[Recognised]:
    if not message.line or len(message.line) > LONGEST:
        return ()
    return [one for wording in wordings for one in _of(message, wording)]


def _of(message: Message, wording: Wording) -> Iterator[Recognised]:
    if any(pattern.search(message.line) for pattern in wording.unless):
        return
    light = registers().light
    rest, covered = _without(message.line, wording.cues)
    if not covered:
        return
    own = [unit for unit in units(rest) if unit not in light and unit not in wording.beside]
    if wording.whole:
        if not own:
            yield Recognised(wording.kind, "", "", covered)
        return
    yield Recognised(wording.kind, " ".join(rest.split()), _stripped(rest, wording.beside | light), covered)


def _without(line: str, cues: Sequence[re.Pattern[str]]) -> tuple[str, int]:
    """The line without its cues, and how many characters these cover; the longest of overlapping ones is taken."""
    hits = sorted(
        (hit for cue in cues for hit in cue.finditer(line) if hit.end() > hit.start()),
        key=lambda hit: -_length(hit),
    )
    mask = [False] * len(line)
    covered = 0
    for hit in hits:
        slot = hit.span("slot") if "slot" in hit.re.groupindex and hit["slot"] is not None else (0, 0)
        places = [place for place in range(*hit.span()) if not slot[0] <= place < slot[1]]
        if any(mask[place] for place in places):
            continue
        for place in places:
            mask[place] = True
        covered += sum(not line[place].isspace() for place in places)
    return "".join(_GAP if taken else letter for taken, letter in zip(mask, line, strict=True)), covered


def _length(hit: re.Match[str]) -> int:
    slot = len(hit["slot"] or "") if "slot" in hit.re.groupindex else 0
    return len(hit.group()) - slot


def _stripped(rest: str, light: frozenset[str]) -> str:
    """What is left, without light words at its ends."""
    parts = [part for chunk in rest.split(_GAP) for part in chunk.split()]
    while parts and parts[0] in light:
        parts.pop(0)
    while parts and parts[-1] in light:
        parts.pop()
    text = " ".join(parts)
    while text and text[0] in light and not text[0].isascii():
        text = text[1:].strip()
    while text and text[-1] in light and not text[-1].isascii():
        text = text[:-1].strip()
    return text
