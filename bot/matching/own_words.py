"""Definition questions in a language that a pack lacks, put in the pack's own words: "¿Qué es X?" becomes "What is X?".

To the encoder "what is X", "what makes up X" and "what drives X" in one language lie close to all three in another, and
the most basic question is the one that it gets wrong. Where the form of the question is known and X is a term, nothing
needs to be guessed.
"""

from __future__ import annotations

from bot.languages import LANGUAGES
from bot.matching.glossary.term_index import FOUND, GlossaryIndex
from bot.pack.models import Pack


def definition_in_own_words(text: str, pack: Pack, glossary: GlossaryIndex) -> tuple[str, bool] | None:
    """A question for the meaning of one of the pack's terms in the pack's first language, and whether it surely is one.

    Args:
        text: a question.
        pack: whose language and terms are meant.
        glossary: finds the term.

    Returns:
        None where it is in the pack's own languages, no question for a meaning, or of none of the terms.
    """
    found = glossary.defined_abroad(text)
    if found is None:
        return None
    first = pack.info.languages[0]
    row = next((row for row in LANGUAGES if row.code == first), None)
    asked = row.definition_question.format(term=found.term.headword) if row else found.term.headword
    return asked, found.confidence >= FOUND
