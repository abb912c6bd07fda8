"""Everything that is learned from a corpus's texts, held in arrays: spaces, models and vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from bot.matching.encoding.encoder import Encoder, as_read
from bot.matching.encoding.text_vectors import TextVectors
from bot.matching.index.corpus import Corpus
from bot.matching.index.decoys import Decoys
from bot.matching.index.features import FeatureSpace
from bot.matching.index.meaning import Meaning
from bot.matching.index.naive_bayes import NaiveBayes
from bot.matching.index.postings import Postings
from bot.matching.index.query import Query, Scores
from bot.matching.index.vocabulary import UNKNOWN, Vocabulary
from bot.matching.language.answer_types import kind_lift
from bot.matching.language.query_reader import Reader, prepare_readings, words_of_phrasing
from bot.matching.language.words import tokens
from bot.matching.numerics.arrays import NO_FLOATS, Floats, Ints, Longs
from bot.matching.numerics.token_rows import Lines
from bot.text import clean

SHORTLIST = 10
"""Candidates that are looked at closely. The right one is among them in .97 to .98 of public questions."""
FOREIGN = ("\ufffd",) * 6
"""Words of a question in a language that no entry has: some, all unknown, so that meaning alone decides."""
_STRANGE = 0.45
"""Share of words that no entry holds from which a question counts as one in another language."""
_SHARES: Floats = np.array((1, 1, 0.5, 0.5, 0.5, 0.5), np.float32)
"""What each of the fast models counts where candidates are chosen (see `Model`)."""
_CUT_ONCE = 1024
"""Supporting texts whose words are remembered, for several entries rest on the same passage."""
_COMMON = 32
_RARE_ENOUGH = 64
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
        vocabulary: which words each entry holds.
        kinds: how much more often each entry is asked for each kind of answer than others; see `kind_lift`.
        figures: 1 for an entry whose supporting text holds a digit, else 0; shape (entries,).
        decoys: texts to refuse.
        encoder: turns questions into vectors; None for an index over words alone.
        meaning: what is learned from the encoder's vectors; None without an encoder.
    """

    reader: Reader
    texts: Sequence[str]
    bounds: Ints
    space: FeatureSpace
    postings: Postings
    bayes: NaiveBayes
    vocabulary: Vocabulary
    kinds: Floats
    figures: Floats
    decoys: Decoys
    encoder: Encoder | None
    meaning: Meaning | None

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return len(self.bounds) - 1

    @classmethod
    def build(cls, corpus: Corpus, *, vectors: TextVectors | None, decoys: Sequence[str]) -> Index:
        """Learn everything from a corpus.

        Args:
            corpus: the entries.
            vectors: gives the vectors of texts; None to do without an encoder.
            decoys: the texts to refuse.
        """
        said = _Said.of(corpus.phrasings)
        lines, bounds, entries = said.lines, said.bounds, len(corpus.phrasings)
        owners = np.repeat(np.arange(entries, dtype=np.int32), np.diff(bounds))
        cut = lru_cache(maxsize=_CUT_ONCE)(tokens)
        support = Lines.of([word for text in texts for word in cut(text)] for texts in corpus.supporting)
        reader = Reader(lines, support, vectors.encoder.is_word if vectors is not None else None)
        refused = Lines.of(reader(text).words for text in decoys)
        space, rows = FeatureSpace.learn(lines)
        bayes, weights = NaiveBayes.learn(rows, owners, entries, len(space))
        nearest = rows.without_common_columns(max(_RARE_ENOUGH, len(rows) // _COMMON))
        postings = Postings.of(weights, nearest, space.rows(refused), len(space))
        meaning = Meaning.learn(corpus, decoys, vectors) if vectors is not None and entries else None
        return cls(
            reader=reader,
            texts=said.texts,
            bounds=bounds,
            space=space,
            postings=postings,
            bayes=bayes,
            vocabulary=Vocabulary.learn(lines, owners, support),
            kinds=kind_lift(lines, bounds),
            figures=np.array([any(map(str.isdigit, "".join(texts))) for texts in corpus.supporting], np.float32),
            decoys=Decoys.learn(postings, meaning, rows.column_sums(len(space))),
            encoder=vectors.encoder if vectors is not None and meaning is not None else None,
            meaning=meaning,
        )

    def without_meaning(self) -> Index:
        """The same index over words alone."""
        decoys = Decoys(self.postings, None, self.decoys.mass, self.decoys.models)
        return replace(self, decoys=decoys, encoder=None, meaning=None)

    def query(self, text: str, words: Sequence[str] | None = None, vector: Floats | None = None) -> Query:
        """A question, ready for scoring.

        Args:
            text: the question as the encoder reads it.
            words: its words as read; by default what `reader` makes of the text.
            vector: the encoder's vector of it, where that is known already.
        """
        said = self.reader(text).words if words is None else words
        numbers = self.vocabulary.numbers(said)
        if self.meaning is not None and _is_foreign(numbers):
            said, numbers = FOREIGN, np.full(len(FOREIGN), UNKNOWN)
        sparse = self.space.vector(said)
        sums = self.postings.sums(sparse)
        scores = [self.bayes.scores(sums.entries, sparse), self.vocabulary.scores(numbers)]
        held = self._held(text, vector)
        if held is not None and self.meaning is not None:
            scores += [*self.meaning.scores(held)]
        return Query(
            words=said,
            numbers=numbers,
            weights=self.vocabulary.rarity(numbers),
            sparse=sparse,
            scores=Scores.of(np.stack(scores)),
            cosines=sums.phrasings,
            refused=sums.decoys,
            vector=held,
        )

    def _held(self, text: str, vector: Floats | None) -> Floats | None:
        """The encoder's vector of a question, as `Meaning` holds vectors; None without an encoder."""
        if self.meaning is None or self.encoder is None:
            return None
        return self.meaning.components.held(self.encoder([as_read(clean(text))])[0] if vector is None else vector)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """The encoder's vectors of texts as they are read, shape (texts, size); none without an encoder."""
        return NO_FLOATS if self.encoder is None else self.encoder([as_read(clean(text)) for text in texts])

    def shortlist(self, query: Query) -> Ints:
        """The entries worth a closer look, best first by all fast models together; all, when they are few."""
        standardised = query.scores.standardised
        total = _SHARES[: len(standardised)] @ standardised
        count = min(SHORTLIST, len(total))
        top = np.argpartition(-total, count - 1)[:count]
        return top[np.argsort(-total[top])].astype(np.int32)

    def nearest_phrasing(self, query: Query, entry: int) -> str:
        """The phrasing of an entry that shares most with a question."""
        begin, end = int(self.bounds[entry]), int(self.bounds[entry + 1])
        return self.texts[begin + int(np.argmax(query.cosines[begin:end]))]


def _is_foreign(numbers: Longs) -> bool:
    """Whether so few words are known that the question must be in another language, where a chance hit misleads."""
    unknown = int((numbers == UNKNOWN).sum())
    return len(numbers) > 2 and unknown >= _STRANGE * len(numbers)


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
