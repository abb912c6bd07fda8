"""Names that share words with what was typed, one word set against another and misspellings allowed for.

A weight is put on every word: how few names hold it, but no more than how rare it is in ordinary chat. A name then has
a precision (the share of the typed weight that it accounts for) and a recall (the share of its own weight that was
typed), each word counting as far as it resembles its counterpart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA, LCSseq

from bot.matching.glossary.names import Name
from bot.matching.language.background import Background
from bot.matching.language.pinyin import syllables
from bot.matching.language.words import is_han

_LIKE = 0.74
"""Least likeness of a misspelling: one slip in four letters, two in eight."""
_WORD_LIKE = 0.75
"""What a likeness counts when the typed word is one of the language: "old" is hardly a slip for "gold"."""
_SAME_SOUND = 0.9
"""Likeness of two Chinese characters, or a character and a syllable, of the same sound."""
_MOST_WORDS = 24
"""Words of a text that are set against names; what is longer is no look-up."""
_SHORTEST = 3
"""Letters of the shortest word that may be misspelt."""
_KEPT = 40


@dataclass(frozen=True, slots=True)
class Aligned:
    """A name that shares words with the text.

    Attributes:
        precision: share of the typed weight that the name accounts for, 0 to 1.
        recall: share of the name's weight that was typed, 0 to 1.
        order: share of the shared words that stand in the same order, 0 to 1.
        telling: how much was typed: 1 for a word that chat hardly has, or for several, less for one like "open".
    """

    name: Name
    precision: float
    recall: float
    order: float
    telling: float

    @property
    def score(self) -> float:
        """How near the name is, 0 to 1.

        Words too many weigh more than words left out, and a part of a name is as good as it is telling. The exponents
        were chosen by trial on the labelled look-ups.
        """
        enough = self.telling + (1 - self.telling) * self.recall**3
        return self.precision * self.recall**0.5 * (0.85 + 0.15 * self.order) * enough


class Alignment:
    """The words of all names, turned around: which names hold a word."""

    def __init__(self, names: Sequence[Name], background: Background) -> None:
        self._names = [name for name in names if name.words]
        self._background = background
        holders: dict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(self._names):
            for word in name.words:
                holders[word].add(number)
        self._holders = {word: tuple(sorted(numbers)) for word, numbers in holders.items()}
        self._most = log(1 + len(self._names))
        self._weights = {word: self._weight(word) for word in self._holders}
        self._totals = [sum(self._weights[word] for word in set(name.words)) for name in self._names]
        self._spelled = [word for word in self._holders if len(word) >= _SHORTEST and not is_han(word)]
        sounds = defaultdict[str, list[str]](list)
        for word in self._holders:
            if is_han(word):
                sounds[syllables(word)[0]].append(word)
        self._sounds = dict(sounds)

    def nearest(self, words: Sequence[str], *, unfinished: bool = False, spoken: bool = False) -> list[Aligned]:
        """Names that share words with a text, best first.

        Args:
            words: base forms of the typed words.
            unfinished: whether the last word may be the beginning of one.
            spoken: whether the words are syllables of pinyin, to be set against characters of the same sound.
        """
        typed = list(dict.fromkeys(words))
        reached: dict[int, dict[str, tuple[float, float]]] = defaultdict(dict)
        whole = sum(self._weight(word) for word in typed[_MOST_WORDS:])
        read: list[str] = []
        for position, word in enumerate(typed[:_MOST_WORDS]):
            if spoken:
                likes = self._sound_alikes(word)
            else:
                likes = self._likes(word, unfinished=unfinished and position == len(typed) - 1)
            weight = self._weights[likes[0][0]] if likes else self._weight(word)
            whole += weight
            read.append(likes[0][0] if likes else word)
            for other, like in likes:
                for number in self._holders[other]:
                    held = reached[number]
                    if other not in held or held[other][0] < like:
                        held[other] = like, weight
        if not whole:
            return []
        near = [
            (
                sum(like * weight for like, weight in held.values()) / whole,
                sum(like * self._weights[word] for word, (like, _) in held.items()) / self._totals[number],
                number,
            )
            for number, held in reached.items()
        ]
        near.sort(key=lambda one: -one[0] * one[1])
        telling = min(1.0, sum(map(self._telling, typed)))
        found = [
            Aligned(self._names[number], min(precision, 1.0), min(recall, 1.0), self._order(read, number), telling)
            for precision, recall, number in near[:_KEPT]
        ]
        return sorted(found, key=lambda aligned: -aligned.score)

    def _weight(self, word: str) -> float:
        held = len(self._holders.get(word, ()))
        return min(log((1 + len(self._names)) / (1 + held)) + 0.1, self._background.weight(word))

    def _telling(self, word: str) -> float:
        """How telling a word is, 0 to 1; a Chinese character is half a word."""
        return 0.5 if is_han(word) else self._background.weight(word) / self._background.weight("")

    def _likes(self, word: str, *, unfinished: bool) -> list[tuple[str, float]]:
        """Words of names that the typed word may stand for, best first, with their likeness."""
        if unfinished and (begun := [(other, 1.0) for other in self._holders if other.startswith(word)]):
            return begun
        if word in self._holders:
            return [(word, 1.0)]
        if is_han(word):
            return self._sound_alikes(syllables(word)[0])
        if len(word) < _SHORTEST:
            return []
        factor = _WORD_LIKE if word in self._background else 1.0
        close = process.extract(word, self._spelled, scorer=OSA.normalized_similarity, score_cutoff=_LIKE, limit=4)
        return [(other, like * factor) for other, like, _ in close]

    def _sound_alikes(self, syllable: str) -> list[tuple[str, float]]:
        return [(other, _SAME_SOUND) for other in self._sounds.get(syllable, ())]

    def _order(self, read: Sequence[str], number: int) -> float:
        words = self._names[number].words
        shared = [word for word in read if word in words]
        return LCSseq.similarity(shared, words) / len(shared) if shared else 0.0
