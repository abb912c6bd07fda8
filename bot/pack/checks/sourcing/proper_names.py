"""Recogniser of names in English prose: which capitals are names, and whether a text that is cited holds them.

A capital inside a sentence makes a name. At the beginning of a sentence it tells nothing: there a word is an ordinary
one when the pack writes it small somewhere (the idea is known as truecasing), when grammar says so, and always when
the rest of a name follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.pack.checks.sourcing.numbers import MONTHS

_WORD = re.compile(r"(?<!\w)[^\W\d_][\w&]*(?:['’.][^\W_][\w&]*)*")
_SMALL = re.compile(r"\b[a-z]+\b")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z]\w*")
_POSSESSIVE = re.compile(r"['’]s$")
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?:;…][\"'”’)\]]*\s+|[\"“‘(\[]|(?<!\w)')$")
_GRAMMAR = re.compile(
    r"\w{2,}(?:ly|ing|ed)|according|after|all|also|although|among|an?|and|another|any|apart|are|as|at|because|"
    r"before|besides|best|better|both|but|by|can|does|each|either|elsewhere|even|every|few|fewer|for|from|further|"
    r"he|hence|her|here|higher|his|how|however|if|in|instead|is|its?|last|larger|later|least|less|like|lower|many|"
    r"more|most|much|neither|next|no|none|nor|not|nothing|now|of|on|once|only|or|others?|our|over|several|she|"
    r"since|smaller|so|some|still|such|than|that|the|their|then|there|therefore|these|they|this|those|though|"
    r"through|thus|to|together|too|under|unlike|until|up|was|we|were|what|when|where|whether|which|while|who|"
    r"whose|why|with|within|without|worse|yes|yet|you|one|two|three|four|five|six|seven|eight|nine|ten|first|"
    r"second|third"
)
"""What no pack needs to have written small: function words of English, and what ends like an adverb or participle."""


class ProperName(NamedTuple):
    """Capitalised words that stand side by side."""

    words: tuple[str, ...]
    opening: bool = False
    """Whether it begins a sentence, so that its first word may be an ordinary one."""

    def __str__(self) -> str:
        """The name as one text, without a possessive ending."""
        return " ".join(map(_bare, self.words))


class Usage(NamedTuple):
    """How a pack writes its words."""

    small: frozenset[str]
    """Words that stand in small letters somewhere: no names, where they begin a sentence."""
    capital: frozenset[str]
    """Words, in small letters here, that only ever stand with a capital, also inside sentences: names everywhere."""


def usage(prose: Iterable[str]) -> Usage:
    """How careful prose writes its words; what people type will not do, for they write names small too."""
    return _usage("\n".join(prose))


@lru_cache(maxsize=2)
def _usage(prose: str) -> Usage:
    small = frozenset(_SMALL.findall(prose))
    return Usage(small, frozenset(word.lower() for word in _INSIDE.findall(prose)) - small)


def names_in(text: str, used: Usage) -> Iterator[ProperName]:
    """The names of a text; not months, which are checked as dates, and not single letters."""
    for words, opening in _capitals(text):
        first = _bare(words[0])
        known = first.lower() in used.capital
        ordinary = first.lower() in used.small or _GRAMMAR.fullmatch(first.lower()) is not None
        if opening and first[1:] == first[1:].lower() and (ordinary or (len(words) == 1 and not known)):
            name = ProperName(words[1:])  # any word may begin a sentence; one alone is a name only if it is elsewhere
        else:
            name = ProperName(words, opening and not known)
        if len("".join(name.words)) > 1:
            yield name


def goes_by_a_part(full: str, texts: Iterable[str]) -> bool:
    """Whether the texts call somebody by one word of the full name, as "Doe said" calls Jane Doe."""
    words = full.split()
    return any(len(name.words) == 1 and _bare(name.words[0]) in words for text in texts for name in _capitals(text))


@lru_cache(maxsize=1 << 14)
def _capitals(text: str) -> tuple[ProperName, ...]:
    """Runs of capitalised words; a possessive ends one."""
    found: list[ProperName] = []
    run: list[str] = []
    opening, end = False, -1
    for match in _WORD.finditer(text):
        word = match[0]
        if run and (text[end : match.start()] not in (" ", "\n", "-") or _POSSESSIVE.search(run[-1])):
            found.append(ProperName(tuple(run), opening))
            run = []
        if word == word.lower() or word in MONTHS:
            continue
        if not run:
            opening = _SENTENCE_START.search(text, max(0, match.start() - 9), match.start()) is not None
        run.append(word)
        end = match.end()
    return (*found, ProperName(tuple(run), opening)) if run else tuple(found)


class Known:
    """Texts as sequences of words, in which names are looked up whatever their capitals and possessives."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take in the texts."""
        self._words = "".join(map(_sequence, texts))

    def __or__(self, other: Known) -> Known:
        """What the two hold together."""
        both = Known(())
        both._words = self._words + other._words
        return both

    def holds(self, name: ProperName) -> bool:
        """Whether the name stands in the texts.

        It may also be put together from two that do, as in "Minister Jane Doe" where the texts have "Jane Doe, the
        Minister", unless each of the two is a single word: "Jane Roe" is not made of "Jane Doe" and "Ann Roe".
        """
        words = [_bare(word).casefold() for word in name.words]
        if self._has(words) or (name.opening and len(words) > 1 and self._has(words[1:])):
            return True
        splits = range(1, len(words)) if len(words) > 2 else ()
        return any(self._has(words[:at]) and self._has(words[at:]) for at in splits)

    def _has(self, words: list[str]) -> bool:
        return f" {' '.join(words)} " in self._words


@lru_cache(maxsize=1 << 14)
def _sequence(text: str) -> str:
    """The words of a text with a space on either side, and a mark at the end that no name goes over."""
    return f" {' '.join(_bare(word).casefold() for word in _WORD.findall(text))} |"


def _bare(word: str) -> str:
    """The word without a possessive ending."""
    return _POSSESSIVE.sub("", word)
