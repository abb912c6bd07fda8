"""Citation marks: `[1]` in an answer points to its first citation, and is shown as ¹."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.markdown.dialect import CODE

_MARK = re.compile(r"(?<!\\)(?<!\D\])\[([1-9])\](?![(:]|\[(?![1-9]\]))")
_SUPERSCRIPT = str.maketrans("123456789", "¹²³⁴⁵⁶⁷⁸⁹")


def marks_in(text: str) -> tuple[int, ...]:
    """The numbers of the marks of a text, in order; none of those in code."""
    found: list[int] = []
    _outside_code(text, lambda match: found.append(int(match[1])) or match[0])
    return tuple(found)


def with_superscripts(text: str, citations: int) -> str:
    """The text with each mark that points to one of so many citations as a superscript: "so[1]" becomes "so¹"."""
    return _outside_code(text, lambda mark: mark[1].translate(_SUPERSCRIPT) if int(mark[1]) <= citations else mark[0])


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
