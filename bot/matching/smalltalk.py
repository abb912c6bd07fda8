"""Greetings and the like: a message that is small talk and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
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


class SmallTalk:
    """Finds the exchange a message belongs to."""

    def __init__(self, entries: Sequence[Chitchat]) -> None:
        """Take the pack's small talk."""
        self._said = {fold(text) or text: entry for entry in entries for text in entry.phrasings}

    def find(self, text: str) -> Chitchat | None:
        """The exchange whose phrasing the message is, letter for letter or nearly; None for anything else."""
        said = fold(text) or text.strip()
        if said in self._said or len(said) > _LONGEST:
            return self._said.get(said)
        found = process.extractOne(said, self._said.keys(), scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
        return self._said[found[0]] if found and len(said) >= _SHORTEST else None
