"""Paragraphs found by their words, with the places that matched.

Ranking is BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009) over base forms
of words, with misspelt and related words counting for less. A word's weight is its idf among the paragraphs times how
telling it is in ordinary chat, so that "what about the" weighs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.language.background import Background
from bot.matching.language.highlight import Word, located_words, merged
from bot.matching.language.inflection import stems
from bot.matching.language.words import is_han
from bot.matching.numerics.arrays import NO_FLOATS, NO_INTS, Floats, Ints
from bot.matching.numerics.sparse import Rows
from bot.matching.reply import PassageHit
from bot.pack.models import Article
from bot.text import clean, has_han

Translate = Callable[[str], Sequence[str]]
"""From a text in one language to names, in the language of the passages, of what it speaks of."""

_SATURATION = 1.2
"""BM25's k1: how soon further occurrences of a word stop counting."""
_LENGTH = 0.5
"""BM25's b: how much a long paragraph is held against it."""
_MISSPELT_LIKE = 0.78
"""Least likeness of a misspelling: one slip in five letters."""
_RELATED = 0.6
"""What a related word counts: "innovative" for "innovation"."""
_SHORTEST = 4
"""Letters of the shortest word that may be misspelt."""
_FILLER_RARITY = 0.2
"""Rarity in ordinary chat, 0 to 1, of a word such as "it" or "to", which tells nothing."""
_NEXT_TO_NOTHING = 0.02
_LEAST_TELLING = 0.2
"""Telling weight, 0 to 1, below which a word is a filler: not highlighted, save between two words that are."""
_FILLER, _TELLING = 1, 2


class _Typed(NamedTuple):
    """What a typed word brings to every paragraph.

    Attributes:
        weight: what it weighs in a query.
        rows: the paragraphs that hold it, or a word that it may stand for.
        ranks: what it adds to their BM25 scores.
        held: how much of its weight they hold.
        words: the words of the passages that it may stand for.
        telling: whether it tells anything, or is a filler.
    """

    weight: float
    rows: Ints
    ranks: Floats
    held: Floats
    words: frozenset[int]
    telling: bool


class PassageIndex:
    """The body paragraphs of articles by their words. Immutable once built; safe to use from several threads."""

    def __init__(self, articles: Iterable[Article], background: Background | None = None) -> None:
        """Index every paragraph but the byline blocks.

        Args:
            articles: the library.
            background: how common words are in ordinary chat; by default the table that ships.
        """
        self._background = background or Background.load()
        self._places = [(article.id, paragraph) for article in articles for paragraph in article.paragraphs[1:]]
        self._ids: dict[str, int] = {}
        units = [
            (row, self._ids.setdefault(unit.base, len(self._ids)), unit.start, unit.end)
            for row, (_, paragraph) in enumerate(self._places)
            for unit in _units(located_words(paragraph.text), singles=True)
        ]
        table: Ints = np.array(units, np.int32).reshape(-1, 4)
        rows, self._words, self._begins, self._ends = (np.ascontiguousarray(column) for column in table.T)
        count, width = len(self._places), len(self._ids)
        self._bounds = np.searchsorted(rows, np.arange(count + 1))
        lengths = np.diff(self._bounds)
        held = Rows.of(self._words, rows, np.ones(len(rows), np.float32), width, count)
        slack = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / max(1.0, float(lengths.mean() if count else 1)))
        saturated = held.values * (1 + _SATURATION) / (held.values + slack[held.columns])
        self._postings = Rows(held.starts, held.columns, saturated.astype(np.float32))
        self._idf: Floats = np.log((count + 1) / (np.diff(held.starts) + 0.5)).astype(np.float32)
        self._unseen = float(np.log(2 * (count + 1)))
        self._spelled = [word for word in self._ids if len(word) >= _SHORTEST and not has_han(word)]
        self._families: dict[str, list[str]] = {}
        for word in self._spelled:
            for stem in stems(word):
                self._families.setdefault(stem, []).append(word)
        self._typed = lru_cache(maxsize=4096)(self._weigh)

    def search(
        self, text: str, limit: int = 25, translate: Translate | None = None, *, least: float = 0.0
    ) -> tuple[PassageHit, ...]:
        """Paragraphs that speak of what a text asks for, best first.

        Args:
            text: words to look for, or a question.
            limit: most paragraphs given.
            translate: for a text in Chinese, names of what it speaks of in the language of the passages; these are
                looked for besides the words themselves.
            least: share of the query's weight; of the paragraphs that would be given, those that hold less are left
                out.

        Returns:
            Paragraphs with the share, 0 to 1, of the query's weight that they hold, and the matched places. Fillers
            alone match nothing.
        """
        words = [word.base for word in _units(located_words(clean(text)))]
        queries = [self._query(words)]
        if translate is not None and has_han(text) and (names := translate(text)):
            said = (word.base for name in names for word in located_words(name))
            queries.append(self._query((*(word for word in words if not has_han(word)), *said)))
        rank, share = np.maximum.reduce([self._scores(query) for query in queries])
        if least and (share < least).all():
            return ()
        kinds = np.zeros(len(self._ids), np.int8)
        touched = np.zeros(len(self._places), np.bool_)
        for typed in sorted((typed for query in queries for typed in query), key=lambda typed: typed.telling):
            kinds[list(typed.words)] = _TELLING if typed.telling else _FILLER
            touched[typed.rows] |= typed.telling
        order: list[int] = np.argsort(-rank * touched, kind="stable")[: min(limit, int(touched.sum()))].tolist()
        return tuple(self._hit(row, float(share[row]), kinds) for row in order if share[row] >= least)

    def _query(self, words: Iterable[str]) -> list[_Typed]:
        return [self._typed(word) for word in dict.fromkeys(words)]

    def _scores(self, query: Sequence[_Typed]) -> Floats:
        """BM25 score, and share of the query's weight, of each paragraph, shape (2, paragraphs)."""
        count = len(self._places)
        if not query:
            return np.zeros((2, count), np.float32)
        rows = np.concatenate([typed.rows for typed in query])
        rank = np.bincount(rows, np.concatenate([typed.ranks for typed in query]), count)
        held = np.bincount(rows, np.concatenate([typed.held for typed in query]), count)
        return np.stack([rank, held / sum(typed.weight for typed in query)]).astype(np.float32)

    def _weigh(self, word: str) -> _Typed:
        """Make a typed word ready; remembered, for people use the same words."""
        likes = self._likes(word)
        rarity = self._background.weight(word) / self._background.weight("")  # 1 for a word that chat never has
        telling = max(_NEXT_TO_NOTHING, (rarity - _FILLER_RARITY) / (1 - _FILLER_RARITY))
        weight = telling * (float(self._idf[next(iter(likes))]) if likes else self._unseen)
        if not likes:
            return _Typed(weight, NO_INTS, NO_FLOATS, NO_FLOATS, frozenset(), telling >= _LEAST_TELLING)
        ranks, held = np.zeros((2, len(self._places)), np.float32)
        for other, degree in likes.items():
            part = slice(int(self._postings.starts[other]), int(self._postings.starts[other + 1]))
            where = self._postings.columns[part]
            ranks[where] = np.maximum(ranks[where], weight * degree * self._postings.values[part])
            held[where] = np.maximum(held[where], weight * degree)
        rows = np.flatnonzero(held).astype(np.int32)
        return _Typed(weight, rows, ranks[rows], held[rows], frozenset(likes), telling >= _LEAST_TELLING)

    def _likes(self, word: str) -> dict[int, float]:
        """Words of the passages that a typed word may stand for, the likeliest first, and how far each counts."""
        own = self._ids.get(word)
        likes = {} if own is None else {own: 1.0}
        if len(word) < _SHORTEST or has_han(word):
            return likes
        if own is None and word not in self._background:
            for other, like, _ in process.extract(
                word, self._spelled, scorer=OSA.normalized_similarity, score_cutoff=_MISSPELT_LIKE, limit=3
            ):
                likes[self._ids[other]] = like
        for stem in stems(word):
            for other in self._families.get(stem, ()):
                likes.setdefault(self._ids[other], _RELATED)
        return likes

    def _hit(self, row: int, share: float, kinds: npt.NDArray[np.int8]) -> PassageHit:
        """A paragraph with its matched places; a typed filler between two of them is taken in."""
        article, paragraph = self._places[row]
        begin, end = int(self._bounds[row]), int(self._bounds[row + 1])
        kind = kinds[self._words[begin:end]]
        telling = kind == _TELLING
        between = (kind[1:-1] == _FILLER) & telling[:-2] & telling[2:]
        at = begin + np.concatenate((np.flatnonzero(telling), 1 + np.flatnonzero(between)))
        spans = zip(self._begins[at].tolist(), self._ends[at].tolist(), strict=True)
        return PassageHit(article, paragraph, min(1.0, share), merged(spans, paragraph.text))


def _units(words: Sequence[Word], *, singles: bool = False) -> Iterator[Word]:
    """Words, with Chinese in pairs of neighbouring characters; `singles`: each character by itself as well."""
    paired: set[int] = set()
    for at, (first, second) in enumerate(pairwise(words)):
        if is_han(first.base) and is_han(second.base) and first.end == second.start:
            yield Word(first.base + second.base, first.start, second.end)
            paired |= {at, at + 1}
    yield from (word for at, word in enumerate(words) if singles or at not in paired)
