"""Curated reasons: why questions like one that was asked are not answered, as the pack's curators wrote it."""

from __future__ import annotations

import re
from math import log

from bot.answering.lookups import facts
from bot.languages import Language, tongue
from bot.pack.models import Pack, UnanswerableGroup

_LIKE = 0.6
"""Share of their words, by how telling these are, that a question has with one of a group, to be of the group."""


class Reasons:
    """The refused questions of a pack by their words."""

    def __init__(self, pack: Pack) -> None:
        """Take a pack's unanswerable groups."""
        self._told = [
            (facts.bases(text), group)
            for group in pack.unanswerable
            if group.told is not None
            for text in group.questions
        ]
        counts: dict[str, int] = {}
        for words, _ in self._told:
            for word in words:
                counts[word] = counts.get(word, 0) + 1
        self._weights = {word: log(1 + len(self._told) / count) for word, count in counts.items()}
        self._unseen = log(1 + max(1, len(self._told)))

    def reason(self, text: str, language: Language) -> str | None:
        """Why questions like this one are not answered; None where none is like it, or no reason fits the reader."""
        words = facts.bases(text)
        if not words:
            return None
        likeness, group = max(
            ((self._like(words, other), group) for other, group in self._told),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        return _told(group, language) if group is not None and likeness >= _LIKE else None

    def _like(self, one: frozenset[str], other: frozenset[str]) -> float:
        shared = sum(self._weights.get(word, self._unseen) for word in one & other)
        return shared / sum(self._weights.get(word, self._unseen) for word in one | other)


def _told(group: UnanswerableGroup, language: Language) -> str | None:
    """A group's reason, where it is in the reader's language and speaks of the library."""
    told = group.told.root if group.told is not None else {}
    code = next((code for code in (language, language.partition("-")[0]) if code in told), None)
    if code is None:
        return None
    reason = told[code]
    speaks = re.search(tongue(code).names_a_source, reason) or re.search(r"(?i)\bbot\b|机器人", reason)
    return reason if speaks else None


_built: dict[str, Reasons] = {}


def reasons(pack: Pack) -> Reasons:
    """The reasons of a pack, built once for each version of it."""
    if pack.fingerprint not in _built:
        _built.clear()
        _built[pack.fingerprint] = Reasons(pack)
    return _built[pack.fingerprint]
