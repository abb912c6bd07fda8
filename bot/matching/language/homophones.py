"""Chinese written with characters that sound alike, or with another measure word, read as the vocabulary has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.matching.language.pinyin import syllables
from bot.matching.language.word_forms import Pairs
from bot.matching.language.words import is_han
from bot.matching.numerics.arrays import Ints
from bot.matching.numerics.hashed_vocabulary import Names, hashed
from bot.matching.numerics.token_rows import Lines

_MEASURES = frozenset("个项种条大篇位名家座部类款件份方点段句")
_COUNTED = frozenset("一二两三四五六七八九十几哪这那每多各")
_PARTICLES = frozenset("的了吗呢吧啊呀是有在会都也年月日")
_OFTEN = 0.0004
_SELDOM = 3
"""Share of all pairs, and number at least, from which one is read where nothing but its sound tells of it."""
_TWICE = 2


class Homophones:
    """Reads slips of Chinese input: 人材 as 人才, 新制生产力 as 新质生产力, 三项 as 三大."""

    def __init__(self, pairs: Pairs, *texts: Lines) -> None:
        """Take the pairs of neighbouring characters that a vocabulary's texts hold, and the texts."""
        self._pairs = pairs
        counts = Counter[tuple[str, str]]()
        for lines in texts:
            counts.update(_han_pairs(lines))
        self._enough = max(_SELDOM, _OFTEN * counts.total())
        best: dict[str, tuple[int, str]] = {}
        for (one, other), count in counts.items():
            if count >= _TWICE:
                sound = f"{_sound(one)} {_sound(other)}"
                best[sound] = max(best.get(sound, (0, "")), (count, one + other))
        hashes = hashed(best)
        order = np.argsort(hashes)
        self._sounds = Names(hashes[order])
        self._written = "".join(best[sound][1] for sound in np.array(list(best), object)[order]) if best else ""
        self._often: Ints = np.array([count for count, _ in best.values()], np.int32)[order]

    def read(self, words: Sequence[str]) -> list[str]:
        """The words with slips mended; only characters that are not known side by side are touched."""
        mended = list(words)
        if sum(map(is_han, words)) < _TWICE:
            return mended
        touched = -1
        for place, side_by_side in enumerate(self._pairs.known(mended)):
            one, other = mended[place], mended[place + 1]
            if side_by_side or place <= touched or not (is_han(one) and is_han(other)):
                continue
            if one in _COUNTED and other in _MEASURES:
                continue
            if not self._measure(mended, place) and self._sound_alike(mended, place):
                touched = place + 1
        return mended

    def _measure(self, words: list[str], place: int) -> bool:
        """Whether a measure word is read as the one that the vocabulary has between the same neighbours."""
        if place == 0 or words[place] not in _MEASURES or words[place - 1] not in _COUNTED:
            return False
        if words[place + 1] in _PARTICLES:
            return True
        before, after = words[place - 1], words[place + 1]
        for measure in sorted(_MEASURES):
            if all(self._pairs.known((before, measure, after))):
                words[place] = measure
                return True
        return True  # a measure word is no slip of the ear

    def _sound_alike(self, words: list[str], place: int) -> bool:
        """Whether two characters are read as two that sound alike and that the vocabulary has side by side."""
        number = self._sounds.number(f"{_sound(words[place])} {_sound(words[place + 1])}")
        if number < 0:
            return False
        written = self._written[2 * number : 2 * number + 2]
        around = slice(max(0, place - 1), place + 3)
        trial = [*words[:place], *written, *words[place + 2 :]]
        before, after = self._pairs.known(words[around]), self._pairs.known(trial[around])
        lost = any(was and not still for was, still in zip(before, after, strict=True))
        gained = sum(after) - sum(before)
        slip = not lost and (gained >= _TWICE or int(self._often[number]) >= self._enough)
        if slip:
            words[place : place + 2] = written
        return slip


def _han_pairs(lines: Lines) -> Counter[tuple[str, str]]:
    """How often each pair of neighbouring Chinese characters occurs."""
    han = np.array([is_han(word) for word in lines.words], np.bool_)
    numbers, owners = lines.numbers.astype(np.int64), lines.owners
    if len(numbers) < _TWICE:
        return Counter()
    beside = (owners[1:] == owners[:-1]) & han[numbers[1:]] & han[numbers[:-1]]
    joined, counts = np.unique(numbers[:-1][beside] * len(lines.words) + numbers[1:][beside], return_counts=True)
    words, width = lines.words, len(lines.words)
    both_of: list[int] = joined.tolist()
    found = zip(both_of, counts.tolist(), strict=True)
    return Counter({(words[both // width], words[both % width]): count for both, count in found})


_known_sounds: dict[str, str] = {}


def _sound(character: str) -> str:
    """The syllable of a character by itself."""
    found = _known_sounds.get(character)
    if found is None:
        found = _known_sounds[character] = (syllables(character) or (character,))[0]
    return found
