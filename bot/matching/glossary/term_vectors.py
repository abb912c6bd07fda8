"""Glossary terms found by meaning: for look-ups in languages that the glossary is not written in.

Within a language spelling is the better judge: to the encoder "demand chain" lies beside "supply chain". Across
languages there is no spelling to go by, and translations lie close together (cosine .9 for most).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.languages import LANGUAGES, identify
from bot.matching.encoding.encoder import Encoder, as_read
from bot.matching.encoding.text_vectors import Quantized, TextVectors
from bot.matching.language.words import tokens
from bot.matching.numerics.arrays import Floats, Ints
from bot.pack.models import Term
from bot.pack.queries.term_names import term_names

NEEDED = 0.7
"""Cosine from which a look-up means a term, where that lies ahead of the others by `_LEAD`.

Chosen on the shipped terms' own translations, English names looked up by the Chinese ones alone and the other way
round: .68 of them are found so, and 3 in 100 of what is found is another term. Of 60 words without a term none is.
"""
_LEAD = 0.05
_SHOWN = 0.55
"""Cosine from which a term is offered though it is not near enough."""
_SURE = 0.95
"""Confidence of a look-up that is a name's very vector."""
_OWN_WORDS = 0.6
"""Share of a look-up's words that the glossary's language knows from which spelling judges."""


_ABROAD = frozenset(word for row in LANGUAGES if row.code != "en" for word in row.words) - LANGUAGES[0].words
"""Everyday words of other languages than English, which chat in English has, too ("de")."""


@dataclass(frozen=True, slots=True)
class TermVectors:
    """The vectors of all names of a glossary's terms.

    Attributes:
        encoder: gives the vector of a look-up.
        shown: the names as readers may see them.
        owners: the number of each one's term, shape (names,).
        vectors: of length one, shape (names, size).
        terms: how many terms there are.
    """

    encoder: Encoder
    shown: Sequence[str]
    owners: Ints
    vectors: Quantized
    terms: int

    @classmethod
    def of(cls, terms: Sequence[Term], vectors: TextVectors | None) -> TermVectors | None:
        """Take the vectors of names; None without an encoder, or without terms."""
        if vectors is None or not terms:
            return None
        pairs = [(number, name) for number, term in enumerate(terms) for name in term_names(term)]
        names = [name for _, name in pairs]
        owners = np.array([number for number, _ in pairs], np.int32)
        return cls(vectors.encoder, names, owners, Quantized.of(vectors(names)), len(terms))

    def nearest(self, text: str) -> list[tuple[int, float, str]]:
        """Terms that a look-up may mean, best first, as (number, how near from 0 to 1, name).

        `NEEDED` with a lead counts as found, and gives .75 (see `FOUND` in `term_index`) or more; the rest give less.
        """
        found: Floats = self.encoder([as_read(text)])[0]
        cosines = (self.vectors.codes.astype(np.float32) @ found) * self.vectors.scales
        best = np.full(self.terms, -1.0, np.float32)
        np.maximum.at(best, self.owners, cosines)
        order: list[int] = np.argsort(-best)[:3].tolist()
        leads = len(order) == 1 or float(best[order[0]] - best[order[1]]) >= _LEAD
        ways: list[tuple[int, float, str]] = []
        for place, term in enumerate(order):
            cosine = float(best[term])
            if cosine < _SHOWN:
                break
            name = self.shown[int(np.argmax(np.where(self.owners == term, cosines, -1)))]
            sure = place == 0 and leads and cosine >= NEEDED
            ways.append((term, _confidence(cosine) if sure else min(cosine, 0.74), name))
        return ways


def is_foreign(text: str, languages: frozenset[str], known: Callable[[str], bool]) -> bool:
    """Whether a look-up is in another language than the glossary, so that spelling cannot find what it means.

    Args:
        text: what is looked up.
        languages: codes of the languages of the glossary.
        known: whether a word is one of everyday English, or of the glossary.
    """
    found = identify(text)
    if found is not None:
        return found.code.partition("-")[0] not in languages
    words = tokens(text)
    return bool(words) and sum(known(word) and word not in _ABROAD for word in words) < _OWN_WORDS * len(words)


def _confidence(cosine: float) -> float:
    return 0.75 + (_SURE - 0.75) * (min(cosine, 1.0) - NEEDED) / (1 - NEEDED)
