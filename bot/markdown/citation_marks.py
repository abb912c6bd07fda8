"""Citation marks: `[1]` in an answer points to its first citation, and is shown as ¹."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.markdown.dialect import CODE

_MARK = re.compile(r"(?<!\\)(?<!\D\])\[([1-9])\](?![(:]|\[(?![1-9]\]))")
_SUPERSCRIPT = str.maketrans("123456789", "¹²³⁴⁵⁶⁷⁸⁹")
_SIDE_BY_SIDE = re.compile(rf"{_MARK.pattern}(?=\[[1-9]\](?![(:]))")
MOST_MARKS = 9
"""Marks that a text can have."""
_GAP = "\u202f"
"""Stands between two marks, without which ¹² would read as twelve: a narrow space at which no line is broken."""


def marks_in(text: str) -> tuple[int, ...]:
    """The numbers of the marks of a text, in order; none of those in code."""
    found: list[int] = []
    _outside_code(text, lambda match: found.append(int(match[1])) or match[0])
    return tuple(found)


def with_superscripts(text: str, citations: int) -> str:
    """The text with each mark that points to one of so many citations as a superscript: "so[1]" becomes "so¹"."""
    apart = _SIDE_BY_SIDE.sub(rf"\g<0>{_GAP}", text)
    return _outside_code(apart, lambda mark: mark[1].translate(_SUPERSCRIPT) if int(mark[1]) <= citations else mark[0])


def superscript(number: int) -> str:
    """The mark of a citation (from 1) as it is shown: 2 becomes ²; one beyond nine stays in brackets."""
    return str(number).translate(_SUPERSCRIPT) if number <= MOST_MARKS else f"[{number}]"


def renumbered(text: str, number: Callable[[int], int | None]) -> str:
    """The text with another number in each mark; without those for which there is none."""

    def changed(mark: re.Match[str]) -> str:
        new = number(int(mark[1]))
        return "" if new is None else f"[{new}]"

    return _outside_code(text, changed)


def without_marks(text: str) -> str:
    """The text without marks, for places that show no citations."""
    return _outside_code(text, lambda _mark: "")


def _outside_code(text: str, replace: Callable[[re.Match[str]], str]) -> str:
    parts: list[str] = []
    at = 0
    for code in CODE.finditer(text):
        parts += [_MARK.sub(replace, text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, _MARK.sub(replace, text[at:])])
