"""What a question for a meaning asks about: "was bedeutet X?" and "Xとは何ですか" ask about X, in every language."""

from __future__ import annotations

import re
from functools import cache

from bot.languages.language_row import Script
from bot.languages.register import LANGUAGES

_EDGES = " \t?!.,:;\"'()[]{}¿¡«»„“”‘’؟،？！。，：；「」『』《》（）…~-"
_UNSPACED = frozenset((Script.JAPANESE, Script.HANGUL, Script.THAI))
"""Scripts in which a noun may not be parted from what stands before or after it."""
_WORD = re.compile(r"\w+")
_MOST = 3
"""Wordings taken off at each end."""


def defined(text: str) -> str:
    """A look-up without the question around it in any language of the register; what is no such question as it is.

    Example:
        `defined("¿Qué es la economía real?")` is "economía real".
    """
    rest = bare = defined_bare(text)
    for _ in range(_MOST):
        shorter = _pattern().sub("", rest).strip(_EDGES)
        if not shorter or shorter == rest:
            break
        rest = shorter
    return bare if rest == bare or _relates(rest) else rest


def _relates(rest: str) -> bool:
    """Whether what is asked for is a role, a difference or the like of something, and not what it means."""
    low = rest.casefold()
    spaced = set(_WORD.findall(low))
    return any(
        word in spaced or (row.script in _UNSPACED and word in low) for row in LANGUAGES for word in row.relational
    )


def defined_bare(text: str) -> str:
    """A text without the marks around it: what `defined` gives of one that is no such question."""
    return text.strip(_EDGES)


@cache
def _pattern() -> re.Pattern[str]:
    wordings = "|".join(f"(?:{row.defining})" for row in LANGUAGES if row.defining)
    # Where words are parted, a wording ends at a word's end; where they are not, at the text's.
    return re.compile(
        rf"^(?:{wordings})(?:(?<=')|(?<=[\u0e00-\u0e7f])|\s+)|(?:(?<=\s)|(?<=[^\W\d_A-Za-z])|(?<=[\u0e00-\u0e7f]))(?:{wordings})$",
        re.IGNORECASE,
    )
