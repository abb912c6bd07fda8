"""Spelling repair: a word that nobody knows becomes the nearest word that the index knows.

Only unknown words are touched, so clean text is never harmed. Distance is optimal string alignment (OSA; Damerau's
slips: a letter added, dropped, changed, or swapped with its neighbour, never two in one place; rapidfuzz computes it):
one slip in words of four to six letters, two in longer ones. What is near no word of the index, but near a word of
ordinary chat, becomes that, so that it does not count as a strange word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.language.words import is_han

SHORTEST = 4
"""Shorter words are left alone: too many words lie one slip apart."""
_LONG = 7
"""Letters from which a word may hold two slips."""
_MOST_COMPARED = 5
"""Words of one length that are weighed against each other, the nearest first."""
_MOST_REMEMBERED = 10_000


class Speller:
    """Repairs words towards a vocabulary, then towards a general one."""

    def __init__(self, known: Mapping[str, int], general: Mapping[str, int]) -> None:
        """Take two vocabularies with counts; of two words as near, the more frequent wins.

        A word that is known only from one place and that nobody else uses may be a slip itself: it is left as it is,
        but nothing is read as it.
        """
        self._known = known
        self._general = general
        self._near_known = _Buckets({w: n for w, n in known.items() if n > 1 or w in general})
        self._near_general = _Buckets(general)
        self._remembered: dict[str, str] = {}

    def repair(self, words: Sequence[str]) -> tuple[list[str], tuple[tuple[str, str], ...]]:
        """The words with the strange ones replaced, and what was replaced as (typed, read)."""
        read = [self._word(word) for word in words]
        return read, tuple((a, b) for a, b in zip(words, read, strict=True) if a != b)

    def _word(self, word: str) -> str:
        if word in self._known or word in self._general or len(word) < SHORTEST or is_han(word) or not word.isalpha():
            return word
        if word[-1] == "s" and word[:-1] in self._known:
            return word[:-1]  # a plural is no slip, and may be of a word too short to be repaired
        found = self._remembered.get(word)
        if found is None:
            found = self._near_known.nearest(word) or self._near_general.nearest(word, within=1) or word
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[word] = found
        return found


class _Buckets:
    """Words by first letter and length, so that few have to be compared."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._counts = words
        self._words: dict[tuple[str, int], list[str]] = {}
        for word in words:
            if len(word) >= SHORTEST and word.isalpha() and not is_han(word):
                self._words.setdefault((word[0], len(word)), []).append(word)

    def nearest(self, word: str, within: int | None = None) -> str | None:
        """The nearest word, the more frequent of two as near; None when none is near enough."""
        reach = within if within is not None else (2 if len(word) >= _LONG else 1)
        best: tuple[int, int, str] | None = None
        for candidate, distance in self._near(word, reach):
            if len(word) == SHORTEST and len(candidate) == SHORTEST and sorted(word) != sorted(candidate):
                continue  # "musk" is not "must"; of such short words only a swap is taken for a slip
            rank = (distance, -self._counts[candidate], candidate)
            if best is None or rank < best:
                best = rank
        return best[2] if best else None

    def _near(self, word: str, reach: int) -> Iterable[tuple[str, int]]:
        """Words that begin alike, or with the first two letters swapped."""
        for first in {word[0], word[1]}:
            for length in range(len(word) - reach, len(word) + reach + 1):
                alike = self._words.get((first, length), ())
                for found, distance, _ in process.extract(
                    word, alike, scorer=OSA.distance, score_cutoff=reach, limit=_MOST_COMPARED
                ):
                    if first == word[0] or found[1] == word[0]:
                        yield found, int(distance)
