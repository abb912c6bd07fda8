"""Cleaning of what people type, shared by the pack's checks and by matching.

The rules follow Unicode: compatibility forms (NFKC, Unicode Standard Annex 15) make full-width letters and digits
ordinary; format characters (category Cf: zero-width and direction marks) are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, cast

from opencc import OpenCC

_DISCORD = re.compile(
    r"```.*?```|`[^`\n]*`"  # code
    r"|<(?:@[!&]?|\#)\d+>|<a?:(\w+):\d+>|<t:-?\d+(?::\w)?>|</[^:>]+:\d+>"  # mentions, emoji, times, commands
    r"|https?://\S+|<https?://[^>]+>",
    re.DOTALL,
)
_MARKS = re.compile(r"\*\*|__|~~|\|\||^\s*>{1,3}\s|^\s*#{1,3}\s|^\s*-#\s", re.MULTILINE)
_SPECIAL = re.compile(r"[<>`*_~|#]|://")
"""What a text holds when it has anything of Discord's in it; most have not."""
_SPACE = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_QUOTES = str.maketrans("\u2018\u2019\u201b\u02bc\u00b4\u201c\u201d\u2033\u2013\u2014\u2212", "'''''\"\"\"---")


def has_han(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return _HAN.search(text) is not None


@cache
def _converter(direction: str) -> Any:
    return cast("Any", OpenCC)(direction)  # the library declares no types


def simplified(text: str) -> str:
    """The text with traditional Chinese characters made simplified (OpenCC)."""
    return _converted(text, "t2s") if has_han(text) else text


def traditional(text: str) -> str:
    """The text with simplified Chinese characters made traditional (OpenCC)."""
    return _converted(text, "s2t") if has_han(text) else text


def _converted(text: str, direction: str) -> str:
    return _converter(direction).convert(text)


def clean(text: str) -> str:
    """What somebody typed, without what is not words.

    Code, mentions, custom emoji, links and Markdown marks go; full-width forms become ordinary; zero-width and
    direction marks and emoji vanish; accents and case stay; Chinese becomes simplified; runs of space become one.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_QUOTES))
        text = "".join(" " if unicodedata.category(c) in ("So", "Sk", "Co") else c for c in text if not _invisible(c))
        text = simplified(text)
    if _SPECIAL.search(text):
        text = _MARKS.sub(" ", _DISCORD.sub(" ", text)).replace("`", "'")
    return " ".join(text.split())


def _invisible(character: str) -> bool:
    """Format and control characters other than white space, and the marks that vary an emoji."""
    if "\ufe00" <= character <= "\ufe0f":
        return True
    return unicodedata.category(character) in ("Cf", "Cc", "Cs", "Cn", "Me") and not character.isspace()


def without_accents(text: str) -> str:
    """The text with letters bare of accents and tone marks: "lǜsè" becomes "luse"."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if unicodedata.category(c) != "Mn"))


def fold(text: str) -> str:
    """The text as compared for sameness: cleaned, lower case, without accents, words and digits only."""
    return _SPACE.sub(" ", re.sub(r"[^\w%]+|_", " ", without_accents(clean(text)).casefold())).strip()


def escape_markdown(text: str) -> str:
    """The text with every character that Discord's Markdown reads as a mark put behind a backslash.

    Needed wherever somebody else's words are echoed; a mention is broken with a zero-width space.
    """
    broken = re.sub(r"<(?=[@#:/ait])|@(?=everyone|here)", lambda mark: mark.group() + "\u200b", text)
    return re.sub(r"([\\*_~|`>#\-\[\]()])", r"\\\1", broken)
