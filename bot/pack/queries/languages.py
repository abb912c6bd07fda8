"""Languages of a pack: in which ones its answers stand, and which one a reader is shown."""

from __future__ import annotations

from bot.pack.models import Localized, Pack
from bot.tongues import DEFAULT, TONGUES, Language, tongue


def languages_of(pack: Pack) -> frozenset[str]:
    """Codes of the languages in which at least one answer of a pack stands."""
    answers = [question.answer for question in pack.questions]
    return frozenset(row.code for row in TONGUES if any(answer.exactly(row.code) for answer in answers))


def shown_in(text: Localized, reader: Language) -> Language:
    """The language in which a reader is shown a text: the reader's, or the one that stands in for it."""
    languages: tuple[Language, ...] = (reader, *tongue(reader).fallbacks)
    shown: Language | None = next((code for code in languages if text.exactly(code)), None)
    return shown or DEFAULT
