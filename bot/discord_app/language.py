"""What the bot says, in the reader's language: one gettext catalogue for each, read from `bot/locale/`.

The English sentences stand in the code and are the catalogue's keys; the tests compare code and catalogues, so that no
sentence is missing and none is left over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import discord
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Where

from bot.pack.models import Language
from bot.text import has_han

FOLDER = Path(__file__).resolve().parent.parent / "locale"
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
        """A word whose translation depends on where it stands (gettext's msgctxt)."""
        return self.catalogue.pgettext(context, word)


@cache
def voice(language: Language) -> Voice:
    """The voice for a language; its catalogue is compiled in memory once."""
    path = FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language, domain=DOMAIN, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Voice(language, GNUTranslations(compiled))


def language_of(locale: discord.Locale | str) -> Language:
    """The language in which somebody reads whose Discord is set to `locale`, such as `zh-CN`."""
    return "zh" if str(locale).startswith("zh") else "en"


def reply_language(locale: discord.Locale, asked: str = "") -> Language:
    """The language to reply in: the reader's; Chinese, too, when the question itself is in Chinese."""
    return "zh" if has_han(asked) else language_of(locale)


CONTEXTS = {
    Where.command_name: "command",
    Where.group_name: "command",
    Where.parameter_name: "option",
    Where.choice_name: "choice",
}
"""Under which context names stand in the catalogue; descriptions stand there without one."""


class CatalogueTranslator(app_commands.Translator):
    """Gives Discord the Chinese names and descriptions of commands and options."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text in Simplified Chinese; None for other languages, which then show the default."""
        if locale is not discord.Locale.chinese:
            return None
        word, chinese = string.message, voice("zh")
        place = CONTEXTS.get(context.location)
        said = chinese.in_context(place, word) if place else chinese(word)
        return said if said != word else None
