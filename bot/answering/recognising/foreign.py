"""Classifier of intents in languages that questions are understood in and the bot does not speak.

No cues are kept for these: what a message is goes by the encoder's vector, which is alike for like meanings in all of
its languages, and by hashed words. Learned from `foreign/`, a file a language, and from the examples of the languages
that are spoken; written by `python -m benchmarks.fit_intents`. A language more is a file more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from bot.answering.recognising.cues import registers
from bot.answering.recognising.examples import MOODS, OTHER, examples
from bot.languages import LANGUAGES, identify, known_language
from bot.text import clean, without_accents

FILE = "foreign.npz"
LONGEST = 80
"""Characters of the longest message that is classified; a longer one says something of its own."""
_WORD = re.compile(r"(?:[^\W_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""A letter of a script whose words are not parted, or carry endings: such words are looked at in pairs of letters."""
_PREFIX = 4
"""Letters by which forms of a word are taken together."""
_STEM = 3
"""Letters of the shortest word that is found inside another, as behind an Arabic article."""
_SHORT = 2
"""Words of the longest reaction every word of which reacts."""
_PAIR = 2
_KNOWN_SHARE = 0.5
"""Share of a word's pairs of letters that examples must have for it to be theirs."""


@cache
def foreign_examples() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What people type, by language and intent."""
    folder = files("bot.answering.recognising").joinpath("foreign")
    return {
        file.name.removesuffix(".toml"): {
            kind: tuple(filter(None, map(str.strip, lines.replace("\n", " ").split(";"))))
            for kind, lines in tomllib.loads(file.read_text("utf-8")).items()
        }
        for file in sorted(folder.iterdir(), key=lambda each: each.name)
    }


def read_foreign(kinds: Iterable[str]) -> None:
    """Have ready what a first message would else wait for, a third of a second: the words of all examples."""
    for kind in kinds:
        _said_of(kind)
    foreign_language("bron")
    example_of("")
    _everyday()
    _reactions()


@lru_cache(maxsize=256)
def foreign_language(text: str) -> str:
    """Code of the language of a message that the bot does not speak; empty where it is another, or cannot be told.

    A word or two tell no language ("bron?") unless they stand in the examples of one.
    """
    typed = words(text)
    new = [word for word in typed if word not in _spoken() and word not in _reacting()]
    if not new and text.isascii():
        return ""  # "mas corto" is Portuguese, too
    found = identify(text)
    if found is not None and (known_language(found.code) is not None or not text.isascii()):
        return "" if known_language(found.code) is not None else found.code
    own = [word for word in typed if word not in _reacting()]
    known = next((code for code, said in _words_of().items() if new and said.issuperset(own)), None)
    return known or (found.code if found is not None else "")


def words(text: str) -> list[str]:
    """The words of a message, small letters, without accents and marks."""
    return _WORD.findall(without_accents(clean(text)).casefold())


def compared(text: str) -> str:
    """A message as one line of words; those of scripts that part none are pairs of letters."""
    return " ".join(part for word in words(text) for part in _parts(word))


def example_of(text: str) -> str | None:
    """The intent that a message is an example of, word for word; None for one that is none."""
    return _intents_of().get(" ".join(words(text)))


def strange(text: str, kind: str) -> Iterator[str]:
    """The words of a message that no example of an intent has in any of these languages, nor everyday language."""
    said = _said_of(kind)
    for word in words(text):
        if word in _everyday() or word in said:
            continue
        if not _UNSPACED.search(word):
            if not _is_form(word, said):
                yield word
            continue
        parts = _parts(word)
        unknown = [part for part in parts if part not in said]
        if len(unknown) > _KNOWN_SHARE * len(parts) and not (_is_hangul(word) and parts[0] in said):
            yield from ("".join(unknown[at : at + _PREFIX]) for at in range(0, len(unknown), _PREFIX))


def only_reacts(text: str, kind: str) -> bool:
    """Whether a message is made of words that people react with, and not of those of an intent that it looks like."""
    typed = words(text)
    reacting = all(word in _reactions() or word in registers().light for word in typed)
    return bool(typed) and reacting and (kind in MOODS or any(word not in _said_of(kind) for word in typed))


def _parts(word: str) -> list[str]:
    if len(word) <= _PAIR or not _UNSPACED.search(word):
        return [word]
    return [first + second for first, second in pairwise(word)]


def _is_hangul(word: str) -> bool:
    """Whether endings hang on the word, so that its first letters tell it."""
    return "\uac00" <= word[0] <= "\ud7af"


def _is_form(word: str, said: frozenset[str]) -> bool:
    """Whether a word is another form of one that is said: it begins alike, or one stands in the other."""
    if len(word) > _PREFIX and f"{word[:_PREFIX]}*" in said:
        return True
    arabic = "\u0600" <= word[0] <= "\u06ff"
    return arabic and any(
        one in word or word in one for one in said if min(len(one), len(word)) >= _STEM and not one.isascii()
    )


@cache
def _said_of(kind: str) -> frozenset[str]:
    """The words of the examples of one intent, their pairs of letters, and how the longer ones begin."""
    every = {word for kinds in foreign_examples().values() for one in kinds.get(kind, ()) for word in words(one)}
    begun = {f"{word[:_PREFIX]}*" for word in every if len(word) > _PREFIX and not _UNSPACED.search(word)}
    return frozenset(every | begun | {part for word in every for part in _parts(word)})


@cache
def _reactions() -> frozenset[str]:
    """The words of short reactions."""
    moods = (one for kinds in foreign_examples().values() for mood in MOODS for one in kinds.get(mood, ()))
    return frozenset(word for one in map(words, moods) if len(one) <= _SHORT for word in one)


@cache
def _everyday() -> frozenset[str]:
    """Words that carry no topic in any of these languages: those by which they are told, and what only reacts."""
    told = {word for row in LANGUAGES if known_language(row.code) is None for one in row.words for word in words(one)}
    moods = (one for kinds in foreign_examples().values() for mood in MOODS for one in kinds.get(mood, ()))
    return frozenset(told | {word for one in moods for word in words(one)})


@cache
def _spoken() -> frozenset[str]:
    """The words of the examples in languages that the bot speaks, and what people type for other words in these."""
    typed = {word for lines in examples().values() for line in lines for word in words(line)}
    return frozenset(typed | set(registers().chat) | registers().light)


@cache
def _reacting() -> frozenset[str]:
    """Words that react in the languages that the bot speaks, and that others say, too ("ok merci")."""
    return frozenset[str]().union(*registers().moods.values())


@cache
def _words_of() -> Mapping[str, frozenset[str]]:
    """The words of the examples by language, those of `other` left out, which hold topics."""
    return {
        code: frozenset(word for kind, ones in kinds.items() if kind != OTHER for one in ones for word in words(one))
        for code, kinds in foreign_examples().items()
    }


@cache
def _intents_of() -> Mapping[str, str]:
    """The intent of each example, as its words."""
    every = ((kind, one) for kinds in foreign_examples().values() for kind, ones in kinds.items() for one in ones)
    return {" ".join(words(one)): kind for kind, one in every}
