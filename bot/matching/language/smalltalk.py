"""Greetings and the like: a message that is small talk and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.pack.models import Chitchat
from bot.text import fold

_LONGEST: Final = 60
"""Characters of the longest message that is compared; a longer one says more than a greeting."""
_SHORTEST: Final = 4
"""Characters of the shortest one that may be misspelt."""
_ALIKE: Final = 0.86
"""Likeness from which two messages are the same: one slip in seven letters."""
_REACH: Final = _ALIKE / (2 - _ALIKE)
"""Share of the longer one's length that the shorter one has to have for that."""


class SmallTalk:
    """Finds the exchange a message belongs to."""

    def __init__(self, entries: Sequence[Chitchat]) -> None:
        """Take the pack's small talk."""
        self._said = {fold(text) or text: entry for entry in entries for text in entry.phrasings}
        self._of_length: dict[int, list[str]] = {}
        for said in self._said:
            self._of_length.setdefault(len(said), []).append(said)

    def find(self, text: str) -> Chitchat | None:
        """The exchange whose phrasing the message is, letter for letter or nearly; None for anything else."""
        said = fold(text) or text.strip()
        if said in self._said or not _SHORTEST <= len(said) <= _LONGEST:
            return self._said.get(said)
        found = process.extractOne(said, self._near(len(said)), scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
        return self._said[found[0]] if found else None

    def _near(self, length: int) -> list[str]:
        """Phrasings that may be alike: of two texts, 2 · shorter / (shorter + longer) is the most that they can be."""
        lengths = range(floor(length * _REACH), ceil(length / _REACH) + 1)
        return [said for near in lengths for said in self._of_length.get(near, ())]
