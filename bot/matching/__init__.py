"""Finding the curated answer to what somebody typed, and knowing when there is none.

The public face: `Engine.build(pack)`, then `ask`, `define`, `search`, `suggest_terms`, `terms_in`.
"""

from bot.matching.engine import Engine
from bot.matching.reading import reads_as_question
from bot.matching.reply import (
    Candidate,
    Decision,
    Definition,
    Lookup,
    Mention,
    PassageHit,
    QuestionSource,
    Reply,
    TermCandidate,
    TermSuggestion,
    Why,
)

__all__ = [
    "Candidate",
    "Decision",
    "Definition",
    "Engine",
    "Lookup",
    "Mention",
    "PassageHit",
    "QuestionSource",
    "Reply",
    "TermCandidate",
    "TermSuggestion",
    "Why",
    "reads_as_question",
]
