"""Parser of lists of numbers as they are typed: "3,5-9", or "all"."""

from __future__ import annotations

import re

from bot.errors import UsageError

_RANGE = re.compile(r"(\d{1,12})(?:-(\d{1,12}))?")
_MOST = 10_000


def numbers_in(text: str) -> set[int] | None:
    """The numbers that were typed; None for "all".

    Raises:
        UsageError: it is no list of numbers.
    """
    if text.strip().casefold() == "all":
        return None
    found: set[int] = set()
    for part in filter(None, re.split(r"[\s,;]+", text)):
        match = _RANGE.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 <= last - first < _MOST:
            raise UsageError(f"{part!r} is no number and no range. Write 3,5-9, or all.")
        found |= set(range(first, last + 1))
    return found
