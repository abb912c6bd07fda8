"""Entries whose answer alone holds a telling word of a question, in packs without articles: offered where none is sure.

"Is Sodium ok" is about "Which mods are allowed?", whose answer names it. The engine knows how people ask, not all that
answers hold, so it is not sure; the word itself says where to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.answering.lookups.desk import Desk
from bot.answering.no_answer.subjects import own_words
from bot.languages import identify
from bot.matching import Engine
from bot.matching.language.background import Background
from bot.matching.language.highlight import located_words
from bot.matching.language.inflection import base, stems
from bot.pack.models import Question
from bot.text import has_han, has_kana

_MOST = 3
"""Entries that may hold a word for it to tell one from another; in a small pack a quarter of them."""
_SHORTEST = 3
"""Letters of the shortest word that tells anything."""


class AnswerWords:
    """Which answers of a pack hold a word in which no question is worded, in any of its forms. Immutable once built."""

    def __init__(self, entries: Sequence[Question]) -> None:
        """Look through some entries."""
        found: defaultdict[str, dict[str, Question]] = defaultdict(dict)
        for entry in entries:
            for form in _forms(entry.answer.texts):
                found[form][entry.id] = entry
        asked = {form for entry in entries for form in _forms((*entry.question.texts, *entry.phrasings))}
        most = min(_MOST, max(1, len(entries) // 4))
        self._entries = {
            form: tuple(held.values()) for form, held in found.items() if len(held) <= most and form not in asked
        }

    def of(self, word: str) -> tuple[Question, ...]:
        """The few entries whose answers hold a word or a relative of it; none of one that is everywhere or nowhere."""
        forms = (base(word), *stems(word))
        return next((held for form in forms if (held := self._entries.get(form))), ())


def _forms(texts: Iterable[str]) -> set[str]:
    words = {word.base for text in texts for word in located_words(text)}
    return words | {stem for word in words for stem in stems(word)}


def holding(text: str, desk: Desk) -> tuple[Question, ...]:
    """The entries whose answers hold telling words of a question, those with the most and rarest of them first."""
    if desk.pack.articles:
        return ()
    known, scores = answer_words(desk.engine), defaultdict[str, float](float)
    entries: dict[str, Question] = {}
    for word in _telling(text):
        held = known.of(word)
        for entry in held:
            entries[entry.id] = entry
            scores[entry.id] += 1 / len(held)
    return tuple(sorted(entries.values(), key=lambda entry: -scores[entry.id]))


@lru_cache(maxsize=4)
def answer_words(engine: Engine) -> AnswerWords:
    """The words of the answers of an engine's pack, gathered once."""
    return AnswerWords(engine.pack.questions)


def _telling(text: str) -> list[str]:
    """Words that name something: none of the language's own little ones, and none that any message may hold."""
    written, common = identify(text), Background.load()
    little = written.words if written is not None else frozenset[str]()
    return [
        word
        for word in dict.fromkeys(own_words(text))
        if len(word) >= _SHORTEST
        and not (has_han(word) or has_kana(word))
        and word not in little
        and common.is_seldom(word)
    ]
