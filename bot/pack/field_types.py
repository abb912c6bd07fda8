"""Types of the fields of a pack: ids, texts with their limits, and marks that tell a check what a field holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from bot.tongues import Language
from bot.validation import ID_PATTERN

ANSWER_LIMIT = 700
"""Longest answer or definition, in characters: with four citations it still fits one Discord message."""
QUOTE_LIMIT = 600
"""Longest citation, in characters."""
PHRASING_LIMIT = 200
"""Longest phrasing, in characters."""
TITLE_LIMIT = 100
"""Longest question, headword or label, in characters: the most that one autocomplete choice of Discord holds."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds the id of another entry; the check sees to it that there is one."""

    kind: str
    """Name of the kind of entry, as the register of kinds has it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Marks what people type; the check sees to it that no two such texts of a pack are alike."""


@dataclass(frozen=True, slots=True)
class In:
    """Marks a text in one language; the check sees to it that it is written in that language's script."""

    language: Language


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LIMIT)]
PhrasingText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=PHRASING_LIMIT), Typed()
]
QuoteText = Annotated[str, StringConstraints(min_length=1, max_length=QUOTE_LIMIT)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=ANSWER_LIMIT)]
ArticleId = Annotated[Id, Ref("article")]
QuestionId = Annotated[Id, Ref("question")]
TermId = Annotated[Id, Ref("term")]
TopicId = Annotated[Id, Ref("topic")]
SpeakerId = Annotated[Id, Ref("speaker")]
