"""Sentence splitter for paragraphs in English and Chinese.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis with the closing marks that follow it, when
white space and something that can begin a sentence come next; at Chinese marks whatever follows; and at a line break.
A stop after an abbreviation or a single capital ("No. 3", "J. Doe", "U.S. firms") ends none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_CLOSING = "\"'”’»)\\]」』）】》"
_END = re.compile(
    rf"[.!?…]+[{_CLOSING}]*(?=\s+[\"'“‘«(\[●•—-]*[A-Z0-9\u3400-\u9fff])"  # English, before a new beginning
    rf"|[。！？]+[{_CLOSING}]*"
    r"|(?=\n)"
)
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Nos?|Mrs?|Ms|Dr|Prof|St|Jr|Sr|vs?|cf|e\.g|i\.e|etc|al|pp?|vol|ed|eds|fig|Inc|Ltd|Co|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)


_ANSWER = re.compile(r"\bNo\.$")
_COUNTED = re.compile(r"\s*[#(]?(?:\d|[IVXLC]+\b)")


def _says_no(paragraph: str, end: int) -> bool:
    """Whether "No." says no: no number follows, as one does in "No. 3"."""
    return _ANSWER.search(paragraph, max(0, end - 4), end) is not None and not _COUNTED.match(paragraph, end)


class Sentence(NamedTuple):
    """A sentence and its place: `text == paragraph[start:end]`, without white space around it."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=1 << 12)
def sentences(paragraph: str) -> tuple[Sentence, ...]:
    """Cut a paragraph into sentences; every character that is not white space is in exactly one."""
    ends = (match.end() for match in _END.finditer(paragraph))
    cuts = [end for end in ends if _says_no(paragraph, end) or not _NO_END.search(paragraph, max(0, end - 9), end)]
    found: list[Sentence] = []
    for start, end in zip([0, *cuts], [*cuts, len(paragraph)], strict=True):
        piece = paragraph[start:end]
        if text := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            found.append(Sentence(begin, begin + len(text), text))
    return tuple(found)
