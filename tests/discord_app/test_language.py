"""What the catalogues say, and who is spoken to in which language."""

from __future__ import annotations

import discord
import pytest

from bot.discord_app.language import language_of, reply_language
from bot.languages import Language
from bot.pack.models import LocalizedName, PackInfo
from bot.translations import catalogue_file, voice
from tools.catalogues import read

BOTH = PackInfo(title=LocalizedName.of("Trams"), languages=("en", "zh"))
HELP_DESK = PackInfo(title=LocalizedName.of("Werkstatt", "de"), languages=("de", "en"))
FAQ = PackInfo(title=LocalizedName.of("FAQ"))


def test_the_english_catalogue_leaves_the_words_to_the_code() -> None:
    assert not any("".join(message.string or ()) for message in read(catalogue_file("en"), "en") if message.id)
    assert voice("en")("In context") == "In context"


def test_counts_follow_each_language_s_plural() -> None:
    assert voice("en").plural("{count} term", "{count} terms", 1) == "1 term"
    assert voice("en").plural("{count} term", "{count} terms", 2) == "2 terms"
    assert voice("zh").plural("{count} term", "{count} terms", 1) == "1 个术语"


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        (discord.Locale.chinese, "zh"),
        (discord.Locale.taiwan_chinese, "zh-TW"),
        (discord.Locale.spain_spanish, "es"),
        (discord.Locale.latin_american_spanish, "es"),
        (discord.Locale.british_english, "en"),
        (discord.Locale.french, "en"),
    ],
)
def test_readers_are_spoken_to_in_their_language_and_all_others_in_english(
    locale: discord.Locale, language: Language
) -> None:
    assert language_of(locale) == language


def test_a_reader_whose_language_the_pack_lacks_is_spoken_to_in_it_all_the_same() -> None:
    assert reply_language(discord.Locale.spain_spanish, "¿qué es esto?", BOTH) == "es"
    assert reply_language(discord.Locale.taiwan_chinese, "首班車", BOTH) == "zh-TW"
    assert voice("es")("Help") == "Ayuda"
    assert voice("zh-TW")("Help") == "幫助"


def test_a_question_in_chinese_is_answered_in_chinese() -> None:
    assert reply_language(discord.Locale.french, "首班车", BOTH) == "zh"
    assert reply_language(discord.Locale.chinese, "first tram", BOTH) == "zh"


@pytest.mark.parametrize(
    ("locale", "asked", "info", "language"),
    [
        (discord.Locale.german, "", HELP_DESK, "de"),
        (discord.Locale.british_english, "", HELP_DESK, "en"),
        (discord.Locale.japanese, "", HELP_DESK, "de"),
        (discord.Locale.british_english, "Wo kann ich mein Fahrrad abstellen?", HELP_DESK, "de"),
        (discord.Locale.british_english, "自行车可以停在哪里", HELP_DESK, "en"),
        (discord.Locale.chinese, "自行车可以停在哪里", FAQ, "en"),
        (discord.Locale.japanese, "東京の天気は", FAQ, "en"),
        (discord.Locale.japanese, "東京の天気は", BOTH, "en"),
    ],
)
def test_a_reply_is_in_a_language_of_the_pack_the_askers_where_it_has_that(
    locale: discord.Locale, asked: str, info: PackInfo, language: str
) -> None:
    assert reply_language(locale, asked, info) == language
