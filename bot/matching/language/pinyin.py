"""Chinese read aloud as pinyin, and pinyin recognised in what people type.

The readings come from pypinyin. Its dictionary of phrases, which tells that 长 is "cháng" in 长期 and "zhǎng" in 增长,
takes 55 MB once loaded; so the package is imported without it (11 MB, on first use), and only those phrases are read
from its file that occur in the texts at hand.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import RLock

from bot.matching.language.syllables import segment
from bot.matching.language.words import is_han
from bot.romanising import pinyin_library
from bot.text import has_han, simplified

_LONGEST_PHRASE = 10
_LONGEST_TEXT = 300
"""Characters beyond which a text is not tried as pinyin."""
_PHRASE = re.compile(r'"([^"]+)": (\[\s*(?:\[[^\]]*\],?\s*)+\])')
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_WORD = rf"[^\W_{_HAN}]+"
_PIECE = re.compile(rf"[{_HAN}]|{_WORD}(?:[.,&]{_WORD})*|[、，,：；;]")
_RUN = re.compile(rf"[{_HAN}]+")
_TONES = dict.fromkeys(map(ord, "\u0304\u0301\u030c\u0306\u0300"), "")
_TYPED = re.compile(r"[a-z0-5 '-]+")
_BETWEEN = re.compile(r"[\s'-]+")
_NUMBERED = re.compile(r"([a-z]+)([0-5]?)")
_NUMBERED_WORD = re.compile(r"(?:[a-z]+[0-5]?)+")
_UNLIKE_ENGLISH = re.compile(r"^(?:zh|[xq])|v|uang|iang|iong|iao|uai|[a-z]eng$|uo")
_COMMAS = {"、": ",", "，": ",", "：": ":", "；": ";"}
_BASE = {"一": "yī", "不": "bù"}
"""Characters whose tone shifts in speech; the orthography writes the one they have alone."""
_lock = RLock()
_prepared: set[str] = set()


def prepare(texts: Iterable[str]) -> None:
    """Load the phrases that occur in these texts, in one pass over the dictionary.

    The other functions do it for a text that was not prepared; for many texts one call here is much faster.
    """
    with _lock:
        runs = {run for text in texts for run in _RUN.findall(simplified(text)) if len(run) > 1} - _prepared
        if not runs:
            return
        wanted = {
            run[start:end]
            for run in runs
            for start in range(len(run))
            for end in range(start + 2, min(start + _LONGEST_PHRASE, len(run)) + 1)
        }
        pinyin_library().load_phrases_dict(
            {phrase: json.loads(read) for phrase, read in _phrases() if phrase in wanted}
        )
        _prepared.update(runs)


def with_tones(zh: str) -> str:
    """Chinese as pinyin with tone marks, one syllable a word: 新质生产力 → "xīn zhì shēng chǎn lì".

    Letters and digits stay as they are, commas too; other marks go.
    """
    return re.sub(r" (?=[,;:])", "", " ".join(_read(zh, "TONE"))).strip(" ,;:")


def syllables(zh: str) -> tuple[str, ...]:
    """The syllables of Chinese without tones, "ü" as "v": 绿色 → ("lv", "se"). Words in Latin letters count as one."""
    return tuple(piece.casefold() for piece in _read(zh, "NORMAL") if piece[0].isalnum())


def initials(zh: str) -> str:
    """The first letter of each syllable: 新质生产力 → "xzscl". Words in Latin letters stay whole."""
    return "".join(piece.casefold() for piece in _read(zh, "FIRST_LETTER") if piece[0].isalnum())


def loose(text: str) -> str:
    """Pinyin as typed in any way, made comparable: letters only, without tones, "ü", "v" and "u:" all as "u"."""
    spread, _ = _without_tones(text)
    return re.sub(r"(?<=[a-z])[0-5](?![0-9])|[\W_]", "", spread).replace("v", "u")


def parse_pinyin(text: str, known: Callable[[str], bool] | None = None) -> tuple[str, ...] | None:
    """Read a typed text as pinyin, if it is that.

    Every word has to be made of syllables (spaced or joined). A text with tones, as marks or digits, on more than
    half of two or more syllables is pinyin. One without tones needs three syllables or more, and then
    - with `known`: at least half of its syllables in words that are not known;
    - without: a syllable that English words hardly have, such as "zhi", "xin" or "jiang".
    So "change", "men" and "can you" are English; "shenme shi tan dafeng" is not.

    Args:
        text: what was typed.
        known: whether a word (lower case, without accents) is one of English or of the pack.

    Returns:
        The syllables without tones, "ü" as "v"; None when the text does not read as pinyin.
    """
    if len(text) > _LONGEST_TEXT or has_han(text):
        return None
    spread, marks = _without_tones(text)
    spread = spread.strip(' ?!.,;:"')
    if not _TYPED.fullmatch(spread):
        return None
    words = [word for word in _BETWEEN.split(spread) if word]
    read: list[tuple[list[str], int]] = []
    for word in words:
        part, digits = _syllables_of(word)
        if not part:
            return None  # most texts are not pinyin, and their first words tell
        read.append((part, digits))
    found = tuple(syllable for part, _ in read for syllable in part)
    if (marks + sum(digits for _, digits in read)) * 2 > len(found) > 1:
        return found
    if known is None:
        foreign = any(_UNLIKE_ENGLISH.search(syllable) for syllable in found)
    else:
        foreign = 2 * sum(len(part) for word, (part, _) in zip(words, read, strict=True) if not known(word)) >= len(
            found
        )
    return found if foreign and len(found) > 2 else None


def _syllables_of(word: str) -> tuple[list[str], int]:
    """The syllables of one word, which digits may end, and how many digits there were; none when it is not pinyin."""
    found: list[str] = []
    digits = 0
    if not _NUMBERED_WORD.fullmatch(word):
        return [], 0
    for letters, digit in _NUMBERED.findall(word):
        read = segment(letters)
        if read is None:
            return [], 0
        found += read
        digits += bool(digit)
    return found, digits


def _without_tones(text: str) -> tuple[str, int]:
    """The text in lower case without tone marks, "ü" and "u:" as "v"; and how many marks there were."""
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = parts.translate(_TONES)
    return bare.replace("u\u0308", "v").replace("u:", "v").replace("\u2019", "'"), len(parts) - len(bare)


@lru_cache(maxsize=2048)
def _read(zh: str, style: str) -> tuple[str, ...]:
    """The pieces of a text in order: characters as read, words, and commas."""
    prepare((zh,))
    text = simplified(zh)
    characters: Iterator[str] = (
        _BASE.get(character, reading) if style == "TONE" else reading
        for run in _RUN.findall(text)
        for character, reading in zip(run, _characters(run, style), strict=True)
    )
    pieces: list[str] = _PIECE.findall(text)
    return tuple(next(characters) if is_han(piece) else _COMMAS.get(piece, piece) for piece in pieces)


def _characters(run: str, style: str) -> list[str]:
    """One reading for each character of a run of them."""
    with _lock:
        words: list[str] = pinyin_library().core.seg(run)
        return [reading for word in words for reading in _word(word, style)]


@lru_cache(maxsize=8192)
def _word(word: str, style: str) -> tuple[str, ...]:
    """The readings of one of the words that the library parts a run into; the same words come again and again."""
    library = pinyin_library()
    read: list[list[str]] = library.pinyin(word, style=library.Style[style], errors=list)
    return tuple(reading[0] for reading in read)


def _phrases() -> Iterator[tuple[str, str]]:
    """Every phrase of the dictionary's file with its readings as JSON."""
    package = find_spec("pypinyin")
    if package is None or package.origin is None:  # pragma: no cover - a dependency
        return
    text = (Path(package.origin).parent / "phrases_dict.json").read_text(encoding="utf-8")
    for match in _PHRASE.finditer(text):
        yield match[1], match[2]
