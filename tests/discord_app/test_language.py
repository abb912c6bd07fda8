"""The catalogues against the code, and who is spoken to in which language."""

from __future__ import annotations

import re

import discord
import pytest
from babel.messages.catalog import Message

from bot.discord_app.language import language_of, reply_language, voice
from bot.pack.models import Language

from .catalogue import held, read, wanted

BLANK = re.compile(r"\{\w*\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def forms(message: Message) -> list[str]:
    """What a message is translated by: one sentence, or one for each plural."""
    string = message.string or ""
    return [string] if isinstance(string, str) else [str(form) for form in string]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_catalogue_holds_every_sentence_the_code_says_and_no_other(language: Language) -> None:
    said, listed = wanted(), held(read(language))
    assert said - listed == set(), "run python -m tests.discord_app.catalogue"
    assert listed - said == set(), "run python -m tests.discord_app.catalogue"


def test_every_sentence_is_translated_into_chinese_with_the_same_blanks() -> None:
    for message in read("zh"):
        if message.id:
            english = message.id if isinstance(message.id, str) else str(message.id[1])
            chinese = forms(message)[0]
            assert CHINESE.search(chinese), english
            assert sorted(BLANK.findall(chinese)) == sorted(BLANK.findall(english)), english
            assert not message.fuzzy, english


def test_the_english_catalogue_leaves_the_words_to_the_code() -> None:
    assert not any("".join(forms(message)) for message in read("en") if message.id)
    assert voice("en")("In context") == "In context"


def test_counts_follow_each_language_s_plural() -> None:
    assert voice("en").plural("{count} term", "{count} terms", 1) == "1 term"
    assert voice("en").plural("{count} term", "{count} terms", 2) == "2 terms"
    assert voice("zh").plural("{count} term", "{count} terms", 1) == "1 个术语"


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        (discord.Locale.chinese, "zh"),
        (discord.Locale.taiwan_chinese, "zh"),
        (discord.Locale.british_english, "en"),
        (discord.Locale.french, "en"),
    ],
)
def test_chinese_readers_are_spoken_to_in_chinese_and_all_others_in_english(
    locale: discord.Locale, language: Language
) -> None:
    assert language_of(locale) == language


def test_a_question_in_chinese_is_answered_in_chinese() -> None:
    assert reply_language(discord.Locale.french, "首班车") == "zh"
    assert reply_language(discord.Locale.chinese, "first tram") == "zh"
