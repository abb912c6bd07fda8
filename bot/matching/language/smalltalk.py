"""Greetings and the like: a message that is small talk and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import ceil, floor

from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.pack.models import Chitchat
from bot.text import fold

_LONGEST = 60
"""Characters of the longest message that is compared; a longer one says more than a greeting."""
_SHORTEST = 4
"""Characters of the shortest one that may be misspelt."""
_ALIKE = 0.86
"""Likeness from which two messages are the same: one slip in seven letters."""
_REACH = _ALIKE / (2 - _ALIKE)
"""Share of the longer one's length that the shorter one has to have for that."""


class SmallTalk:
    """Finds the exchange a message belongs to."""

    def __init__(self, entries: Sequence[Chitchat], vocatives: Collection[str] = ()) -> None:
        """Take the pack's small talk.

        Args:
            entries: the exchanges.
            vocatives: words by which whoever reads may be called beside one ("thanks bot"), lower case.
        """
        self._vocatives = frozenset(vocatives)
        self._said = {fold(text) or text: entry for entry in entries for text in entry.phrasings}
        self._of_length: dict[int, list[str]] = {}
        for said in self._said:
            self._of_length.setdefault(len(said), []).append(said)

    def find(self, text: str) -> Chitchat | None:
        """The exchange whose phrasing the message is, letter for letter or nearly; None for anything else.

        Several exchanges in one message ("ok thanks"), and whoever is called beside them, are small talk as well: the
        longest of them counts.
        """
        said = fold(text) or text.strip()
        if said in self._said or len(said) > _LONGEST:
            return self._said.get(said)
        if (spoken := self._spoken(said)) is not None:
            return self._said[spoken]
        if len(said) < _SHORTEST:
            return None
        words = said.split(" ")
        said = " ".join(word for word in words if word not in self._vocatives) or said
        found = process.extractOne(said, self._near(len(said)), scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
        return self._said[found[0]] if found else None

    def _spoken(self, said: str) -> str | None:
        """The longest phrasing in a text that is made of nothing but phrasings and vocatives; None for any other."""
        best: list[str | None] = [None] * (len(said) + 1)
        best[0] = ""
        for begin in range(len(said)):
            before = best[begin]
            if before is None:
                continue
            for end in range(begin + 1, len(said) + 1):
                if not _parted(said, end):
                    continue
                piece = said[begin:end].strip()
                if not piece or piece in self._vocatives:
                    longest = before
                elif piece in self._said:
                    longest = max(before, piece, key=len)
                else:
                    continue
                held = best[end]
                best[end] = longest if held is None else max(held, longest, key=len)
        return best[-1] or None

    def _near(self, length: int) -> list[str]:
        """Phrasings that may be alike: of two texts, 2 · shorter / (shorter + longer) is the most that they can be."""
        lengths = range(floor(length * _REACH), ceil(length / _REACH) + 1)
        return [said for near in lengths for said in self._of_length.get(near, ())]


def _parted(text: str, place: int) -> bool:
    """Whether a word may end here: at a space or the end, or between characters of a script without spaces."""
    return place == len(text) or " " in text[place - 1 : place + 1] or not (text[place - 1] + text[place]).isascii()
