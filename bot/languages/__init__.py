"""Languages that people read and write in: the register, telling them apart, and the line where a pack lacks theirs.

The public face: `LANGUAGES` and `TONGUES`, how to find a row, `identify`, `language_line`.
"""

from bot.languages.identification import identify
from bot.languages.language_row import Language, SpokenLanguage, StyleRules, Tongue, WrittenLanguage
from bot.languages.line import language_line
from bot.languages.register import (
    DEFAULT,
    LANGUAGES,
    TONGUES,
    known_language,
    language_of_locale,
    language_of_text,
    tongue,
)

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "TONGUES",
    "Language",
    "SpokenLanguage",
    "StyleRules",
    "Tongue",
    "WrittenLanguage",
    "identify",
    "known_language",
    "language_line",
    "language_of_locale",
    "language_of_text",
    "tongue",
]
