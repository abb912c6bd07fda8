"""Slang in other words: what chat writes for "what is", "people" or 是什么, to be judged as the plain words are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from bot.languages import identify
from bot.text import has_han

_EQUALS_WHAT = re.compile(r"^(.*\S)\s*=\s*(?:what|wat|wut|\?+)\s*\??$", re.IGNORECASE)
"""A definition asked for as an equation: "tfp = what"."""


_ONE = re.compile(r"\b(any|every|no|some)1\b", re.IGNORECASE)


def respelled(text: str) -> str:
    """A text with "any1" and the like as the words that they spell."""
    return _ONE.sub(r"\1one", text) if "1" in text else text


def in_plain_words(text: str) -> str:
    """A question with slang put into plain words.

    Example:
        "wtf is tfp" → "what is tfp"; "tfp = ?" → "what is tfp"; 未来产业都有啥呀 → 未来产业有哪些.
    """
    if "=" in text:
        text = _EQUALS_WHAT.sub(r"what is \1", text)
    words, _, last = _slang()
    if words[0].search(text) and not _elsewhere(text):
        text = words[0].sub(lambda found: words[1][found.group().lower()], text)
    if has_han(text):
        text = in_plain_characters(text)
        marks = text[len(text.rstrip("?!。？！ ")) :]
        text = (text.removesuffix(marks).rstrip(last) or text) + marks
    return text


def in_plain_characters(text: str) -> str:
    """A text with the slang of a language that parts no words put into plain ones; the particles at its end stay.

    Example:
        他到底是干啥的 → 他是干什么的.
    """
    pattern, meanings = _slang()[1]
    return pattern.sub(lambda found: meanings[found.group()], text)


def _elsewhere(text: str) -> bool:
    """Whether a text is in a language in which the words of English slang mean something else ("wat" in Dutch)."""
    found = identify(text)
    return found is not None and found.code != "en"


@cache
def _slang() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], tuple[re.Pattern[str], Mapping[str, str]], str]:
    """Patterns of slang with its plain words: of words, then of characters; last the particles that end a question."""
    tables = tomllib.loads(files("bot.matching.reading").joinpath("wordings/slang.toml").read_text("utf-8"))
    words = _meanings(tables, "words")
    characters = _meanings(tables, "characters")
    last = "".join(table.get("last", "") for table in tables.values())
    return (
        (re.compile(rf"(?<![\w'/-])(?:{_any(words)})(?![\w'/-])", re.IGNORECASE), words),
        (re.compile(_any(characters)), characters),
        last,
    )


def _meanings(tables: Mapping[str, Any], key: str) -> dict[str, str]:
    rows = (row for table in tables.values() for row in table.get(key, ()))
    return {slang.strip(): plain for plain, wordings in rows for slang in wordings.split(";")}


def _any(meanings: Mapping[str, str]) -> str:
    return "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
