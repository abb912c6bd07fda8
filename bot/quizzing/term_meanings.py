"""Meanings: what a term means in a sentence or two, without naming itself."""

from __future__ import annotations

from bot.markdown import plain_text, without_marks
from bot.pack.models import Term
from bot.pack.queries.term_names import term_names
from bot.pack.sentences import sentences
from bot.quizzing.wording import read
from bot.text import has_han

_LONGEST = 220
"""Longest meaning that is a choice, in characters: four are read at once."""


def meaning(term: Term, language: str) -> str:
    """What a term means, in one sentence or two; empty where that cannot be said without its own words."""
    told = (term.gloss or term.definition).text(language)
    spoken = [sentence.text for sentence in sentences(" ".join(plain_text(without_marks(told)).split()))]
    text = spoken[0] if spoken else ""
    if term.gloss and len(spoken) > 1 and len(" ".join(spoken[:2])) <= _LONGEST:
        text = " ".join(spoken[:2]) if language != "zh" else "".join(spoken[:2])
    return text if len(text) <= _LONGEST and not _names_itself(term, text) else ""


def _names_itself(term: Term, text: str) -> bool:
    padded = f" {read(text)} "
    return any(stands_in(read(name), padded) for name in term_names(term))


def stands_in(name: str, padded: str) -> bool:
    """Whether a name stands, as whole words, in a text that has spaces around it; both as they are compared."""
    return name in padded if has_han(name) else f" {name} " in padded
