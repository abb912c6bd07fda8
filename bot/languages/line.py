"""The line for an asker in whose language a pack has nothing: which one the reply is in, said in the asker's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from babel import Locale

from bot.languages.register import LANGUAGES

_ROWS = {row.code: row for row in LANGUAGES}


@lru_cache(maxsize=256)
def language_line(asked: str, answered: str) -> str | None:
    """That nothing is in the asker's language, and which one the reply is in.

    Args:
        asked: code of the asker's language.
        answered: code of the reply's language, any that CLDR names.

    Returns:
        The line in the asker's language; None where that is not in the register, or the other has no name in it.

    Example:
        `language_line("es", "en")` is "Aquí no hay nada en español, así que respondo en inglés."
    """
    row = _ROWS.get(asked)
    if row is None:
        return None
    names = cast("Mapping[str, str]", Locale.parse(row.locale).languages)  # the library declares no types
    name = names.get(answered.partition("-")[0])
    return row.line.format(language=row.inflected(name)) if name else None
