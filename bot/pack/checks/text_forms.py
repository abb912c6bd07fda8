"""Forms in which checks compare texts; kept, so that a pack that is checked again after an edit is checked quickly."""

from __future__ import annotations

from functools import lru_cache

from bot.markdown import Unshown, plain_text, unshown, without_marks
from bot.text import fold


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """What is the same in two texts that differ in case, spaces and punctuation alone."""
    return fold(text) or text


@lru_cache(maxsize=1 << 12)
def as_said(text: str) -> str:
    """A text as it is read: without Markdown and marks of citations."""
    return plain_text(without_marks(text))


@lru_cache(maxsize=1 << 12)
def not_shown(text: str) -> tuple[Unshown, ...]:
    """What of a text Discord would show as literal marks, in the order of lines."""
    return tuple(unshown(text))
