"""Check of phrasings: no two of a pack are alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.pack.checks.text_forms import folded
from bot.pack.faults import Fault
from bot.pack.field_types import Typed
from bot.pack.fields import Keys, find
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located


def check_phrasings(draft: Draft) -> Iterator[Fault]:
    """Phrasings that say the same once case, spaces and punctuation are set aside."""
    seen: dict[str, tuple[Located[Any], Keys]] = {}
    for located in draft.everything():
        for keys, text, _ in find(located.entry, Typed):
            place = (located, keys)
            other, other_keys = first = seen.setdefault(folded(text), place)
            if first is place:
                continue
            if other is located:
                problem = f"{text!r} stands twice in this {located.kind}; one of the two is not needed."
                yield located.advice(problem, "Take one out.", *keys)
            else:
                where = f"{other.source.name}:{other.line(*other_keys)}"
                problem = f"{text!r} stands already under {other.kind} {other.name!r} ({where})."
                yield located.fault(problem, "Keep it where it belongs best.", *keys)
