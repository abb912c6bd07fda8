"""Cleaning of what people type, shared by the pack's checks and by matching.

The rules follow Unicode: compatibility forms (NFKC, Unicode Standard Annex 15) make full-width letters and digits
ordinary; format characters (category Cf: zero-width and direction marks) are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, cast

from opencc import OpenCC

_DISCORD = re.compile(
    r"```.*?```|`[^`\n]*`"  # code
    r"|<(?:@[!&]?|\#)\d+>|<a?:(\w+):\d+>|<t:-?\d+(?::\w)?>|</[^:<>]{1,100}:\d+>"  # mentions, emoji, times, commands
    r"|https?://\S+|<https?://[^<>]+>",
    re.DOTALL,
)
_MARKS = re.compile(
    r"^(?:(?:[^\S\n]|\*\*|__|~~|\|\|)*(?:>{1,3}|\#{1,3}|-\#)(?:\s|\*\*|__|~~|\|\|))+"  # quotes, headings, nested
    r"|\*\*|__|~~|\|\|",
    re.MULTILINE,
)
_SPECIAL = re.compile(r"[<>`*_~|#]|://")
"""What a text holds when it has anything of Discord's in it; most have not."""
_SHAPELESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""What Unicode counts as letters, marks or symbols and shows as nothing: fillers, joiners, the empty braille cell."""
_NO_WORD = re.compile(r"[^\w%]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_QUOTES = str.maketrans("\u2018\u2019\u201b\u02bc\u00b4\u201c\u201d\u2033\u2013\u2014\u2212", "'''''\"\"\"---")


def has_han(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return _HAN.search(text) is not None


def has_kana(text: str) -> bool:
    """Whether the text holds kana, which no Chinese does."""
    return _KANA.search(text) is not None


@cache
def _converter(direction: str) -> Any:
    return cast("Any", OpenCC)(direction)  # the library declares no types


def simplified(text: str) -> str:
    """The text with traditional Chinese characters made simplified (OpenCC)."""
    return _converted(text, "t2s") if has_han(text) else text


def traditional(text: str) -> str:
    """The text with simplified Chinese characters made traditional (OpenCC)."""
    return _converted(text, "s2t") if has_han(text) else text


def as_in_taiwan(text: str) -> str:
    """Simplified Chinese as it is written in Taiwan, with the words that are others there (OpenCC)."""
    return _converted(text, "s2twp") if has_han(text) else text


def _converted(text: str, direction: str) -> str:
    """The text converted; halves of surrogate pairs, which no converter takes, become replacement characters."""
    return _converter(direction).convert(_SURROGATE.sub("\ufffd", text))


def is_blank(text: str) -> bool:
    """Whether nothing of the text is seen: it is empty, or all blanks, zero-width marks and letters without a shape."""
    return all(character.isspace() or character in _SHAPELESS or not _seen(character) for character in text)


@lru_cache(maxsize=64)
def clean(text: str) -> str:
    """What somebody typed, without what is not words.

    Code, mentions, custom emoji, links and Markdown marks go; full-width forms become ordinary; zero-width and
    direction marks and emoji vanish; accents and case stay; Chinese becomes simplified; runs of space become one.
    What is clean stays as it is. The last few texts are remembered, for several readers clean the same message.
    """
    if not text.isascii():
        shown = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_SHOWN)
        text = simplified(unicodedata.normalize("NFC", shown))
    if _SPECIAL.search(text):
        text = _MARKS.sub(" ", _DISCORD.sub(" ", text)).replace("`", "'")
    return " ".join(text.split())


class _Shown(dict[int, str | None]):
    """What each character is shown as, by its number: itself, a space, or nothing; filled as characters are met."""

    def __missing__(self, number: int) -> str | None:
        self[number] = shown = _shown(chr(number))
        return shown


def _shown(character: str) -> str | None:
    """A space for symbols; nothing for marks that vary an emoji, format and control characters but white space."""
    category = unicodedata.category(character)
    if category in ("So", "Sk", "Co"):
        return " "
    return character if character.isspace() or (_seen(character) and category != "Me") else None


def _seen(character: str) -> bool:
    """Whether a character has a shape; format and control characters and the marks that vary an emoji have none."""
    return unicodedata.category(character) not in ("Cf", "Cc", "Cs", "Cn") and not "\ufe00" <= character <= "\ufe0f"


_LATIN = {
    "ı": "i",
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
}
_UNDECOMPOSED = str.maketrans({**_LATIN, "ى": "ي", "ة": "ه", "\u0640": None})
"""Letters that people write otherwise for want of a key, and that Unicode takes for letters of their own; the last is
the stroke by which Arabic stretches a word."""
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]"
)
"""Accents, tone marks and vowel signs without which a word is the same word; those of kana and Thai are not."""


class _Bare(dict[int, str | None]):
    """What each character of decomposed text is without accents: itself, a digit, or nothing; filled as met."""

    def __missing__(self, number: int) -> str | None:
        letter = chr(number)
        bare = (
            None
            if _ACCENTS.match(letter)
            else str(digit)
            if (digit := unicodedata.decimal(letter, -1)) >= 0
            else letter
        )
        self[number] = bare
        return bare


_SHOWN = _Shown()
_BARE = _Bare()


def without_accents(text: str) -> str:
    """The text with letters bare of accents and tone marks, and digits ordinary: "lǜsè" becomes "luse", "٣" "3"."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text.translate(_UNDECOMPOSED)).translate(_BARE))


def fold(text: str) -> str:
    """The text as compared for sameness: cleaned, lower case, without accents, words and digits only."""
    return _NO_WORD.sub(" ", without_accents(clean(text)).casefold().replace("_", " ")).strip()


def without_controls(text: str) -> str:
    """The text on one line, without what is invisible or steers: as somebody's words are kept and shown back.

    Joiners stay, which hold emoji and Persian words together.
    """
    return " ".join(without_steering(text).split())


def without_steering(text: str) -> str:
    """The text as a terminal or a log may show it, without what steers a terminal or turns the writing; lines stay."""
    return text if text.isascii() and text.isprintable() else "".join(filter(_is_printed, text))


def _is_printed(character: str) -> bool:
    return (
        character in "\n\t\u200c\u200d"
        or "\U000e0020" <= character <= "\U000e007f"  # tags, of which flags such as Scotland's are made
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
    )


def escape_markdown(text: str) -> str:
    """The text with every character that Discord's Markdown reads as a mark put behind a backslash.

    Needed wherever somebody else's words are echoed; a mention and a link are broken with a zero-width space, so that
    the one calls nobody and the other leads nowhere.
    """
    broken = re.sub(r"<(?=[@#:/ait])|@(?=everyone|here)|:(?=//)", lambda mark: mark.group() + "\u200b", text)
    return re.sub(r"([\\*_~|`>#\-\[\]()])", r"\\\1", broken)
