"""The registers of wordings that reading goes by: one file a kind, a table a language.

A wording may ask for a mark of punctuation before it (",right") or after it ("well,"), or for a question word after it
("tell me ?"). Adding a language means adding a table to each file; nothing else names the languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bot.matching.reading.automaton import WORD, Automaton, Label, parse
from bot.text import without_accents

_BLANK = " \n"
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
"""A letter of a script that does not part words, or parts them from nothing that is attached (Hangul)."""


class Aside(StrEnum):
    """Kinds of what is set apart from the question, each a file of wordings."""

    ADDRESS = "address"
    GREETING = "greetings"
    FILLER = "fillers"
    HEDGE = "hedges"
    POLITENESS = "politeness"
    REASON = "reasons"
    REPORT = "reports"
    FRAME = "frames"
    REQUEST = "requests"


ASKING = frozenset((Aside.FRAME, Aside.REQUEST))
"""Asides that make a question of whatever they frame."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of a place: those of words, and those of characters."""

    words: Automaton = field(default_factory=Automaton)
    characters: Automaton = field(default_factory=Automaton)

    def add(self, kind: str, wordings: list[str], groups: Mapping[str, list[str]], *, backwards: bool = False) -> None:
        """Take the wordings of one kind in one language."""
        for wording in wordings:
            bare = wording.removeprefix(",").removesuffix(" ?").removesuffix(",").strip()
            label = Label(
                kind, wording.startswith(","), wording.endswith(",") and wording != ",", wording.endswith(" ?")
            )
            spaced = _UNSPACED.search(wording) is None
            automaton = self.words if spaced else self.characters
            automaton.add(parse(fold(bare), groups, spaced=spaced), label, backwards=backwards)


@dataclass(frozen=True, slots=True)
class Registers:
    """All wordings, ready to be looked for.

    Attributes:
        start: what stands before a question and is set apart from it.
        end: the same after one, backwards.
        asks: what asks at the beginning of a clause.
        asks_anywhere: what asks wherever it stands.
        clauses: `scene` and `condition`, which begin a clause that sets the scene; `joiner`, which joins questions.
        turns: `negation`, and the wordings with a negation that turn nothing round (`harmless`).
        emphasis: what adds nothing after a question word ("what the hell is …").
        questions: question words.
        functions: words that carry no topic.
        leaning: words that take up something said before.
        apart: words that ask for two things against each other.
        talk: words of somebody who is talking, not looking something up.
        subjects: words that may follow the auxiliary of a joined question ("and does it …").
        unjoined: question words that open a second question without a joiner; they begin no relative clause.
        unopening: question words that open no second question.
        unleading: words after which no scene follows: "as of 2023".
        turning: words that end a scene without a mark ("since talent matters so much how do they …").
        topical: words that begin a clause which names what is asked about.
        auxiliaries: words that make a question of "when", and a subject of a stand-in before them.
        requested: verbs that open a joined request.
        inquiries: words of fillers that announce a question.
        wanting: words after which something has to follow ("what is …").
        vocatives: words by which whoever reads is called ("thanks bot").
        rhetorical: words with which a question that expects a yes begins ("isn't it …").
    """

    start: Wordings
    end: Wordings
    asks: Wordings
    asks_anywhere: Wordings
    clauses: Wordings
    turns: Wordings
    emphasis: Wordings
    questions: frozenset[str]
    functions: frozenset[str]
    leaning: frozenset[str]
    apart: frozenset[str]
    talk: frozenset[str]
    subjects: frozenset[str]
    unjoined: frozenset[str]
    unopening: frozenset[str]
    unleading: frozenset[str]
    turning: frozenset[str]
    topical: frozenset[str]
    auxiliaries: frozenset[str]
    requested: frozenset[str]
    inquiries: frozenset[str]
    rhetorical: frozenset[str]
    vocatives: frozenset[str]
    wanting: frozenset[str]


def fold(text: str) -> str:
    """The text in lower case and without accents, every character in its place."""
    lowered = text.lower()
    if text.isascii():
        return lowered
    folded = without_accents(lowered)
    if len(folded) == len(text):
        return folded
    return lowered if len(lowered) == len(text) else text


@cache
def registers() -> Registers:
    """Read the files that ship beside this module."""
    start, end, asks, anywhere, clauses, turns, emphasis = (Wordings() for _ in range(7))
    for kind in Aside:
        for table, groups in _tables(kind):
            start.add(kind, _listed(table, "start"), groups)
            end.add(kind, _listed(table, "end"), groups, backwards=True)
    for table, groups in _tables("asking"):
        asks.add("asks", _listed(table, "start"), groups)
        anywhere.add("asks", _listed(table, "anywhere"), groups)
        emphasis.add("emphasis", _listed(table, "emphasis"), groups)
    for table, groups in _tables("clauses"):
        for kind in ("scene", "condition", "joiner"):
            clauses.add(kind, _listed(table, kind), groups)
        for kind in ("negation", "harmless"):
            turns.add(kind, _listed(table, kind), groups)
    return Registers(
        start, end, asks, anywhere, clauses, turns, emphasis,
        questions=_set("asking", "words"),
        functions=_set("function", "words"),
        leaning=_set("clauses", "leaning"),
        apart=_set("clauses", "apart"),
        talk=_set("asking", "talk"),
        subjects=_set("clauses", "subjects"),
        unjoined=_set("clauses", "unjoined"),
        unopening=_set("clauses", "unopening"),
        unleading=_set("clauses", "unleading"),
        turning=_set("clauses", "turning"),
        topical=_set("clauses", "topical"),
        auxiliaries=_set("clauses", "auxiliaries"),
        requested=_set("clauses", "requested"),
        inquiries=_set("clauses", "inquiries"),
        rhetorical=_set("clauses", "rhetorical"),
        vocatives=_set("vocatives", "words"),
        wanting=_set("clauses", "wanting"),
    )  # fmt: skip


@cache
def _tables(name: str) -> list[tuple[Mapping[str, str], Mapping[str, list[str]]]]:
    """Each language's table of a file, with its groups."""
    tables = tomllib.loads(files("bot.matching.reading").joinpath(f"wordings/{name}.toml").read_text("utf-8"))
    return [
        (table, {key: _split(fold(some)) for key, some in table.pop("groups", {}).items()}) for table in tables.values()
    ]


def _listed(table: Mapping[str, str], key: str) -> list[str]:
    return _split(table.get(key, ""))


def _split(wordings: str) -> list[str]:
    return [one for wording in wordings.split(";") if (one := wording.strip(_BLANK))]


def _set(name: str, key: str) -> frozenset[str]:
    """Words of all languages, as folded; a string of characters in a language that parts no words."""
    found: set[str] = set()
    for table, _ in _tables(name):
        for word in _split(fold(table.get(key, ""))):
            if _UNSPACED.search(word):
                found.update(word.split() if ";" in table[key] else word)
            else:
                found.update(part.replace("'", "") for part in WORD.findall(word))
    return frozenset(found)
