"""Diff of a citation and the passage most like it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from rapidfuzz import fuzz

_SHOWN = 4
"""How many differences are told: with more, the citation is better copied again."""


def differing_words(quote: str, text: str) -> str:
    """Where a quote differs from the stretch of a text that is most like it: "“growht” should be “growth”"."""
    if quote in text:
        return "the words are the same"
    ours, theirs = quote.split(), _stretch(quote, text)
    told = [*_in_words(ours, theirs)]
    return "; ".join(told[:_SHOWN]) or "only spaces or line breaks differ"


def _in_words(ours: list[str], theirs: list[str]) -> Iterator[str]:
    """Each difference, but for what the stretch holds beyond either end of the quote."""
    for kind, start, end, their_start, their_end in SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes():
        mine, right = ours[start:end], theirs[their_start:their_end]
        if start == 0:
            right = right[max(0, len(right) - len(mine)) :]
        if end == len(ours):
            right = right[: len(mine)]
        if kind == "replace":
            yield f"“{' '.join(mine)}” should be “{' '.join(right)}”"
        elif kind == "delete":
            yield f"“{' '.join(mine)}” is not there"
        elif kind == "insert" and right:
            yield f"“{' '.join(right)}” is missing"


def _stretch(quote: str, text: str) -> list[str]:
    """The words of the text that are most like the quote, and some on either side."""
    found = fuzz.partial_ratio_alignment(quote, text)
    words = [(match.start(), match.end(), match[0]) for match in re.finditer(r"\S+", text)]
    if found is None or len(quote) >= len(text):
        return [word for _, _, word in words]
    margin = 24  # characters: about four words
    first, last = found.dest_start - margin, found.dest_end + margin
    return [word for start, end, word in words if end > first and start < last]
