"""Phrasings: no two alike, and none that a list of questions to refuse, or to chat about, holds too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

from bot.pack.faults import Fault
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located
from bot.text import fold

Phrasings: TypeAlias = tuple[Located[Any], str, tuple[str, ...]]
"""The phrasings of an entry: the entry, the key they stand under, and their texts."""


def check_phrasings(draft: Draft) -> Iterator[Fault]:
    """Phrasings that say the same once case, spaces and punctuation are set aside."""
    everything = [*_phrasings(draft)]
    folded = [said for _, _, texts in everything for said in _folded(texts)]
    if len(set(folded)) == len(folded):
        return
    seen: dict[str, tuple[Located[Any], str, int]] = {}
    for located, key, texts in everything:
        for position, said in enumerate(_folded(texts)):
            place = (located, key, position)
            other, other_key, other_position = first = seen.setdefault(said, place)
            if first is not place:
                where = f"{other.source.name}:{other.line(other_key, other_position)}"
                problem = f"{texts[position]!r} stands already under {other.kind} {other.name!r} ({where})."
                yield located.fault(problem, "Keep it where it belongs best.", key, position)


def _phrasings(draft: Draft) -> Iterator[Phrasings]:
    for located in (*draft.questions, *draft.chitchat):
        yield located, "phrasings", located.entry.phrasings
    for group in draft.unanswerable:
        yield group, "questions", group.entry.questions


@lru_cache(maxsize=1 << 14)
def _folded(texts: tuple[str, ...]) -> tuple[str, ...]:
    """What must not be the same; kept, so that a pack that is checked again after an edit is checked quickly."""
    return tuple(fold(text) or text for text in texts)
