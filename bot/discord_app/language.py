"""Which language a reader of Discord is spoken to in, and the translations of commands that Discord shows."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Where

from bot.tongues import TONGUES, Language, language_of_locale, language_of_text
from bot.translations import voice


def language_of(locale: discord.Locale | str) -> Language:
    """The language in which somebody reads whose Discord is set to `locale`, such as `zh-CN`."""
    return language_of_locale(str(locale))


def reply_language(locale: discord.Locale, asked: str = "") -> Language:
    """The language to reply in: the one in whose script the question is, else the reader's."""
    return language_of_text(asked, otherwise=language_of(locale))


CONTEXTS = {
    Where.command_name: "command",
    Where.group_name: "command",
    Where.parameter_name: "option",
    Where.choice_name: "choice",
}
"""Under which context names stand in the catalogue; descriptions stand there without one."""
SHOWN_IN = {locale: row.code for row in TONGUES for locale in row.command_locales}
"""The language of commands by Discord's locale; asked for thousands of times at a start."""


class CatalogueTranslator(app_commands.Translator):
    """Gives Discord the names and descriptions of commands and options in each language that it shows them in."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text in the language of that locale; None where it is not translated, and Discord shows the default."""
        language = SHOWN_IN.get(locale.value)
        if language is None:
            return None
        word, say = string.message, voice(language)
        place = CONTEXTS.get(context.location)
        translated = say.in_context(place, word) if place else say.catalogue.gettext(word)
        return translated if translated != word else None
