"""Leave-one-out test of the phrasings: which would go to another question if it were not for themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluating.audit import Placed
from bot.evaluating.progress import Tell, counted, unwatched
from bot.matching.index.index import Index
from bot.matching.index.naive_bayes import SMOOTHING
from bot.matching.index.query import Model, Query
from bot.matching.numerics.arrays import standardised
from bot.matching.numerics.sparse import Floats, Ints, Rows


@dataclass(frozen=True, slots=True)
class Stray:
    """A phrasing that goes to another question once it is left out.

    Attributes:
        place: its file and line.
        entry: the question it belongs to.
        got: the question that it goes to, and `phrasing` the nearest phrasing there.
        lead: by how much that question is ahead of its own, in standard deviations over all questions (of the naive
            Bayes score and the nearest cosine, added).
        rank: where its own question stands, from 2.
    """

    place: str
    entry: str
    text: str
    got: str
    phrasing: str
    lead: float
    rank: int


@dataclass(frozen=True, slots=True)
class Pull:
    """How many phrasings of one question go to another when left out."""

    entry: str
    got: str
    count: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What leaving out each phrasing in turn showed.

    Attributes:
        phrasings: how many were left out.
        strays: largest lead first.
    """

    phrasings: int
    strays: tuple[Stray, ...]

    @property
    def pulls(self) -> tuple[Pull, ...]:
        """Pairs of questions that are hard to tell apart, most frequent first."""
        pairs = Counter((stray.entry, stray.got) for stray in self.strays)
        return tuple(Pull(*pair, count) for pair, count in pairs.most_common())


def leave_out(index: Index, phrasings: Collection[Placed], tell: Tell = unwatched) -> LeftOut:
    """Ask each phrasing of an index that no longer holds it.

    Only the lexical models are asked, naive Bayes and nearest phrasing, because a row can be taken out of them without
    learning them again; the weights of features stay as they are.

    Args:
        index: as `lexical_index` gives it.
        phrasings: the texts in it, with their places.
        tell: told how far it is.
    """
    ids = list(dict.fromkeys(placed.located.entry.id for placed in phrasings))
    number = {name: position for position, name in enumerate(ids)}
    rows = _rows(index)
    mass = index.postings.phrasing_mass()
    strays: list[Stray] = []
    for placed in counted(phrasings, "Leaving out each phrasing in turn", tell):
        words = index.reader(placed.text).words
        if not words or index.entries < 2:
            continue
        own = number[placed.located.entry.id]
        hidden = rows[own, placed.text]
        scores, cosines = scores_without(index, index.query(placed.text, words), own, hidden, float(mass[hidden].sum()))
        first = int(scores.argmax())
        if first == own:
            continue
        begin, end = int(index.bounds[first]), int(index.bounds[first + 1])
        strays.append(
            Stray(
                place=placed.place,
                entry=ids[own],
                text=placed.text,
                got=ids[first],
                phrasing=index.texts[begin + int(cosines[begin:end].argmax())],
                lead=float(scores[first] - scores[own]),
                rank=int((scores > scores[own]).sum()) + 1,
            )
        )
    return LeftOut(len(phrasings), tuple(sorted(strays, key=lambda stray: -stray.lead)))


def scores_without(index: Index, query: Query, entry: int, hidden: Sequence[int], mass: float) -> tuple[Floats, Floats]:
    """What a question scores as if some phrasings of an entry were not there.

    Args:
        index: the index.
        query: the question.
        entry: the entry that the phrasings belong to.
        hidden: rows of these phrasings.
        mass: their total weight over all features.

    Returns:
        The score of each entry (naive Bayes and nearest cosine, each standardised, added), and the cosine to each
        phrasing.
    """
    cosines = query.cosines.copy()
    cosines[list(hidden)] = 0
    bayes = query.scores.raw[Model.BAYES].copy()
    bayes[entry] += _change(index, query, entry, hidden, mass)
    best = np.maximum.reduceat(cosines, index.bounds[:-1].astype(np.intp))
    return standardised(bayes) + standardised(best), cosines


def _change(index: Index, query: Query, entry: int, hidden: Sequence[int], mass: float) -> float:
    """By how much an entry's naive Bayes score changes when some of its phrasings are taken out.

    The model holds v(f) = log(1 + n(f)/α) for each feature and b = log((N + αV)/α). Without rows that weigh x(f), and
    X over all features, these are log(e^v(f) - x(f)/α) and log(e^b - X/α).
    """
    columns, weights = query.sparse.columns, query.sparse.values
    held = _within(index.postings.rows, columns, [entry])
    taken = _within(index.postings.rows, columns, [index.postings.first_phrasing + row for row in hidden])
    base = float(index.bayes.base[entry])
    left = np.log(np.maximum(np.exp(held) - taken / SMOOTHING, 1))
    left_base = np.log(np.exp(base) - mass / SMOOTHING)
    return float(weights @ (left - held) - weights.sum() * (left_base - base))


def _within(postings: Rows, features: Ints, wanted: Sequence[int]) -> Floats:
    """For each feature, the sum of its values in the wanted columns."""
    at = postings.positions(features)
    owners = np.repeat(np.arange(len(features)), postings.starts[features + 1] - postings.starts[features])
    inside = np.isin(postings.columns[at], wanted)
    return np.bincount(owners[inside], postings.values[at][inside], len(features)).astype(np.float32)


def _rows(index: Index) -> Mapping[tuple[int, str], list[int]]:
    """The rows of each text of each entry: a Chinese one has a second, its syllables."""
    rows: dict[tuple[int, str], list[int]] = defaultdict(list)
    for entry in range(index.entries):
        for row in range(int(index.bounds[entry]), int(index.bounds[entry + 1])):
            rows[entry, index.texts[row]].append(row)
    return rows
