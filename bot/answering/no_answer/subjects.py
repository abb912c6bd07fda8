"""What a question is about, as far as its absence could be proven: names, places, numbers, and a bare topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.answering.recognising.cues import registers
from bot.languages.places import named_places
from bot.matching.language.background import Background
from bot.matching.reading.registers import registers as readings
from bot.matching.reading.slang import in_plain_words
from bot.text import clean

_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W_]+(?:[-&.'’][^\W_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MOST = 4
_LONGEST_TOPIC = 3
"""Words of the longest bare topic."""


_LITTLE = frozenset(
    [
        "mention",
        "mentions",
        "mentioned",
        "explain",
        "say",
        "says",
        "since",
        "after",
        "before",
        "until",
        "till",
        "during",
        "without",
        "within",
        "while",
        "because",
        "than",
        "if",
        "else",
        "either",
        "ever",
        "never",
        "always",
        "often",
        "usually",
        "still",
        "already",
        "ago",
        "later",
        "soon",
        "goes",
        "gets",
        "anything",
        "anyone",
        "anybody",
        "something",
        "someone",
        "somebody",
        "everything",
        "everyone",
        "nothing",
    ]
)


@cache
def light() -> frozenset[str]:
    """Words and characters that carry no topic of their own."""
    return registers().light | readings().functions | _LITTLE


def subjects(text: str) -> tuple[str, ...]:
    """Phrases of a question of which it may be said that the library does not mention them; the most telling first."""
    said = clean(text)
    found = [*named_places(said), *_names(said), *_topic(said)]
    kept: dict[str, str] = {}
    for phrase in found:
        if not any(phrase.casefold() in other or other in phrase.casefold() for other in kept):
            kept[phrase.casefold()] = phrase
    return tuple(kept.values())[:_MOST]


def own_words(text: str) -> list[str]:
    """The words (runs of Chinese characters) of a text that carry a topic of their own, small letters."""
    found: list[str] = []
    for word in _WORD.findall(in_plain_words(clean(text))):
        if _HAN.search(word):
            found += [run for run in re.split("[" + "".join(sorted(_light_han())) + "]+", word) if run]
        elif (plain := word.casefold().replace("'", "").replace("’", "")) not in light():
            found.append(plain)
    return found


@cache
def _exclaimed() -> frozenset[str]:
    """Words that only react: they are no part of a topic ("huh, robots wow")."""
    return frozenset[str]().union(*registers().moods.values())


@cache
def _light_han() -> frozenset[str]:
    return frozenset(word for word in light() if len(word) == 1 and _HAN.search(word))


def _names(said: str) -> Iterator[str]:
    """Words with a capital inside a sentence, with a digit, or all in capitals; none where all letters are capital."""
    if said.upper() == said and not re.search(r"\d", said):
        return
    words = list(_WORD.finditer(said))
    run: list[str] = []
    for number, hit in enumerate(words):
        word = hit.group()
        capital = word[0].isupper() and (number > 0 or word.isupper()) and len(word) > 1
        marked = any(letter.isdigit() for letter in word) and any(letter.isalpha() for letter in word)
        if (capital or marked) and word.casefold() not in light():
            run.append(word)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _topic(said: str) -> Iterator[str]:
    """The one stretch of words besides light ones, where that is all that a question has, at its end."""
    words = [hit.group() for hit in _WORD.finditer(said)]
    plain = [word.casefold().replace("'", "").replace("’", "") for word in words]
    kept = [number for number, word in enumerate(plain) if word not in light() and word not in _exclaimed()]
    ends = bool(kept) and kept[-1] == len(words) - 1
    if ends and len(kept) <= _LONGEST_TOPIC and len(kept) == kept[-1] - kept[0] + 1:
        topic = " ".join(words[number] for number in kept)
        if not _HAN.search(topic) and any(Background.load().is_seldom(word.casefold()) for word in topic.split()):
            yield topic
