"""A finite automaton over wordings: finds the longest one that begins at a place of a text.

Wordings are written in a small notation (see `parse`) and put into one nondeterministic automaton; its deterministic
states are made as texts lead to them and kept (a lazy subset construction, as in grep), so that a look-up costs one
dictionary access a word, however many wordings there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

_PART = re.compile(r"[()\[\]|*]|\{\w+\}|\s+|[^()\[\]|*{}\s]+")
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
"""A word with its apostrophes."""
_PLAIN = re.compile(r"[^\W_]+(?: [^\W_]+)*")
_CLOSING = {"(": ")", "[": "]"}


class Label(NamedTuple):
    """What a wording is, and where it counts.

    Attributes:
        kind: the kind of wording.
        before: only with a mark of punctuation before it.
        after: only with a mark of punctuation after it.
        question: only before a question word.
    """

    kind: str
    before: bool = False
    after: bool = False
    question: bool = False


class Unit(NamedTuple):
    """A piece of a wording: one word (None stands for any), or alternatives, each a sequence of pieces."""

    word: str | None = None
    alternatives: tuple[tuple[Unit, ...], ...] = ()
    optional: bool = False


@dataclass(slots=True)
class AutomatonState:
    """A deterministic state: the nodes that it stands for, what follows, and the labels of wordings that end here.

    Attributes:
        nodes: the nodes.
        labels: the labels.
        kinds: the kinds of these wordings.
        moves: the state that each word met so far leads to.
    """

    nodes: tuple[int, ...]
    labels: tuple[Label, ...]
    kinds: frozenset[str]
    moves: dict[str, AutomatonState | None] = field(default_factory=dict[str, "AutomatonState | None"])


class Automaton:
    """Wordings to be found by their words, or by their characters."""

    def __init__(self) -> None:
        """Begin without wordings."""
        self._next: list[dict[str, list[int]]] = [{}]
        self._any: list[list[int]] = [[]]
        self._labels: list[list[Label]] = [[]]
        self._alphabet: set[str] = set()
        self._states: dict[tuple[int, ...], AutomatonState] = {}
        self.root = self._state((0,))

    def add(self, units: Sequence[Unit], label: Label, *, backwards: bool = False) -> None:
        """Take a wording; `backwards` one is read from its end. All wordings are taken before the first look-up."""
        for node in self._attach((0,), _reversed(units) if backwards else units):
            if node:
                self._labels[node].append(label)

    def step(self, state: AutomatonState, word: str) -> AutomatonState | None:
        """The state that a word leads to; None when no wording goes on with it."""
        if word not in self._alphabet:
            word = ""
        try:
            return state.moves[word]
        except KeyError:
            found: set[int] = set()
            for node in state.nodes:
                found.update(self._next[node].get(word, ()))
                found.update(self._any[node])
            state.moves[word] = made = self._state(tuple(sorted(found))) if found else None
            return made

    def _state(self, nodes: tuple[int, ...]) -> AutomatonState:
        state = self._states.get(nodes)
        if state is None:
            labels = tuple(dict.fromkeys(label for node in nodes for label in self._labels[node]))
            self._states[nodes] = state = AutomatonState(nodes, labels, frozenset(label.kind for label in labels))
        return state

    def _attach(self, sources: Iterable[int], units: Sequence[Unit], target: int | None = None) -> set[int]:
        """Put a sequence after some nodes, its end being `target` or a new node; returns where it may end."""
        here = set(sources)
        for place, unit in enumerate(units):
            goal = target if target is not None and place == len(units) - 1 else self._node()
            reached: set[int] = set()
            for alternative in unit.alternatives:
                reached |= self._attach(here, alternative, goal)
            if not unit.alternatives:
                for node in here:
                    self._edge(node, unit.word, goal)
                reached.add(goal)
            here = here | reached if unit.optional else reached
        return here

    def _edge(self, node: int, word: str | None, goal: int) -> None:
        if word is None:
            self._any[node].append(goal)
            return
        self._alphabet.add(word)
        self._next[node].setdefault(word, []).append(goal)

    def _node(self) -> int:
        self._next.append({})
        self._any.append([])
        self._labels.append([])
        return len(self._next) - 1


def _reversed(units: Sequence[Unit]) -> tuple[Unit, ...]:
    return tuple(
        Unit(unit.word, tuple(_reversed(one) for one in unit.alternatives), unit.optional) for unit in reversed(units)
    )


def parse(wording: str, groups: Mapping[str, Sequence[str]], *, spaced: bool) -> tuple[Unit, ...]:
    """Read a wording.

    `a|b` is one of two words, `(a b|c)` may be there, `[a|b]` has to be, `*` is any word, `{name}` is one of the
    wordings of a group.

    Args:
        wording: the wording, folded.
        groups: wordings by the name of their group.
        spaced: whether it is made of words with spaces between them, or of characters.
    """
    if _PLAIN.fullmatch(wording):
        return tuple(map(Unit, wording.split(" ") if spaced else wording))
    parts: list[str] = _PART.findall(wording)
    units, rest = _sequence(parts, groups, spaced=spaced, inside=False)
    if rest:
        raise ValueError(f"A bracket in {wording!r} is closed that was not opened.")
    return units


def _sequence(
    parts: list[str], groups: Mapping[str, Sequence[str]], *, spaced: bool, inside: bool
) -> tuple[tuple[Unit, ...], list[str]]:
    units: list[Unit] = []
    either = False
    while parts:
        part = parts[0]
        if part in (")", "]") or (part == "|" and inside):
            break
        parts = parts[1:]
        if part == "|":
            either = True
            continue
        if part.isspace() and spaced:
            continue
        found, parts = _unit(part, parts, groups, spaced=spaced)
        if either and units:
            last = units.pop()
            found = [Unit(alternatives=((last,), tuple(found)))]
            either = False
        units += found
    return tuple(units), parts


def _unit(
    part: str, parts: list[str], groups: Mapping[str, Sequence[str]], *, spaced: bool
) -> tuple[list[Unit], list[str]]:
    if part in _CLOSING:
        alternatives: list[tuple[Unit, ...]] = []
        while True:
            one, parts = _sequence(parts, groups, spaced=spaced, inside=True)
            alternatives.append(one)
            if not parts:
                raise ValueError("A bracket is not closed.")
            ending, parts = parts[0], parts[1:]
            if ending != "|":
                break
        empty = part == "(" or () in alternatives
        kept = tuple(one for one in alternatives if one)
        return [Unit(alternatives=kept, optional=empty)], parts
    if part[0] == "{":
        return [Unit(alternatives=tuple(parse(one, groups, spaced=spaced) for one in groups[part[1:-1]]))], parts
    if part == "*":
        return [Unit()], parts
    if not spaced:
        return [Unit(character) for character in part], parts
    words = WORD.findall(part)
    return [Unit(word.replace("'", "")) for word in words], parts
