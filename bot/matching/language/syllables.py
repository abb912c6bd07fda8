"""The syllables of Mandarin as written in pinyin without tones, and joined pinyin cut into them.

The table is that of ISO 7098 (initial by final); "ü" is written "v" where it differs from "u", as keyboards do.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_LONGEST = 6
_ROUNDED = re.compile(r"(?<=[jqxy])v")
_LATER = {"lue": "lve", "nue": "nve"}


@cache
def all_syllables() -> frozenset[str]:
    """Every syllable there is, about four hundred."""
    return frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())


@lru_cache(maxsize=4096)
def segment(word: str) -> tuple[str, ...] | None:
    """Joined pinyin without tones cut into syllables: "xinzhi" becomes ("xin", "zhi").

    Of several ways the one with fewest syllables is taken, then the one with fewest that begin with a vowel inside
    the word (the orthography asks for an apostrophe before those), then the one whose first syllables are longest.

    Args:
        word: lower-case letters, "v" for "ü".

    Returns:
        The syllables, or None when the word is not made of any.
    """
    valid = all_syllables()
    word = _ROUNDED.sub("u", word)
    best: list[tuple[int, int, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    best[len(word)] = (0, 0, ())
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(start + _LONGEST, len(word)), start, -1):
            rest, syllable = best[end], _LATER.get(word[start:end], word[start:end])
            if rest is None or syllable not in valid:
                continue
            vowel = start > 0 and syllable[0] in "aeo"
            ways = (rest[0] + 1, rest[1] + vowel, (syllable, *rest[2]))
            here = best[start]
            if here is None or ways[:2] < here[:2]:
                best[start] = ways
    found = best[0]
    return found[2] if found and found[2] else None
