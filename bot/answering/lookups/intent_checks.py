"""Checks of a likely intent against the library: whether what a message names could rather be asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.lookups.about_bot import ABOUT
from bot.answering.lookups.occurrences import occurrences
from bot.answering.recognising import Intent
from bot.languages.places import named_places
from bot.matching import Engine
from bot.matching.language.background import Background
from bot.text import has_han

PLAIN = 0.6
"""Probability from which a message without words of its own is what it most likely is."""
SURE = 0.9
"""Probability from which it is that although an entry would answer, or a usual word stands in it."""
_LIKELY = 0.8
"""Probability from which a message with other words is about the bot itself."""
_CLEAR = 0.75
"""Probability from which a message in Chinese with characters of its own is what it most likely is."""
_STRANGE, _STRANGE_HAN = 1, 3
"""Words, and characters, that no example of what a message most likely is has."""
_ADDRESSED = re.compile(r"\b(?:you|your|u|bot|tu|te|ti|eres)\b|你|您|机器人")
"""Words by which the bot itself is spoken to, or of."""


def names_nothing(text: str, meant: Intent, engine: Engine) -> bool:
    """Whether a message is what it most likely is: it names nothing that a question could be about."""
    if not meant.strange:
        return meant.chance >= PLAIN
    if engine.terms_in(text) or named_places(text):
        return False
    if has_han(text):
        return meant.chance >= _CLEAR and len(meant.strange) <= _STRANGE_HAN
    usual = not any(map(Background.load().is_seldom, meant.strange))
    return meant.chance >= SURE and usual and len(meant.strange) <= _STRANGE


def asks_of_bot(meant: Intent, line: str, engine: Engine) -> bool:
    """Whether a message surely asks about the bot, whoever and whatever it names ("are you made by the CIA")."""
    if meant.kind not in ABOUT or meant.chance < _LIKELY:
        return False
    return _ADDRESSED.search(line) is not None or not any(map(occurrences(engine).find, meant.strange))


def may_be_topics(words: Sequence[str], engine: Engine) -> bool:
    """Whether any of some words may be what a question is about: a name, or a word of the articles."""
    everyday, known = Background.load(), occurrences(engine)
    return len(words) > _STRANGE or any(word not in everyday or known.find(word) for word in words)
