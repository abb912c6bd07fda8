"""Everything that is learned from a corpus's texts, held in arrays: spaces, models and vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.matching.index.corpus import Corpus
from bot.matching.index.decoys import Decoys
from bot.matching.index.features import FeatureSpace
from bot.matching.index.naive_bayes import NaiveBayes
from bot.matching.index.postings import Postings
from bot.matching.index.query import Query, Scores
from bot.matching.index.vectors import StaticVectors
from bot.matching.index.vocabulary import Vocabulary
from bot.matching.language.answer_types import kind_lift
from bot.matching.language.background import Background
from bot.matching.language.query_reader import Reader, prepare_readings, words_of_phrasing
from bot.matching.language.words import tokens
from bot.matching.numerics.arrays import NO_FLOATS, Floats, Ints
from bot.matching.numerics.softmax import SoftmaxRegression
from bot.matching.numerics.token_rows import Lines

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
        postings: entries, phrasings and decoys by feature; the phrasings without the commonest features.
        bayes: the fast lexical model.
        vectors: static word vectors; None where they are not installed.
        dense: phrasings, then decoys, as static vectors, shape (both, 256); no columns where vectors are not installed.
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
    postings: Postings
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
        said = _Said.of(corpus.phrasings)
        lines, bounds, entries = said.lines, said.bounds, len(corpus.phrasings)
        owners = np.repeat(np.arange(entries, dtype=np.int32), np.diff(bounds))
        support = Lines.of(tokens(text) for text in corpus.support)
        reader = Reader(lines, support)
        refused = Lines.of(reader(text).words for text in decoys)
        space, rows = FeatureSpace.learn(lines)
        bayes, weights = NaiveBayes.learn(rows, owners, entries, len(space))
        nearest = rows.without_common_columns(max(_RARE_ENOUGH, len(rows) // _COMMON))
        postings = Postings.of(weights, nearest, space.rows(refused), len(space))
        dense = _dense(vectors, lines, refused)
        return cls(
            reader=reader,
            texts=said.texts,
            bounds=bounds,
            space=space,
            postings=postings,
            bayes=bayes,
            vectors=vectors,
            dense=dense,
            centroids=_centroids(dense, bounds),
            linear=SoftmaxRegression.learn(dense, owners, entries),
            vocabulary=Vocabulary.learn(lines, owners, support),
            kinds=kind_lift(lines, bounds),
            figures=np.array([any(map(str.isdigit, text)) for text in corpus.support], np.float32),
            decoys=Decoys.learn(postings, dense, rows.column_sums(len(space))),
            background=Background.load(),
        )

    def query(self, words: Sequence[str]) -> Query:
        """A tokenised question, ready for scoring."""
        sparse = self.space.vector(words)
        dense = self.vectors.vector(words) if self.vectors else NO_FLOATS
        sums = self.postings.sums(sparse)
        return Query(
            words=words,
            weights=np.array([self.background.weight(word) for word in words], np.float32),
            sparse=sparse,
            dense=dense,
            bayes=Scores.of(self.bayes.scores(sums.entries, sparse)),
            linear=Scores.of(self.linear.logits(dense)),
            cosines=sums.phrasings,
            refused=sums.decoys,
            refused_dense=self.dense[len(self.texts) :] @ dense,
        )

    def shortlist(self, query: Query) -> Ints:
        """The entries worth a closer look, best first by the two models together; all, when they are few."""
        total = query.bayes.standardised + query.linear.standardised
        count = min(SHORTLIST, len(total))
        top = np.argpartition(-total, count - 1)[:count]
        return top[np.argsort(-total[top])].astype(np.int32)

    def nearest_phrasing(self, query: Query, entry: int) -> str:
        """The phrasing of an entry that shares most with a question."""
        begin, end = int(self.bounds[entry]), int(self.bounds[entry + 1])
        return self.texts[begin + int(np.argmax(query.cosines[begin:end]))]


@dataclass(frozen=True, slots=True)
class _Said:
    """The phrasings of all entries, one after the other, as the rows that they give an index.

    Attributes:
        texts: the phrasing of each row.
        lines: its words, or syllables.
        bounds: rows `bounds[e]` to `bounds[e + 1]` belong to entry `e`.
    """

    texts: Sequence[str]
    lines: Lines
    bounds: Ints

    @classmethod
    def of(cls, phrasings: Sequence[Sequence[str]]) -> _Said:
        """Read the phrasings of each entry."""
        prepare_readings([text for group in phrasings for text in group])
        texts: list[str] = []
        bounds = [0]

        def rows() -> Iterator[Sequence[str]]:
            for group in phrasings:
                for text in group:
                    for words in words_of_phrasing(text):
                        texts.append(text)
                        yield words
                bounds.append(len(texts))

        lines = Lines.of(rows())
        return cls(texts, lines, np.array(bounds, np.int32))


def _dense(vectors: StaticVectors | None, *texts: Lines) -> Floats:
    """Tokenised texts as static vectors, one after the other."""
    if vectors is None:
        return np.zeros((sum(map(len, texts)), 0), np.float32)
    return np.concatenate([vectors.matrix(lines) for lines in texts])


def _centroids(dense: Floats, bounds: Ints) -> Floats:
    """Mean vectors of the entries, of length one."""
    if dense.shape[1] == 0:
        return np.zeros((len(bounds) - 1, 0), np.float32)
    sums = np.add.reduceat(dense[: bounds[-1]], bounds[:-1].astype(np.intp), axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return (sums / np.maximum(lengths, 1e-9)).astype(np.float32)
