"""Everything that is learned from a corpus's texts, held in arrays: spaces, models and vocabularies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.matching.arrays import NO_FLOATS, Floats, Ints, standardised
from bot.matching.background import Background
from bot.matching.corpus import Corpus
from bot.matching.decoys import Decoys
from bot.matching.dense import SoftmaxRegression
from bot.matching.features import FeatureSpace
from bot.matching.kinds import kind_lift
from bot.matching.lexical import NaiveBayes
from bot.matching.query import Query
from bot.matching.reading import Reader, prepare_readings, words_of_phrasing
from bot.matching.sparse import Rows
from bot.matching.vectors import StaticVectors
from bot.matching.vocabulary import Vocabulary
from bot.matching.words import SYLLABLE, tokens

SHORTLIST: Final = 10
"""Candidates that are looked at closely. The right one is among them in .97 to .98 of public questions."""
_COMMON: Final = 32
_RARE_ENOUGH: Final = 64
"""The search for the nearest phrasing leaves out features that more than one phrasing in 32 holds (but never those
that fewer than 64 hold): they make up five sixths of the work and change nothing measurable."""


@dataclass(frozen=True)
class Index:
    """An index over a corpus. Immutable but for what it remembers of words met; safe to use from several threads.

    Attributes:
        reader: reads questions with the vocabulary of the corpus.
        texts: the phrasings; a Chinese one stands twice, for its characters and for its syllables.
        bounds: phrasings `bounds[e]` to `bounds[e + 1]` belong to entry `e`; shape (entries + 1,).
        space: the feature space.
        postings: phrasings in the feature space, by feature: row by feature, column by phrasing.
        bayes: the fast lexical model.
        vectors: static word vectors; None where they are not installed.
        dense: phrasings as static vectors, shape (phrasings, 256); no columns where vectors are not installed.
        centroids: mean vector of each entry, of length one, shape (entries, 256).
        linear: the fast model over static vectors.
        vocabulary: which words each entry holds.
        kinds: how much more often each entry is asked for each kind of answer than others; see `kind_lift`.
        figures: 1 for an entry whose supporting text holds a digit, else 0; shape (entries,).
        decoys: texts to refuse.
        background: how common words are in ordinary chat.
    """

    reader: Reader
    texts: Sequence[str]
    bounds: Ints
    space: FeatureSpace
    postings: Rows
    bayes: NaiveBayes
    vectors: StaticVectors | None
    dense: Floats
    centroids: Floats
    linear: SoftmaxRegression
    vocabulary: Vocabulary
    kinds: Floats
    figures: Floats
    decoys: Decoys
    background: Background

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return len(self.bounds) - 1

    @classmethod
    def build(cls, corpus: Corpus, *, vectors: StaticVectors | None, decoys: Sequence[str]) -> Index:
        """Learn everything from a corpus.

        Args:
            corpus: the entries.
            vectors: static word vectors, None to do without.
            decoys: the texts to refuse.
        """
        lines = _Lines.of(corpus.phrasings)
        words, owners, entries = lines.words, lines.owners, len(corpus.phrasings)
        support = [tokens(text) for text in corpus.support]
        reader = Reader(words, support)
        refused = [reader(text).words for text in decoys]
        space, rows = FeatureSpace.learn(words)
        dense = _dense(vectors, words)
        most = max(_RARE_ENOUGH, len(rows) // _COMMON)
        return cls(
            reader=reader,
            texts=lines.texts,
            bounds=lines.bounds,
            space=space,
            postings=rows.transposed(len(space)).without_long_rows(most),
            bayes=NaiveBayes.learn(rows, owners, entries, len(space)),
            vectors=vectors,
            dense=dense,
            centroids=_centroids(dense, lines.bounds),
            linear=SoftmaxRegression.learn(dense, owners, entries),
            vocabulary=Vocabulary.learn(words, owners, support),
            kinds=kind_lift(words, lines.bounds),
            figures=np.array([any(map(str.isdigit, text)) for text in corpus.support], np.float32),
            decoys=Decoys.learn(space, (rows, dense), (refused, _dense(vectors, refused))),
            background=Background.load(),
        )

    def query(self, words: Sequence[str]) -> Query:
        """A tokenised question, ready for scoring."""
        sparse = self.space.vector(words)
        dense = self.vectors.vector(spoken_out(words)) if self.vectors else NO_FLOATS
        return Query(
            words=words,
            weights=np.array([self.background.weight(word) for word in words], np.float32),
            sparse=sparse,
            dense=dense,
            bayes=self.bayes.scores(sparse),
            cosines=self.postings.weighted_sum(sparse.columns, sparse.values, len(self.texts)),
            logits=self.linear.logits(dense),
        )

    def shortlist(self, query: Query) -> Ints:
        """The entries worth a closer look, best first by the two models together; all, when they are few."""
        total = standardised(query.bayes) + standardised(query.logits)
        count = min(SHORTLIST, len(total))
        top = np.argpartition(-total, count - 1)[:count]
        return top[np.argsort(-total[top])].astype(np.int32)

    def nearest_phrasing(self, query: Query, entry: int) -> str:
        """The phrasing of an entry that shares most with a question."""
        begin, end = int(self.bounds[entry]), int(self.bounds[entry + 1])
        return self.texts[begin + int(np.argmax(query.cosines[begin:end]))]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The phrasings of all entries, one after the other, as the rows that they give an index.

    Attributes:
        texts: the phrasing of each row.
        words: its words, or syllables.
        bounds: rows `bounds[e]` to `bounds[e + 1]` belong to entry `e`.
    """

    texts: Sequence[str]
    words: Sequence[Sequence[str]]
    bounds: Ints

    @classmethod
    def of(cls, phrasings: Sequence[Sequence[str]]) -> _Lines:
        """Read the phrasings of each entry."""
        prepare_readings([text for group in phrasings for text in group])
        groups = [[(text, words) for text in group for words in words_of_phrasing(text)] for group in phrasings]
        lines = [line for group in groups for line in group]
        bounds = np.cumsum([0, *map(len, groups)]).astype(np.int32)
        return cls([text for text, _ in lines], [words for _, words in lines], bounds)

    @property
    def owners(self) -> Ints:
        """The entry that each row belongs to."""
        sizes = np.diff(self.bounds)
        return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)


def spoken_out(words: Sequence[str]) -> str:
    """Words as the text that static vectors see; syllables of pinyin say nothing to them."""
    return " ".join(word for word in words if word[0] != SYLLABLE)


def _dense(vectors: StaticVectors | None, lines: Sequence[Sequence[str]]) -> Floats:
    """Tokenised texts as static vectors."""
    if vectors is None:
        return np.zeros((len(lines), 0), np.float32)
    return vectors.matrix([spoken_out(words) for words in lines])


def _centroids(dense: Floats, bounds: Ints) -> Floats:
    """Mean vectors of the entries, of length one."""
    if dense.shape[1] == 0:
        return np.zeros((len(bounds) - 1, 0), np.float32)
    sums = np.add.reduceat(dense, bounds[:-1].astype(np.intp), axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return (sums / np.maximum(lengths, 1e-9)).astype(np.float32)
