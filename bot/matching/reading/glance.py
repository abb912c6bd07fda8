"""A glance at a message: whether it can ask anything at all, before it is read in earnest.

Nearly all that is overheard is talk, and a reading takes longer than receiving it did. A glance only looks for what a
question cannot do without: a mark, a wording that asks or frames a question where a clause may begin or end, or so few
words that they may be looked up. What it lets through is read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from bot.matching.reading.automaton import WORD, Automaton
from bot.matching.reading.registers import ASKING, Registers, fold, registers

LOOKUP_WORDS = 6
LOOKUP_CHARACTERS = 60
"""Words and characters of the longest bare look-up."""
_INSIDE = frozenset((" ", "-"))
"""What stands between two words of one clause."""
_SCENES = frozenset(("scene", "condition"))
_KNOWN_WORDS = 1 << 14


def may_ask(text: str) -> bool:
    """Whether a message may ask something; where it may not, nothing is missed by not reading it."""
    low = fold(text)
    if "?" in low or "=" in low or not low.isascii():  # "tfp = what" asks, too
        return True
    words: list[str] = []
    edges: set[int] = {0}
    last = 0
    for match in WORD.finditer(low):
        begin, end = match.span()
        if low[last:begin] not in _INSIDE:
            edges.add(len(words))
        words.append(low[begin:end])
        last = end
    if "'" in low:
        words = [word.replace("'", "") for word in words]
    known = registers()
    if len(low) <= LOOKUP_CHARACTERS and len(low.split()) <= LOOKUP_WORDS and known.talk.isdisjoint(words):
        return True
    edges.add(len(words))
    return _begins_asking(words, known, edges) or _ends_asking(words, known, edges)


def _begins_asking(words: Sequence[str], known: Registers, edges: Collection[int]) -> bool:
    """Whether something asks wherever it stands, or where a clause begins: at an edge, or after what opens one."""
    begins, led = {*edges}, False
    for place, word in enumerate(words):
        asked, anywhere, opens, turns, asks, frames = _firsts(word)
        if asked or (anywhere and _ends(known.asks_anywhere.words, words, place)):
            return True
        if opens:
            for end, sets_scene in _ends(known.clauses.words, words, place, _SCENES):
                led |= sets_scene and place in begins
                begins.add(end)
        if place not in begins and not (turns and led):
            continue
        if asks and _ends(known.asks.words, words, place):
            return True
        for end, asking in _ends(known.start.words, words, place, ASKING) if frames else ():
            if asking:
                return True
            begins.add(end)
    return False


def _ends_asking(words: Sequence[str], known: Registers, edges: Collection[int]) -> bool:
    """Whether a frame stands where a clause ends ("…, right", "… please")."""
    backwards, ends = words[::-1], [len(words) - edge for edge in edges if edge]
    for place in ends:
        for end, asking in _ends(known.end.words, backwards, place, ASKING):
            if asking:
                return True
            ends.append(end)
    return False


@lru_cache(_KNOWN_WORDS)
def _firsts(word: str) -> tuple[bool, ...]:
    """What a word may begin; nearly every word begins nothing.

    Returns:
        Whether it announces a question; whether it begins a wording that asks anywhere; that opens a clause; whether
        it ends a scene without a mark; whether it begins a wording that asks; that stands before a question.
    """
    known = registers()
    anywhere, opens, asks, before = (
        each.words.step(each.words.root, word) is not None
        for each in (known.asks_anywhere, known.clauses, known.asks, known.start)
    )
    return word in known.inquiries, anywhere, opens, word in known.turning, asks, before


def _ends(
    automaton: Automaton, words: Sequence[str], place: int, kinds: Collection[str] = ()
) -> list[tuple[int, bool]]:
    """Where the wordings that begin at a place end, and whether one of them is of some kinds."""
    found: list[tuple[int, bool]] = []
    state = automaton.step(automaton.root, words[place]) if place < len(words) else None
    while state is not None:
        place += 1
        if state.labels:
            found.append((place, any(label.kind in kinds for label in state.labels)))
        state = automaton.step(state, words[place]) if place < len(words) else None
    return found
