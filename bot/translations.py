"""Translations: one gettext catalogue for each language, read from `bot/locale/`, for all that people read.

The English sentences stand in the code and are the catalogues' keys; the tests compare code and catalogues, so that no
sentence is missing and none is left over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.languages import TONGUES, Language, Tongue, tongue
from bot.text import as_in_taiwan

FOLDER = Path(__file__).resolve().parent / "locale"
DOMAIN = "footnote"


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the bot's sentences in one language. Call it with the English sentence and what its blanks hold."""

    language: Language
    catalogue: GNUTranslations

    def __call__(self, sentence: str, /, **blanks: object) -> str:
        """The sentence in this language, its `{blanks}` filled in."""
        said = self.catalogue.gettext(sentence)
        return said.format(**blanks) if blanks else said

    def plural(self, one: str, many: str, count: int, /, **blanks: object) -> str:
        """The sentence for that `count`, which fills the blank `{count}`."""
        return self.catalogue.ngettext(one, many, count).format(count=count, **blanks)

    def in_context(self, context: str, word: str) -> str:
        """A word whose translation depends on where it is used (gettext's msgctxt)."""
        return self.catalogue.pgettext(context, word)


def catalogue_file(language: Language) -> Path:
    """Where the catalogue of a language is."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def sentences_in(row: Tongue, file: Callable[[Language], Path] = catalogue_file) -> Catalog:
    """Every sentence in a language: of its catalogue, and where it is made of another's, that one's converted.

    Args:
        row: the language.
        file: where the catalogue of a language is.
    """
    own = _read(file(row.code), row)
    if row.derived_from is None:
        return own
    for message in _read(file(row.derived_from), tongue(row.derived_from)):
        if message.id and own.get(message.id, message.context) is None:
            said = message.string
            derived = _derived(said, row) if isinstance(said, str) else tuple(_derived(one, row) for one in said or ())
            own.add(message.id, derived, context=message.context)
    return own


def _derived(said: str, row: Tongue) -> str:
    """A sentence as a language has it that is made of another."""
    return _replaced(as_in_taiwan(_replaced(said, row)), row)  # a word may be one of either side of the conversion


def _replaced(said: str, row: Tongue) -> str:
    for word, otherwise in row.derived_words.items():
        said = said.replace(word, otherwise)
    return said


def _read(path: Path, row: Tongue) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=Locale.parse(row.locale), domain=DOMAIN, abort_invalid=True)


@cache
def voice(language: Language) -> Voice:
    """The voice for a language; its catalogue is compiled in memory once.

    For a language that the bot does not speak it has the sentences of the first one: a reader of a German pack sees
    German answers under English buttons.
    """
    catalogue = sentences_in(tongue(language))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Voice(language, GNUTranslations(compiled))


def localizations(said: Callable[[Voice], str]) -> dict[str, str]:
    """A sentence in the language of each locale that Discord shows translated.

    For example `localizations(lambda say: say("Help"))` is `{"zh-CN": "帮助"}`.
    """
    return {locale: said(voice(row.code)) for row in TONGUES for locale in row.command_locales}


def in_all(said: Callable[[Voice], str], languages: Collection[str] = ()) -> str:
    """A sentence in every language of `languages` that the bot speaks, for a place that all readers share.

    Without `languages` in all; where the bot speaks none of them in the first.
    """
    spoken = [row.code for row in TONGUES if not languages or row.code in languages]
    return " · ".join(said(voice(code)) for code in spoken or [TONGUES[0].code])
