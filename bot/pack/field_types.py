"""Types of the fields of a pack: ids, texts with their limits, and marks that tell a check what a field holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from bot.validation import ID_PATTERN

TEXT_LIMIT = 700
"""Longest definition or other short text, in characters: several of them stand in one message."""
ANSWER_LIMIT = 3_500
"""Longest answer, in characters: it still fits one Discord message, which takes 4,000 of text in all."""
QUOTE_LIMIT = 600
"""Longest citation, in characters."""
PHRASING_LIMIT = 200
"""Longest phrasing, in characters."""
TITLE_LIMIT = 100
"""Longest label or variant, in characters: the most that one autocomplete choice of Discord holds."""
MOST_RELATED = 5
"""Most related entries of one."""
MOST_OVERVIEW = 6
"""Most questions about the library as a whole."""
QUESTION_LIMIT = 300
"""Longest question, headword or name, in characters; buttons and choices, which hold fewer, show its beginning."""
MOST_CITATIONS = 9
"""Most citations of one entry: as many as a mark of one digit can point to."""
LARGEST_PARAGRAPH = 99_999
"""Largest number of a paragraph."""
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""Form of a language's code (BCP 47, as far as packs need it)."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds the id of another entry; the check sees to it that there is one."""

    kind: str
    """Name of the kind of entry, as the register of kinds has it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Marks what people type; the check sees to it that no two such texts of a pack are alike."""


LanguageCode = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LIMIT)]
Heading = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=QUESTION_LIMIT)]
PhrasingText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=PHRASING_LIMIT), Typed()
]
QuoteText = Annotated[str, StringConstraints(min_length=1, max_length=QUOTE_LIMIT)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT_LIMIT)]
LongProse = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=ANSWER_LIMIT)]
ArticleId = Annotated[Id, Ref("article")]
QuestionId = Annotated[Id, Ref("question")]
TermId = Annotated[Id, Ref("term")]
TopicId = Annotated[Id, Ref("topic")]
SpeakerId = Annotated[Id, Ref("speaker")]
