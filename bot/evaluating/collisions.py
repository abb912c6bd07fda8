"""Collisions in the glossary: two terms that may be called the same, or nearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.matching.glossary.names import Name, NameKind, names_of
from bot.pack.models import Term
from bot.text import has_han

NEAR = 0.9
"""Likeness (shared letters in order, over all letters) from which two names are near each other."""
_SHORTEST = {True: 4, False: 6}
"""Characters that a name must have for a near one to count, by whether it is Chinese."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Two terms that share a name, or have names near each other.

    Attributes:
        likeness: 1 for the same name once case, accents, spaces, marks and endings are set aside, less for a near one.
        derived: whether one of the names is derived (pinyin, initials) and was typed by nobody.
    """

    first: str
    second: str
    first_name: str
    second_name: str
    likeness: float
    derived: bool


def collisions(terms: Sequence[Term]) -> tuple[Collision, ...]:
    """Each pair of terms once, by its most alike names; the same names first, typed ones before derived ones."""
    names = names_of(terms)
    found: dict[tuple[int, int], tuple[Name, Name, float]] = {}
    for one, other, likeness in (*_same(names), *_near(names)):
        found.setdefault((one.term, other.term), (one, other, likeness))
    pairs = [
        Collision(
            first=terms[one.term].id,
            second=terms[other.term].id,
            first_name=one.shown,
            second_name=other.shown,
            likeness=likeness,
            derived=max(one.kind, other.kind) >= NameKind.PINYIN,
        )
        for one, other, likeness in found.values()
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair.derived, -pair.likeness)))


def _same(names: Sequence[Name]) -> Iterator[tuple[Name, Name, float]]:
    """Names of different terms with the same letters, or the same base forms of words; typed ones first."""
    by_key: defaultdict[str, list[Name]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (name.kind, name.term)):
        for key in {name.key, "".join(name.words) or name.key}:
            by_key[key].append(name)
    pairs = (sorted(pair, key=lambda name: name.term) for group in by_key.values() for pair in combinations(group, 2))
    for one, other in pairs:
        if one.term != other.term:
            yield one, other, 1.0


def _near(names: Sequence[Name]) -> Iterator[tuple[Name, Name, float]]:
    """Typed names of different terms that differ in a letter or two, most alike first."""
    typed = [n for n in names if n.kind <= NameKind.VARIANT and len(n.key) >= _SHORTEST[has_han(n.key)]]
    if not typed:
        return
    keys = [name.key for name in typed]
    table = process.cdist(keys, keys, scorer=Indel.normalized_similarity, score_cutoff=NEAR, dtype=np.float32)
    rows, columns = np.nonzero(np.triu(table, 1))
    for row, column in sorted(zip(rows.tolist(), columns.tolist(), strict=True), key=lambda at: -table[at]):
        if typed[row].term != typed[column].term:
            yield typed[row], typed[column], float(table[row, column])
