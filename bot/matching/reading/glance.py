"""A glance at a message: whether it can ask anything at all, before it is read in earnest.

Nearly all that is overheard is talk, and a reading takes longer than receiving it did. A glance only looks for what a
question cannot do without: a mark, a wording that asks or frames a question where a clause may begin or end, or so few
words that they may be looked up. What it lets through is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from bot.matching.reading.automaton import Automaton, AutomatonState
from bot.matching.reading.registers import ASKING, Registers, fold, registers

LOOKUP_WORDS = 6
LOOKUP_CHARACTERS = 60
"""Words and characters of the longest bare look-up."""
_INSIDE = (" ", "-")
"""What stands between two words of one clause."""
_WORD_AND_GAP = re.compile(r"([a-z0-9]+(?:'[a-z0-9]+)*)([^a-z0-9]*)")
"""A word (see `automaton.WORD`) and what follows it, in small letters of ASCII, where it is found twice as fast."""
_CLOSED = re.compile(r"(?:^|\s)[a-z0-9']+[.!]+$")
"""The last word of a statement: nobody looks anything up with a full stop."""
_SCENES = frozenset(("scene", "condition"))
_KNOWN_WORDS = 1 << 14
T = TypeVar("T")


def may_ask(text: str) -> bool:
    """Whether a message may ask something; where it may not, nothing is missed by not reading it."""
    low = fold(text)
    if "?" in low or "=" in low or not low.isascii():  # "tfp = what" asks, too
        return True
    found: list[tuple[str, str]] = _WORD_AND_GAP.findall(low)
    words = [word for word, _ in found]
    edges = {0, len(found), *(number for number, (_, gap) in enumerate(found, 1) if gap not in _INSIDE)}
    if "'" in low:
        words = [word.replace("'", "") for word in words]
    known = registers()
    if (
        len(low) <= LOOKUP_CHARACTERS
        and len(low.split()) <= LOOKUP_WORDS
        and known.talk.isdisjoint(words)
        and not _CLOSED.search(low)
    ):
        return True
    return _begins_asking(words, known, edges) or _ends_asking(words, known, edges)


def _begins_asking(words: Sequence[str], known: Registers, edges: Collection[int]) -> bool:
    """Whether something asks wherever it stands, or where a clause begins: at an edge, or after what opens one."""
    begins, led = {*edges}, False
    for place, word in enumerate(words):
        turns = False
        if (inside := _INSIDE_A_CLAUSE[word]) is not None:
            if inside.inquires or _ends(known.asks_anywhere.words, inside.anywhere, words, place):
                return True
            for end, sets_scene in _ends(known.clauses.words, inside.opens, words, place, _SCENES):
                led |= sets_scene and place in begins
                begins.add(end)
            turns = inside.turns and led
        if not (turns or place in begins) or (first := _AT_ITS_BEGINNING[word]) is None:
            continue
        if _ends(known.asks.words, first.asks, words, place):
            return True
        for end, asking in _ends(known.start.words, first.frames, words, place, ASKING):
            if asking:
                return True
            begins.add(end)
    return False


def _ends_asking(words: Sequence[str], known: Registers, edges: Collection[int]) -> bool:
    """Whether a frame stands where a clause ends ("…, right", "… please"), behind anything that it could frame."""
    backwards, ends = words[::-1], [len(words) - edge for edge in edges if edge]
    for place in ends:
        first = _last(backwards[place]) if place < len(backwards) else None
        for end, asking in _ends(known.end.words, first, backwards, place, ASKING):
            if asking and end < len(words):
                return True
            ends.append(end)
    return False


class _Inside(NamedTuple):
    """What a word may begin wherever it stands; None where it begins no wording of a kind, else where it leads.

    Attributes:
        inquires: whether it announces a question.
        anywhere: in the wordings that ask anywhere.
        opens: in those that open a clause.
        turns: whether it ends a scene without a mark.
    """

    inquires: bool
    anywhere: AutomatonState | None
    opens: AutomatonState | None
    turns: bool


class _First(NamedTuple):
    """The same where a clause begins: in the wordings that ask, and in those that stand before a question."""

    asks: AutomatonState | None
    frames: AutomatonState | None


class _InsideAClause(dict[str, _Inside | None]):
    """What each word may begin wherever it stands, as words are met; None where it is nothing, as with most."""

    def __missing__(self, word: str) -> _Inside | None:
        known = registers()
        anywhere, opens = (each.words.step(each.words.root, word) for each in (known.asks_anywhere, known.clauses))
        found = _Inside(word in known.inquiries, anywhere, opens, word in known.turning)
        return _remembered(self, word, found if any(found) else None)


class _AtItsBeginning(dict[str, _First | None]):
    """The same where a clause begins."""

    def __missing__(self, word: str) -> _First | None:
        known = registers()
        asks, frames = (each.words.step(each.words.root, word) for each in (known.asks, known.start))
        return _remembered(self, word, _First(asks, frames) if asks or frames else None)


_INSIDE_A_CLAUSE = _InsideAClause()
_AT_ITS_BEGINNING = _AtItsBeginning()


def _remembered(table: dict[str, T], word: str, found: T) -> T:
    """What was found, put into a table while there is room."""
    if len(table) < _KNOWN_WORDS:
        table[word] = found
    return found


@lru_cache(_KNOWN_WORDS)
def _last(word: str) -> AutomatonState | None:
    """Where a word leads in the wordings that stand after a question, read from their end."""
    automaton = registers().end.words
    return automaton.step(automaton.root, word)


def _ends(
    automaton: Automaton, state: AutomatonState | None, words: Sequence[str], place: int, kinds: Collection[str] = ()
) -> Sequence[tuple[int, bool]]:
    """Where the wordings that begin at a place end, and whether one of them is of some kinds.

    Args:
        automaton: the wordings.
        state: where the word at that place leads; None where it begins none.
        words: the words.
        place: where they begin.
        kinds: those kinds.
    """
    if state is None:
        return ()
    found: list[tuple[int, bool]] = []
    while state is not None:
        place += 1
        if state.kinds:
            found.append((place, not state.kinds.isdisjoint(kinds)))
        if place == len(words):
            break
        state = automaton.step(state, words[place])
    return found
