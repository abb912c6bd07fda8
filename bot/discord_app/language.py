"""Which language a reader of Discord is spoken to in, and the translations of commands that Discord shows."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Where

from bot.languages import DEFAULT, TONGUES, Language, identify, language_of_locale, language_of_text, tongue
from bot.pack.models import PackInfo
from bot.translations import voice


def language_of(locale: discord.Locale | str) -> Language:
    """The language in which somebody reads whose Discord is set to `locale`, such as `zh-CN`."""
    return language_of_locale(str(locale))


def reply_language(locale: discord.Locale, asked: str, info: PackInfo) -> Language:
    """The language to reply in: that of the question, else the reader's, else the pack's first.

    A reader whose language the bot speaks and the pack lacks is spoken to in it; the entries are then in another.
    """
    by_script = language_of_text(asked, otherwise="")
    others = {*info.languages} - {row.code for row in TONGUES}
    found = identify(asked) if others and asked and not by_script else None
    spoken = language_of(locale)  # the default is everybody's whose language the bot does not speak
    chosen = info.language_for(
        by_script, found.code if found else None, str(locale), spoken if spoken != DEFAULT else None
    )
    other_script = tongue(spoken).derived_from == chosen
    lacking = spoken not in (DEFAULT, *info.languages) and not by_script and found is None
    return spoken if other_script or lacking else chosen


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
