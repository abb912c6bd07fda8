"""CueRegisters of the wordings by which moves, requests and reactions are recognised: a table each, by language.

Adding a language means adding tables to the files of `wordings/`; nothing else names the languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_HAN = re.compile(r"[\u3400-\u9fff]")
_LITERAL = re.compile(r"[a-z]{4,}")
_SLOT = ".*"


@dataclass(frozen=True, slots=True)
class Wording:
    """What recognises one move, request or mood in one language.

    Attributes:
        kind: its name.
        cues: what must stand in a message, each a pattern; a part that may be anything is the group `slot`.
        unless: what must not.
        beside: words, and characters of a language that parts no words, that may stand beside a cue.
        whole: whether nothing of its own may be left beside a cue.
    """

    kind: str
    cues: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    beside: frozenset[str]
    whole: bool


@dataclass(frozen=True, slots=True)
class CueRegisters:
    """All wordings, ready to be looked for.

    Attributes:
        moods: words of reactions, by mood; their phrases are `reactions`.
        light: words that add nothing beside a cue.
        chat: what people type for other words.
        known: words that cues are made of, in which a slip of the finger is mended.
        pointers: wordings that point into the last list, by kind: `both`, `place`, `other`.
    """

    moves: tuple[Wording, ...]
    requests: tuple[Wording, ...]
    reactions: tuple[Wording, ...]
    moods: Mapping[str, frozenset[str]]
    light: frozenset[str]
    chat: Mapping[str, str]
    known: tuple[str, ...]
    pointers: Mapping[str, tuple[re.Pattern[str], ...]]


@cache
def registers() -> CueRegisters:
    """Read the files that ship beside this module."""
    light_file, moves_file, requests_file, reactions_file = map(_read, ("light", "moves", "requests", "reactions"))
    chat = dict(_pair(one) for table in light_file.pop("chat").values() for one in _listed(table["words"]))
    light = frozenset[str]().union(*(_words(table["words"]) for table in light_file.values()))
    moves, requests = _wordings(moves_file, "cues", slots=False), _wordings(requests_file, "cues", slots=True)
    moods = {
        mood: frozenset[str]().union(*(_words(table["words"]) for table in tables.values()))
        for mood, tables in reactions_file.items()
    }
    literal = {
        word
        for wording in (*moves, *requests)
        for word in (*wording.beside, *(word for cue in wording.cues for word in _LITERAL.findall(cue.pattern)))
        if len(word) > 3 and word.isascii()
    }
    return CueRegisters(
        moves,
        requests,
        _wordings(reactions_file, "phrases", slots=False),
        moods,
        light,
        chat,
        tuple(sorted(literal)),
        {
            kind: tuple(pattern for table in tables.values() for pattern in _patterns(table["cues"], slots=False))
            for kind, tables in _read("pointers").items()
        },
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("bot.answering.recognising").joinpath(f"wordings/{name}.toml").read_text("utf-8"))


def _wordings(tables: Mapping[str, Mapping[str, Any]], key: str, *, slots: bool) -> tuple[Wording, ...]:
    return tuple(
        Wording(
            kind,
            _patterns(table[key], slots=slots),
            _patterns(table.get("unless", ""), slots=False),
            _words(table.get("words", "")),
            table.get("whole", not slots),
        )
        for kind, languages in tables.items()
        for table in languages.values()
    )


def _patterns(lines: str, *, slots: bool) -> tuple[re.Pattern[str], ...]:
    """Each line as a pattern; one of a language that parts words matches whole words only."""
    found: list[re.Pattern[str]] = []
    for line in filter(None, map(str.strip, lines.split("\n"))):
        filled = line.replace(_SLOT, "(?P<slot>.*)", 1) if slots else line
        found.append(re.compile(filled if _HAN.search(line) else rf"(?<!\S)(?:{filled})(?!\S)"))
    return tuple(found)


def _words(text: str) -> frozenset[str]:
    """Words of a list; characters of a language that parts none."""
    found: set[str] = set()
    for word in text.split():
        found.update(word if _HAN.search(word) else (word,))
    return frozenset(found)


def _listed(text: str) -> list[str]:
    return [one for part in text.split(";") if (one := " ".join(part.split()))]


def _pair(entry: str) -> tuple[str, str]:
    typed, _, meant = entry.partition(" ")
    return typed, meant
