"""Terms by the beginnings of their names, for lists that narrow down while somebody types."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import nsmallest

from bot.languages import Language
from bot.matching.glossary.names import Name, NameKind, compact
from bot.matching.language.pinyin import loose, syllables
from bot.matching.language.words import tokens
from bot.matching.reply import TermSuggestion
from bot.pack.field_types import TITLE_LIMIT
from bot.pack.models import Term
from bot.text import has_han

_LAST = "\U0010ffff"
_HEADWORD, _WORD, _VARIANT, _VARIANT_WORD, _SAID, _INITIALS = range(6)
"""How a term was reached, best first."""


class PrefixIndex:
    """Beginnings of names, and of the words inside them, in one sorted list."""

    def __init__(self, terms: Sequence[Term], names: Sequence[Name]) -> None:
        self._terms = tuple(terms)
        lines = sorted({line for name in names for line in _lines(name)})
        self._keys = [key for key, _, _, _ in lines]
        self._places = [(way, length, term) for _, way, length, term in lines]

    def begun(self, prefix: str, limit: int) -> list[int]:
        """Positions of the terms that have a name which goes on from what was typed, best first.

        Shorter names come before longer ones that are reached in the same way. Nothing typed gives the first terms.
        """
        keys = {key for key in (compact(prefix), "" if has_han(prefix) else loose(prefix)) if key}
        if not keys:
            return list(range(min(limit, len(self._terms))))
        best: dict[int, tuple[int, int, int]] = {}
        for key in keys:
            for place in self._places[bisect_left(self._keys, key) : bisect_right(self._keys, key + _LAST)]:
                if place[2] not in best or place < best[place[2]]:
                    best[place[2]] = place
        return [term for _, _, term in nsmallest(limit, best.values())]

    def suggestion(self, term: int, language: Language) -> TermSuggestion:
        """A term as one line of a list: all headwords, the reader's own first."""
        entry = self._terms[term]
        return TermSuggestion(entry.id, cut(" · ".join(entry.headwords(language))))


def cut(label: str, limit: int = TITLE_LIMIT) -> str:
    """A label of at most `limit` characters, cut at a space where there is one in its second half."""
    if len(label) <= limit:
        return label
    whole, _, _ = label[:limit].rpartition(" ")
    return (whole.rstrip(" ·,;:") if len(whole) > limit // 2 else label[: limit - 1]) + "…"


def _lines(name: Name) -> Iterator[tuple[str, int, int, int]]:
    """The name's beginnings, as (key, way, length of the name, term)."""
    if name.kind is NameKind.INITIALS:
        yield name.key, _INITIALS, len(name.key), name.term
        return
    if name.kind is NameKind.PINYIN:
        parts: Sequence[str] = [loose(syllable) for syllable in syllables(name.shown)]
        ways = _SAID, _SAID
    else:
        parts = tokens(name.shown.replace("-", " "))
        ways = (_HEADWORD, _WORD) if name.kind is NameKind.HEADWORD else (_VARIANT, _VARIANT_WORD)
    for start in range(len(parts)):
        yield "".join(parts[start:]), ways[start > 0], len(name.key), name.term
