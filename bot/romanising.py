"""Romanisation: Chinese, katakana, Korean, Cyrillic and Greek in Latin letters, for ids that people read.

It is coarse: no tones, Korean as Unicode names its syllables, every character of Chinese by its most frequent reading.
Of Japanese only katakana are taken: Chinese characters have no reading there without a dictionary, and hiragana alone
are mostly endings. Other scripts are left out.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from threading import RLock
from typing import Any, NamedTuple

from bot.text import fold, has_kana

_ALONE = {"子": "zǐ", "为": "wéi"}
"""Readings where no phrase of the dictionary tells another; its own first ones, "zi" and "wèi", fit few new words."""
_OTHER_ALPHABETS = re.findall(
    r"(\w)(\S*)",
    "аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya ёyo "
    "іi їyi єye ґg ўu ђdj јj љlj њnj ћc џdz "
    "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo",
)
_LETTERS: Mapping[str, str] = dict(_OTHER_ALPHABETS)
_AS_SPOKEN = {"si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu"}
_SYLLABLE = re.compile(r"(?:HANGUL SYLLABLE |KATAKANA LETTER (?P<small>SMALL )?)(?P<latin>[A-Z]+)")
_LONG, _DOUBLED = "ー", "~"
_ROMAN = re.compile(r"[^\W_]+")
_lock = RLock()


class Romanised(NamedTuple):
    """Words in small Latin letters and digits, and whether every letter of the text is among them."""

    words: list[str]
    whole: bool


def romanised(text: str) -> Romanised:
    """A text in Latin letters: 如何登录 as "ru he deng lu", チェックイン as "chekkuin", Ранги as "rangi"."""
    whole = True
    found: list[str] = []
    japanese = has_kana(text)
    for word in _ROMAN.findall(unicodedata.normalize("NFKC", text).casefold()):
        latin = ""
        for letter in word:
            if "\u4e00" <= letter <= "\u9fff" and not japanese:
                found += [latin, _pinyin(letter)]
                latin = ""
                continue
            made = _with(letter, latin)
            whole = whole and made is not None
            latin = latin if made is None else made
        found.append(re.sub(f"{_DOUBLED}(.?)", r"\1\1", latin))
    return Romanised([word for word in found if word], whole)


def _with(letter: str, before: str) -> str | None:
    """What was written so far with one letter more; None where it has no Latin form."""
    bare = letter if letter in _LETTERS else unicodedata.normalize("NFD", letter)[0]
    if bare in _LETTERS or letter == _LONG:
        return before + _LETTERS.get(bare, "")
    named = _SYLLABLE.fullmatch(unicodedata.name(letter, ""))
    if named is None:
        plain = fold(letter)
        return before + plain if plain.isascii() and plain else None
    latin = named["latin"].lower()
    if "HANGUL" in named[0]:
        return before + latin
    if not named["small"]:
        return before + _AS_SPOKEN.get(latin, latin)
    if latin == "tu":
        return before + _DOUBLED
    # a small vowel stands for that of the syllable before: "chi" and "e" are "che", "ki" and "yu" are "kyu"
    stem = before[:-1] if before[-1:] in tuple("aiueo") else before
    return stem + (latin.removeprefix("y") if stem.endswith(("sh", "ch", "j")) else latin)


def _pinyin(character: str) -> str:
    library = pinyin_library()
    with _lock:
        read: list[list[str]] = library.pinyin(character, style=library.Style.NORMAL, errors="ignore")
    return read[0][0] if read else ""


@lru_cache(maxsize=1)
def pinyin_library() -> Any:  # its functions take and return loosely typed nested lists
    """The pypinyin package, imported without its dictionary of phrases, which takes 55 MB."""
    with _lock, _small():
        library = import_module("pypinyin")
        library.load_single_dict({ord(character): reading for character, reading in _ALONE.items()})
        return library


@contextmanager
def _small() -> Generator[None]:
    """The environment in which pypinyin leaves its large dictionary out; put back afterwards."""
    names = ("PYPINYIN_NO_PHRASES", "PYPINYIN_NO_DICT_COPY")
    added = [name for name in names if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
