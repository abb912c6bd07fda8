"""What texts have in common: words that give an answer away, form, and likeness."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from rapidfuzz import fuzz

from bot.text import fold, has_han

_WORD = re.compile(r"[^\W\d_]{3,}")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]{2,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = 3
"""Letters of a word that a title leaves small."""
_OPENINGS = {
    "article": "a an the der die das ein eine el la los las un una",
    "question word": "how what where when who wie was wo wann wer cómo qué dónde cuándo quién",
    "preposition": "in at on by for of to from with im am auf bei für von zu mit en a por para de con",
}
_STEM = 5
"""Letters by which words of one stem are known: "produce" and "production" share them."""
_FUNCTION_WORDS = (
    "the and for with that this from into are was were has have its not all as "
    "der die das und ein eine mit von für den dem que los las una con por del para"
)
"""Words that give nothing away."""


@lru_cache(maxsize=1 << 14)
def read(text: str) -> str:
    """The text as it is compared for sameness; texts of a pack are compared again and again."""
    return fold(text)


@lru_cache(maxsize=1 << 13)
def stems(text: str) -> frozenset[str]:
    """The words of a text that mean something, each by its beginning; in Chinese every two characters."""
    folded = read(text)
    han = {run[at : at + 2] for run in _HAN.findall(folded) for at in range(len(run) - 1)}
    return frozenset(
        han
        | {
            word.rstrip("s")[:_STEM]
            for word in _WORD.findall(folded)
            if word not in _FUNCTION_WORDS.split() and not has_han(word)
        }
    )


@lru_cache(maxsize=1 << 13)
def latin(text: str) -> frozenset[str]:
    """Words in Latin letters and digits, by which a text in any script is known again: "3D打印" has "3d"."""
    return frozenset(_LATIN.findall(read(text)))


@lru_cache(maxsize=1 << 13)
def form(text: str) -> tuple[bool, ...]:
    """What is seen of a text before it is read: figures, brackets, quotation marks, capitals, two scripts."""
    return (
        any(letter.isdigit() for letter in text),
        any(letter in "()（）[]" for letter in text),
        any(letter in '"“”«»' for letter in text),
        text[:1].isupper(),
        any(letter.isupper() for letter in text[1:]),
        has_han(text) and bool(latin(text)),
        text[-1:] in ".。!?！？…",
    )


@lru_cache(maxsize=1 << 13)
def opening(text: str) -> str:
    """How a text opens, by which it is told from others before it is understood: "The …", "Making …", "Rules …".

    A choice that alone fits the question in that is guessed.
    """
    words = _LETTERS.findall(text.casefold())
    first = words[0] if words else ""
    for name, known in _OPENINGS.items():
        if first in known.split():
            return name
    if first.endswith("ing") and len(first) > _STEM:
        return "gerund"
    return "plural" if first.endswith("s") and not first.endswith("ss") else "word" if first else "figure"


@lru_cache(maxsize=1 << 13)
def naming(name: str) -> tuple[str, ...]:
    """The form of a name: whether it is capitalised, and whether it opens with an article or as a gerund does."""
    begins = opening(name)
    capitals = all(word[:1].isupper() for word in _LETTERS.findall(name) if len(word) > _SHORT)
    return ("capitals" if capitals and not has_han(name) else "", begins if begins in ("article", "gerund") else "")


def nearness(one: str, other: str) -> float:
    """How plausible one text is beside another: 0 to 4, by form, length and words in common."""
    alike = sum(a == b for a, b in zip(form(one), form(other), strict=True)) / len(form(one))
    length = abs(math.log(max(len(one), 1) / max(len(other), 1)))
    return 2 * alike - min(length, 1.0) + likeness(one, other)


def likeness(one: str, other: str) -> float:
    """How alike two texts read: 0 to 2, by letters and by words in common."""
    few = min(len(stems(one)), len(stems(other)))
    return fuzz.ratio(one, other) / 100 + (len(stems(one) & stems(other)) / few if few else 0.0)


def same_in_other_words(one: str, other: str, limit: float) -> bool:
    """Whether two texts say so nearly the same, of 100, that a reader could take one for the other."""
    return fuzz.token_set_ratio(read(one), read(other)) >= limit
