"""Discord's markup in a message: what is words in another dress, and what is not words at all.

Inline code, quotes, headings, spoilers, bold and masked links hold words, and become those words. What cannot be read
(a link, a block of code, a mention, an emoji) leaves a stand-in where it stood, so that a sentence never closes over
the gap as if it were whole. Stand-ins are letters of old Cyrillic hands that nobody types, so that everything that
cuts text into words takes one for a word that it does not know.
"""

from __future__ import annotations

import re

from bot.text import clean

OPAQUE = "ꙮ"
"""Stands for what cannot be read and is part of the sentence: a link, a block, a channel, a command, a time."""
MENTION = "ꙭ"
"""Stands for somebody who is mentioned: an address, or part of the sentence."""
EMOJI = "ꙫ"
"""Stands for emoji: decoration, or part of the sentence."""
STAND_INS = frozenset((OPAQUE, MENTION, EMOJI))

_SPECIAL = re.compile(r"[<>`*_~|#@\[\n\r:/]")
"""What a plain text holds when there may be anything to do."""
_PARTS = re.compile(
    r"(?P<block>```(?:.*?```|.*\Z))"
    r"|``(?P<code2>[^\n]+?)``|`(?P<code>[^`\n]+)`"
    r"|\[(?P<label>[^\[\]\n]+)\]\(<?(?:https?|discord)://[^\s)]+>?(?:\s\"[^\"]*\")?\)"
    r"|(?P<link><?\b(?:https?|discord|ftp)://[^\s>]+>?|\bwww\.[^\s>]+)"
    r"|(?P<mention><@[!&]?\d+>|(?<![\w.@/])@[\w.]*\w)"
    r"|(?P<emoji><a?:\w+:\d+>|(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:/]))"
    r"|(?P<other><(?:\#\d+|t:-?\d+(?::\w)?|id:\w+|/[^:>]+:\d+)>)",
    re.DOTALL,
)
_EMOJI = re.compile(
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b05-\u2b55\u231a-\u231b\u23e9-\u23fa\u3030\u303d]|[0-9#*]\ufe0f?\u20e3)"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff\U0001f000-\U0001faff\u2600-\u27bf\u2b05-\u2b55\U000e0020-\U000e007f ]*"
)
_LETTERS = re.compile(r"[^\W_]")


def unmarked(text: str) -> list[str]:
    """The lines of a message as clean words (see `clean`), with stand-ins for what cannot be read."""
    if _SPECIAL.search(text):
        text = _PARTS.sub(_plain, text)
    if not text.isascii():
        text = _EMOJI.sub(f" {EMOJI} ", text)
    if "\n" not in text and "\r" not in text:
        return [clean(text)]
    return [line for part in text.splitlines() if (line := clean(part))]


def _plain(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind in ("code", "code2", "label"):
        inside = match[kind]
        return f" {inside} " if _LETTERS.search(inside) else f" {OPAQUE} "
    if kind == "mention":
        return f" {MENTION} "
    return f" {EMOJI if kind == 'emoji' else OPAQUE} "
