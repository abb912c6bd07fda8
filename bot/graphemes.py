"""Grapheme clusters: what a reader takes for one character, however many code points it is made of (Unicode, UAX 29).

Enough of the standard for cutting texts: marks, joined emoji, flags, keycaps, skin tones and Korean syllables stay
whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

JOINER = "\u200d"
JOINERS = frozenset("\u200c\u200d")
"""What joins or parts letters of Persian and Indic words, and emoji; it is part of the spelling."""
LONGEST = 32
"""Code points after which a cluster is cut all the same: nobody writes so, and marks can be heaped up without end."""


def clusters(text: str) -> Iterator[str]:
    """The grapheme clusters of a text, which together are the text."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or end - start >= LONGEST or _parts(text, start, end):
            yield text[start:end]
            start = end


def _parts(text: str, start: int, at: int) -> bool:
    """Whether a cluster that began at `start` ends before the character at `at`."""
    before, after = text[at - 1], text[at]
    if before == "\r":
        return after != "\n"
    if after in JOINERS or _extends(after):
        return before == "\n"
    if before == JOINER:
        return not _is_pictograph(after)
    if _is_flag_letter(before) and _is_flag_letter(after):
        return (at - start) % 2 == 0
    return not _are_one_syllable(before, after)


def _extends(character: str) -> bool:
    """Whether a character belongs to the one before it: marks, variation selectors, skin tones, tags."""
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_pictograph(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk", "Sm")


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _are_one_syllable(before: str, after: str) -> bool:
    """Whether two Korean letters, or a syllable and a letter, are one syllable."""
    if "\u1100" <= before <= "\u115f":
        return "\u1100" <= after <= "\u11a7" or "\uac00" <= after <= "\ud7a3"
    if "\uac00" <= before <= "\ud7a3" or "\u1160" <= before <= "\u11a7":
        return "\u1160" <= after <= "\u11ff"
    return "\u11a8" <= before <= "\u11ff" and "\u11a8" <= after <= "\u11ff"
