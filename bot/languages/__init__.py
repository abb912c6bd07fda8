"""Languages that people write in: the register, telling them apart, and what they are told where a pack lacks theirs.

The public face: `identify`, `language_line`, `LANGUAGES`.
"""

from bot.languages.identification import identify
from bot.languages.line import language_line
from bot.languages.register import LANGUAGES
from bot.languages.written_language import WrittenLanguage

__all__ = ["LANGUAGES", "WrittenLanguage", "identify", "language_line"]
