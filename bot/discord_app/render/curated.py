"""Renderer of curators' Markdown: sent to Discord as it is, in pieces that stay whole, marks as superscripts."""

from __future__ import annotations

import re

from bot.discord_app.components.cards import PIECE_UNITS, Piece
from bot.discord_app.components.text_limits import plain, shorten
from bot.markdown import chunks, with_superscripts

_ADDRESS = re.compile(r"https?://(?P<shown>[^\s<>()]+)")
_LINK = re.compile(r"\[[^\]]+\]\(https?://[^\s()]+\)")
LINK_SHOWN = 60
"""Longest text under which an address is shown, in characters."""


def curated(text: str, citations: int = 0) -> list[Piece]:
    """Markdown of the pack as pieces, of which none cuts a fence, a list item or a link that fits one.

    `[1]` becomes ¹ where there are so many citations. A mention in it pings nobody: no message of the bot may.
    """
    return [Piece(chunk) for chunk in chunks(with_superscripts(text, citations), PIECE_UNITS)]


def linked(source: str) -> str:
    """The source of an entry: an address as a link that shows where it leads, a link as it is, a name as words."""
    if _LINK.fullmatch(source):
        return source
    if match := _ADDRESS.fullmatch(source):
        return f"[{plain(shorten(match['shown'].rstrip('/'), LINK_SHOWN))}]({source})"
    return plain(source)
