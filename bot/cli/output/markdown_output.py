"""Markdown of the pack in the terminal, drawn by rich as Discord would: every line end is one, addresses are seen."""

from __future__ import annotations

import re

from rich.markdown import Markdown

from bot.markdown import with_superscripts
from bot.markdown.dialect import CODE

_UNKNOWN = re.compile(r"\|\||^-# ", re.MULTILINE)
"""Marks that only Discord knows: spoilers and small print."""


def draw_markdown(text: str, citations: int = 0) -> Markdown:
    """Markdown, `[1]` as ¹ where there are so many citations."""
    parts: list[str] = []
    at = 0
    shown = with_superscripts(text, citations)
    for code in CODE.finditer(shown):
        parts += [_as_discord(shown[at : code.start()]), code[0]]
        at = code.end()
    return Markdown("".join([*parts, _as_discord(shown[at:])]), hyperlinks=False)


def _as_discord(text: str) -> str:
    """A text outside code, with line ends that rich keeps."""
    return re.sub(r"(?<=\S)\n(?=[^\n])", "  \n", _UNKNOWN.sub("", text))
