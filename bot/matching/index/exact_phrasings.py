"""Wordings typed word for word: which entry they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.matching.language.inflection import base
from bot.matching.language.words import tokens
from bot.matching.numerics.arrays import Ints
from bot.matching.numerics.hashed_vocabulary import ABSENT, Names, hashed
from bot.text import fold

_SHARED = -1
"""Stands for the entry of a wording that several entries have."""


@dataclass(frozen=True, slots=True)
class WordForWord:
    """Every title and phrasing, but for case, accents, marks, spaces and hyphens.

    A title belongs to its entry though it be a phrasing of another; what is a title, or a phrasing, of several entries
    belongs to none.

    Attributes:
        names: the wordings.
        entries: the entry of each.
    """

    names: Names
    entries: Ints

    @classmethod
    def of(cls, titles: Sequence[Sequence[str]], phrasings: Sequence[Sequence[str]]) -> WordForWord:
        """Take the titles and the phrasings of each entry."""
        owners = _owners(phrasings) | _owners(titles)
        hashes = hashed(owners)
        order = np.argsort(hashes)
        return cls(Names(hashes[order]), np.fromiter(owners.values(), np.int32, len(owners))[order])

    def entry(self, text: str) -> int | None:
        """The one entry that a text is a wording of; None for any other text."""
        number = self.names.number(_key(text))
        if number == ABSENT or self.entries[number] == _SHARED:
            return None
        return int(self.entries[number])


def _owners(wordings: Sequence[Sequence[str]]) -> dict[str, int]:
    """The entry of each wording."""
    owners: dict[str, int] = {}
    for entry, group in enumerate(wordings):
        for text in group:
            key = _key(text)
            owners[key] = entry if owners.get(key, entry) == entry else _SHARED
    return owners


@lru_cache(maxsize=64)
def _key(text: str) -> str:
    """A wording as compared: the base forms of its words without what parts them; as folded where there is none.

    The last few are remembered, for a question is looked up as a title, as a phrasing, and as a part of its message.
    """
    return "".join(map(base, tokens(text))) or fold(text)
