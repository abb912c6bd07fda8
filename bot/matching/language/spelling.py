"""Spelling repair: a word that nobody knows becomes the nearest word that the index knows.

Only unknown words are touched, so clean text is never harmed. Distance is optimal string alignment (OSA; Damerau's
slips: a letter added, dropped, changed, or swapped with its neighbour, never two in one place; rapidfuzz computes it):
one slip in words of four to six letters, two in longer ones. What is near no word of the index, but near a word of
ordinary chat, becomes that, so that it does not count as a strange word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.language.words import is_han

SHORTEST = 4
"""Shorter words are left alone: too many words lie one slip apart."""
_LONG = 7
"""Letters from which a word may hold two slips."""
_RARE = 10
"""Wordings in which a word may stand and yet be a slip that several made."""
_FAR_MORE = 5
"""How many times as frequent the word must be that such a slip is read as."""
_MOST_COMPARED = 5
"""Words of one length that are weighed against each other, the nearest first."""
_MOST_REMEMBERED = 10_000


class Speller:
    """Repairs words towards a vocabulary, then towards a general one."""

    def __init__(
        self,
        known: Mapping[str, int],
        general: Mapping[str, int],
        *,
        printed: AbstractSet[str] = frozenset(),
        is_word: Callable[[str], bool] | None = None,
    ) -> None:
        """Take two vocabularies with counts; of two words as near, the more frequent wins.

        A word that is known only from one place and that nobody else uses may be a slip itself: nothing is read as it.
        What several wordings share may be one, too, where a word next to it is far more frequent: it is read as that.

        Args:
            known: words of the index.
            general: words of ordinary chat.
            printed: those of `known` that stand in texts which were edited.
            is_word: whether a word is one, though neither vocabulary has it; such a word is left as it is.
        """
        self._known = known
        self._general = general
        # Without anything that tells words from slips, every rare word is taken for a word.
        rare = {word for word, count in known.items() if count <= _RARE and word not in general}
        self._rare: set[str] = rare - printed if is_word is not None else set()
        self._near_known = _Buckets({w: n for w, n in known.items() if n > 1 or w in general})
        self._near_general = _Buckets(general)
        self._is_word = is_word
        self._remembered: dict[str, str] = {}

    def repair(self, words: Sequence[str]) -> tuple[list[str], tuple[tuple[str, str], ...]]:
        """The words with the strange ones replaced, and what was replaced as (typed, read)."""
        read = [self._word(word) for word in words]
        return read, tuple((a, b) for a, b in zip(words, read, strict=True) if a != b)

    def _word(self, word: str) -> str:
        if word in self._general or len(word) < SHORTEST or is_han(word) or not word.isalpha():
            return word
        if word in self._known and word not in self._rare:
            return word
        if word[-1] == "s" and word[:-1] in self._known and word not in self._known:
            return word[:-1]  # a plural is no slip, and may be of a word too short to be repaired
        found = self._remembered.get(word)
        if found is None:
            found = self._nearest(word)
            if len(self._remembered) < _MOST_REMEMBERED:
                self._remembered[word] = found
        return found

    def _nearest(self, word: str) -> str:
        """The word that is likely meant: itself where it is one."""
        if self._is_word is not None and self._is_word(word):
            return word
        if word in self._rare:
            return self._far_commoner(word)
        near = self._near_known.nearest(word)
        return self._far_commoner(near) if near is not None else self._near_general.nearest(word, within=1) or word

    def _far_commoner(self, word: str) -> str:
        """What a word of the index is a slip of; itself when it is none."""
        if word not in self._rare:
            return word
        near = self._near_known.nearest(word, within=1, besides=word)
        if near is None or self._known[near] < _FAR_MORE * self._known[word]:
            return word
        return word if near.startswith(word) or word.startswith(near) else near  # an ending is no slip


class _Buckets:
    """Words by first letter and length, so that few have to be compared."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._counts = words
        self._words: dict[tuple[str, int], list[str]] = {}
        for word in words:
            if len(word) >= SHORTEST and word.isalpha() and not is_han(word):
                self._words.setdefault((word[0], len(word)), []).append(word)

    def nearest(self, word: str, within: int | None = None, besides: str = "") -> str | None:
        """The nearest word, the more frequent of two as near; None when none is near enough."""
        reach = within if within is not None else (2 if len(word) >= _LONG else 1)
        best: tuple[int, int, str] | None = None
        for candidate, distance in self._near(word, reach):
            if candidate == besides:
                continue
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
