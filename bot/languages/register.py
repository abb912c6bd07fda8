"""Register of languages: those that questions are understood in, and among them those that the bot speaks.

Every value that differs from one language to the next stands in its row, in `bot/languages/rows/`: a `WrittenLanguage`
where questions are only understood, and replies say in one line that they are in another language; a `Tongue` where
the bot speaks it. A language more is a row (the type checker names what it lacks) and, for a `Tongue`, a gettext
catalogue in `bot/locale/`, for which tests/test_language_register.py asks. Everything else loops over these rows.
"""

from __future__ import annotations

from bot.languages.language_row import Language, SpokenLanguage, Tongue, WrittenLanguage
from bot.languages.rows import east_asian, germanic, other_families, romance, slavic

LANGUAGES: tuple[WrittenLanguage, ...] = (
    *germanic.ROWS,
    *romance.ROWS,
    *slavic.ROWS,
    *other_families.ROWS,
    *east_asian.ROWS,
)
"""Every language in which questions are understood; where two languages of one script are as likely, none is told."""

TONGUES: tuple[Tongue, ...] = tuple(row for row in LANGUAGES if isinstance(row, Tongue))
"""Every language that the bot speaks. The first is the one whose sentences stand in the code, and everybody else's."""

DEFAULT: SpokenLanguage = TONGUES[0].code
"""The language of whoever reads none of the others."""


def tongue(language: Language) -> Tongue:
    """The row of a language; the first for one that the bot does not speak, for its own sentences are then in that."""
    return next((row for row in TONGUES if row.code == language), TONGUES[0])


def known_language(code: str | None) -> SpokenLanguage | None:
    """The language with that code; None where the bot speaks none such (any more)."""
    return next((row.code for row in TONGUES if row.code == code), None)


def language_of_locale(locale: str) -> Language:
    """The language in which somebody reads whose Discord is set to `locale`, such as `zh-CN`."""
    begins = ((len(start), row.code) for row in TONGUES for start in row.clients if locale.startswith(start))
    return max(begins, default=(0, DEFAULT))[1]  # "zh-TW" begins as "zh" does, too


def language_of_text(text: str, otherwise: Language = DEFAULT) -> Language:
    """The language whose script a text is written in; `otherwise` where its script belongs to no language alone."""
    found: Language | None = next((row.code for row in TONGUES if row.in_script and row.in_script(text)), None)
    return found or otherwise
