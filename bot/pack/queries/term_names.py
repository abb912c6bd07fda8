"""What a glossary term is called in words: its headwords and variants."""

from __future__ import annotations

from bot.pack.models import Term


def term_names(term: Term) -> tuple[str, ...]:
    """The headwords and variants of a term, each once."""
    return tuple(dict.fromkeys((*term.term.texts, *term.variants)))
