"""Languages of a pack: in which ones its answers stand, and which one a reader is shown."""

from __future__ import annotations

from bot.pack.models import LocalizedText, Pack


def languages_of(pack: Pack) -> frozenset[str]:
    """Codes of the languages in which at least one answer of a pack stands."""
    return frozenset(language for question in pack.questions for language, _ in question.answer.items())


def shown_in(text: LocalizedText, reader: str) -> str:
    """The language in which a reader is shown a text: the reader's, or the pack's first that there is."""
    shown = text.text(reader)
    return next(language for language, written in text.items() if written is shown)
