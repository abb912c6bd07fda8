"""The glossary made ready for look-ups, for autocomplete and for finding its terms in a running text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.languages import DEFAULT, Language
from bot.languages.defining import defined, defined_bare
from bot.matching.encoding.text_vectors import TextVectors
from bot.matching.glossary.alignment import Alignment
from bot.matching.glossary.names import Name, NameKind, compact, names_of, words_of
from bot.matching.glossary.prefixes import PrefixIndex
from bot.matching.glossary.strip_question_words import subject
from bot.matching.glossary.term_mentions import MentionFinder
from bot.matching.glossary.term_vectors import TermVectors, is_foreign
from bot.matching.language.background import Background
from bot.matching.language.inflection import base
from bot.matching.language.pinyin import loose, parse_pinyin, syllables
from bot.matching.reply import Mention, TermCandidate, TermSuggestion
from bot.pack.field_types import TITLE_LIMIT
from bot.pack.models import Term
from bot.text import clean, has_han

FOUND = 0.75
"""Confidence from which a look-up counts as found.

Chosen on every other one of the labelled look-ups (`tests/data/terms.yaml`), where it finds 97 in 100 terms and is
wrong in 1 of 100 that it finds; of the rest it finds 99 in 100 and is wrong in none. The labels are by one hand.
"""
_SURE = {
    NameKind.HEADWORD: 1.0,
    NameKind.VARIANT: 0.99,
    NameKind.ID: 0.98,
    NameKind.PINYIN: 0.96,
    NameKind.INITIALS: 0.92,
}
"""Confidence of a name typed exactly, apart from case, marks and spaces."""
_SAME_SOUND = 0.9
"""Confidence of Chinese that sounds exactly as a name does and is written otherwise."""
_JOINED = 0.9
"""Most confidence of a name that is misspelt in several words, or parted into words otherwise."""
_JOINED_LIKE = 0.84
"""Least likeness of such a name as a whole: one letter in six may be wrong."""
_SLIP_LIKE = 0.5
"""Least likeness of each of its words."""
_RIVALRY = 0.35
"""Share of its confidence that a candidate loses to another term which is quite as near."""
_RIVAL_WITHIN = 0.25
"""How far behind a rival has to be to cost nothing."""
_MOST_SUGGESTIONS = 25
"""Choices that Discord shows in one list."""
_SUGGESTED = 0.4
"""Score from which a term is suggested though none of its names begins with what was typed."""
_LIKELY = 0.6
"""Confidence from which a question for a meaning in another language is taken for one about the term."""
_LEAST = 0.2
"""Candidates below this are not told of."""


class _Way(NamedTuple):
    """One way in which a text may mean a term."""

    term: int
    confidence: float
    shown: str


class GlossaryIndex:
    """A glossary's terms by all their names. Immutable once built; safe to use from several threads."""

    def __init__(
        self, terms: Sequence[Term], background: Background | None = None, vectors: TextVectors | None = None
    ) -> None:
        """Derive all names and index them.

        Args:
            terms: the glossary, in the curator's order.
            vectors: gives the vectors of names, so that terms are found in other languages, too.
            background: how common words are in ordinary chat; by default the table that ships.
        """
        self._terms = tuple(terms)
        self._background = background or Background.load()
        names = names_of(self._terms)
        named = defaultdict[str, list[Name]](list)
        for name in names:
            named[name.key].append(name)
        self._named = dict(named)
        self._latin = [key for key in self._named if not has_han(key)]
        self._alignment = Alignment(names, self._background)
        self._prefixes = PrefixIndex(self._terms, names)
        self._finder = MentionFinder(self._terms, names, self._background)
        self._meant = TermVectors.of(self._terms, vectors)
        self._languages = frozenset(language for term in self._terms for language, _ in term.term.items())
        self._words = frozenset(word for name in names for word in name.words)

    def define(self, text: str, *, limit: int = 5) -> tuple[TermCandidate, ...]:
        """The terms that a look-up may mean, best first, one candidate a term.

        Args:
            text: a name in English, Chinese or pinyin, misspelt perhaps, bare or inside a question ("what is …?").
            limit: most candidates given.

        Returns:
            Candidates with a confidence of 0 to 1; the first is the answer where it reaches `FOUND`.
        """
        best: dict[int, _Way] = {}
        for way in self._ways(text):
            if way.confidence >= _LEAST and (way.term not in best or best[way.term].confidence < way.confidence):
                best[way.term] = way
        ranked = sorted(best.values(), key=lambda way: (-way.confidence, way.term))[:limit]
        return tuple(TermCandidate(self._terms[way.term], way.confidence, way.shown) for way in ranked)

    def defined_abroad(self, text: str) -> TermCandidate | None:
        """The term that a question for a meaning in another language than the glossary's is likely about.

        Args:
            text: "¿Qué es …?"; None is given for whatever is no such question.
        """
        typed = clean(text)[:TITLE_LIMIT]
        name = defined(typed)
        if len(name) >= len(defined_bare(typed)) or not is_foreign(typed, self._languages, self._knows):
            return None
        return next((found for found in self.define(text, limit=1) if found.confidence >= _LIKELY), None)

    def suggest(self, prefix: str, language: Language = DEFAULT, limit: int = 25) -> tuple[TermSuggestion, ...]:
        """Terms for an autocomplete list while somebody types, best first.

        First come those whose headword begins with what was typed, then those with a word that does, then variants,
        pinyin and initials, then those that are merely near. Nothing typed gives the first of the glossary, in the
        curator's order.

        Args:
            prefix: what was typed so far.
            language: which of the two headwords a label shows first.
            limit: most suggestions given.

        Returns:
            Ids of terms with labels of at most 100 characters, cut at a word.
        """
        prefix = prefix[:TITLE_LIMIT]
        limit = min(limit, _MOST_SUGGESTIONS)
        found = self._prefixes.begun(prefix, limit)
        if len(found) < limit:
            aligned = self._alignment.nearest(words_of(prefix), unfinished=True)
            near = (one.name.term for one in aligned if one.score >= _SUGGESTED)
            found = list(dict.fromkeys((*found, *near)))[:limit]
        return tuple(self._prefixes.suggestion(term, language) for term in found)

    def mentions(self, text: str, limit: int = 10) -> tuple[Mention, ...]:
        """The terms that stand in a running text, in the order of the text, each once.

        Where names overlap the longest is taken. Offsets are those of the text as given.
        """
        return self._finder.mentions(text, limit)

    def translate(self, text: str) -> tuple[str, ...]:
        """The headwords, in the pack's first language, of the terms in a text in another, for searching passages."""
        return tuple(mention.term.headword for mention in self.mentions(text))

    def _ways(self, text: str) -> Iterable[_Way]:
        asked = subject(text)
        wordings = dict.fromkeys((text, asked, abroad := defined(clean(text)[:TITLE_LIMIT])))
        exact = _settled([name for wording in wordings for name in self._exact(wording)])
        if not asked or any(way.confidence > _SAME_SOUND for way in exact):
            return exact
        ways = [*exact, *_contested([*self._near(asked)])]
        if any(way.confidence >= FOUND for way in ways) or self._meant is None:
            return ways
        if not is_foreign(clean(text), self._languages, self._knows):
            return ways
        return [*ways, *(_Way(*way) for way in self._meant.nearest(abroad))]

    def _knows(self, word: str) -> bool:
        return word in self._background or base(word) in self._words

    def _exact(self, query: str) -> Iterator[tuple[Name, float]]:
        """Names that are the query, but for case, marks and spaces, or sound exactly like it."""
        key = compact(query)
        for name in self._named.get(key, ()):
            if name.kind is not NameKind.INITIALS or key not in self._background:
                yield name, _SURE[name.kind]
        if not has_han(query):
            yield from ((name, _SURE[NameKind.PINYIN]) for name in self._said(loose(query)))
        elif 0 < len(key) <= TITLE_LIMIT:
            sound = "".join(loose(syllables(character)[0]) for character in words_of(key))
            yield from ((name, _SAME_SOUND) for name in self._said(sound))

    def _said(self, key: str) -> Iterator[Name]:
        return (name for name in self._named.get(key, ()) if name.kind is NameKind.PINYIN)

    def _near(self, query: str) -> Iterator[_Way]:
        """Names that share words with the query, are misspelt in it, or are said in it."""
        words = words_of(query)
        for spelling in {words, words_of(query.replace("-", ""))}:
            for aligned in self._alignment.nearest(spelling):
                yield _Way(aligned.name.term, aligned.score, aligned.name.shown)
        if has_han(query):
            return
        for key, like, _ in process.extract(
            loose(query), self._latin, scorer=OSA.normalized_similarity, score_cutoff=_JOINED_LIKE, limit=5
        ):
            for name in self._named[key]:
                if name.kind is NameKind.PINYIN or self._slips_only(words, name.words):
                    yield _Way(name.term, like * _JOINED, name.shown)
        if said := parse_pinyin(query, self._background.__contains__):
            for aligned in self._alignment.nearest(said, spoken=True):
                yield _Way(aligned.name.term, aligned.score, aligned.name.shown)

    def _slips_only(self, typed: Sequence[str], words: Sequence[str]) -> bool:
        """Whether a name was parted into other words, or each of its words is misspelt at most.

        "low" is no slip for "high": a name in which one word stands for another is another name.
        """
        if len(typed) != len(words):
            return bool(words)
        return all(
            one == other or (one not in self._background and OSA.normalized_similarity(one, other) >= _SLIP_LIKE)
            for one, other in zip(typed, words, strict=True)
        )


def _settled(exact: Sequence[tuple[Name, float]]) -> list[_Way]:
    """Exact matches; those of a name that several terms share equally lose confidence, for it does not tell which."""
    found: list[_Way] = []
    for name, confidence in exact:
        shared = any(other.term != name.term and other.kind == name.kind for other, _ in exact)
        found.append(_Way(name.term, confidence * (1 - _RIVALRY) if shared else confidence, name.shown))
    return found


def _contested(ways: Sequence[_Way]) -> Iterator[_Way]:
    """Near matches; each loses confidence to the best of the other terms, the more the nearer that comes to it."""
    best: dict[int, float] = {}
    for way in ways:
        best[way.term] = max(way.confidence, best.get(way.term, 0.0))
    first, second, *_ = *sorted(best, key=lambda term: -best[term]), -1, -1
    for way in ways:
        rival = best.get(second if way.term == first else first, 0.0)
        closeness = min(1.0, max(0.0, 1 - (way.confidence - rival) / _RIVAL_WITHIN))
        yield way._replace(confidence=way.confidence * (1 - _RIVALRY * closeness))
