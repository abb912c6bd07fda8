"""Lines cut into sentences, abbreviations and initials left whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_END = re.compile(
    r"[.!?;\u2026\u061f\u0964]+[)\"'\u00bb]*(?=\s)|[!?]+(?=[^\W\d_])|[\u3002\uff61]+[)\"'\u300d]*|(?<=[\u3000-\u9fff])[;!?]+"
)
_DOTTED = re.compile(
    r"(?:\b(?:[^\W\d_]|e\.g|i\.e|etc|vs|mrs?|ms|dr|prof|nos?|st|jr|sr|approx|fig|pp?|cf|al|inc|ltd|co|corp|trad|dept|est|ca"
    r"|z\.b|bzw|usw|d\.h|nr|bspw|ca|p\.ex|ej|sra?|m|mme|av|resp))\.$",
    re.IGNORECASE,
)


def sentences(lines: Sequence[str]) -> Iterator[str]:
    """The sentences of some lines; a line that breaks off in mid-sentence goes on in the next."""
    for line in _joined(lines):
        begin = 0
        for mark in _END.finditer(line):
            end = mark.end()
            if mark[0][0] == "." and len(mark[0]) == 1 and _DOTTED.search(line[begin:end]):
                continue
            if line[begin:end].strip():
                yield line[begin:end].strip()
            begin = end
        if line[begin:].strip():
            yield line[begin:].strip()


def _joined(lines: Sequence[str]) -> Iterator[str]:
    held = ""
    for line in lines:
        held = f"{held} {line}" if held else line
        if not held.endswith((",", "(", "-")):
            yield held
            held = ""
    if held:
        yield held
