"""The register of languages: what a row needs besides itself is named here, and nowhere else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from importlib import import_module
from pathlib import Path
from typing import get_args

import discord
import pytest
from babel import Locale
from babel.dates import format_time
from babel.messages.catalog import Message

from bot.languages import (
    DEFAULT,
    LANGUAGES,
    TONGUES,
    SpokenLanguage,
    Tongue,
    known_language,
    language_of_locale,
    language_of_text,
    rows,
    tongue,
)
from bot.pack.models import LocalizedText
from bot.times.clock_times import read_time
from bot.times.weekdays import EVERY_DAY, WEEKEND, WORKDAYS, read_days, say_days
from bot.times.zones import find_zones, say_zone
from bot.translations import catalogue_file, in_all, localizations, sentences_in, voice
from tools.catalogues import TABLE, held, page_file, table, wanted, wanted_on_page

ROWS = Path(rows.__file__).parent
BLANK = re.compile(r"\{\w*\}")
RUN = "run python -m tools.catalogues"
TRANSLATED = [row for row in TONGUES if row.code != DEFAULT]
each_tongue = pytest.mark.parametrize("row", TONGUES, ids=lambda row: row.code)
each_translated = pytest.mark.parametrize("row", TRANSLATED, ids=lambda row: row.code)


def forms(message: Message) -> list[str]:
    """What a message is translated by: one sentence, or one for each plural."""
    string = message.string or ""
    return [string] if isinstance(string, str) else [str(form) for form in string]


def english(message: Message) -> str:
    """What a message says in English; the plural, where it has one."""
    return message.id if isinstance(message.id, str) else str(message.id[1])


def test_the_type_of_languages_names_exactly_the_rows() -> None:
    named = {*get_args(SpokenLanguage)}
    assert {row.code for row in TONGUES} == named, "rows differ from `SpokenLanguage` in bot/languages/language_row.py"


def test_every_row_stands_in_the_register_once() -> None:
    files = [import_module(f"bot.languages.rows.{file.stem}") for file in ROWS.glob("[!_]*.py")]
    codes = [row.code for file in files for row in file.ROWS]
    assert sorted(codes) == sorted({row.code for row in LANGUAGES})


def test_a_language_that_the_bot_does_not_speak_is_kept_under_the_first_ones_sentences() -> None:
    assert (voice("de").language, voice("de")("Help")) == ("de", "Help")
    assert tongue("de") is TONGUES[0]


@each_tongue
def test_a_catalogue_holds_every_sentence_that_the_code_says_and_no_other(row: Tongue) -> None:
    path = catalogue_file(row.code)
    assert path.exists(), f"{RUN} and translate {path}"
    said, listed = wanted(), held(sentences_in(row))
    assert said - listed == set(), RUN
    assert listed - said == set(), RUN


@each_translated
def test_the_page_s_catalogue_holds_every_sentence_that_the_page_says_and_no_other(row: Tongue) -> None:
    path = page_file(row.code)
    assert path.exists(), f"{RUN} and translate {path}"
    listed = held(sentences_in(row, page_file))
    assert wanted_on_page() == listed, RUN
    assert len(listed) > 80


@each_translated
def test_every_sentence_is_translated_with_the_same_blanks_in_the_language_s_script(row: Tongue) -> None:
    for path in (catalogue_file(row.code), page_file(row.code)):
        for message in sentences_in(row, catalogue_file if path == catalogue_file(row.code) else page_file):
            if not message.id:
                continue
            for number, form in enumerate(forms(message)):
                assert form, f"{path}: “{english(message)}” is not translated"
                said = message.id[number] if number == 0 and len(forms(message)) > 1 else english(message)
                assert sorted(BLANK.findall(form)) == sorted(BLANK.findall(said)), said
                if row.in_script and BLANK.sub("", english(message)).strip(" “”:,"):
                    assert row.in_script(form), english(message)
            assert not message.fuzzy, english(message)


def test_the_page_reads_what_its_catalogues_say() -> None:
    assert TABLE.read_text("utf-8") == table(), RUN


@each_tongue
def test_what_a_row_says_is_known_to_discord_and_to_cldr(row: Tongue) -> None:
    known = {locale.value for locale in discord.Locale}
    assert set(row.command_locales) <= known
    assert all(language_of_locale(locale) == row.code for locale in row.command_locales)
    assert not row.clients or any(locale.startswith(row.clients) for locale in known)
    assert Locale.parse(row.locale).language == row.code.partition("-")[0]
    assert set(re.findall(r"\{(\w+)\}", row.place)) == {"city", "land"}
    assert re.compile(row.names_a_source).search("") is None
    assert set(row.fallbacks) <= {other.code for other in TONGUES} - {row.code}
    assert bool(row.clients) == bool(row.command_locales) == bool(row.fallbacks) == (row.code != DEFAULT)


@each_tongue
def test_days_and_times_are_read_and_said_in_each_language(row: Tongue) -> None:
    for days, names in ((EVERY_DAY, row.typed.every_day), (WORKDAYS, row.typed.workdays), (WEEKEND, row.typed.weekend)):
        assert names
        assert {read_days(name) for name in names} == {days}
    for some in (*({day} for day in range(1, 8)), {1, 3, 5}):
        assert read_days(say_days(frozenset(some), row.code)) == some
    assert {read_time(name) for name in row.typed.hours} >= {time(12), time(0)}
    for minutes in range(0, 24 * 60, 90):
        moment = time(minutes // 60, minutes % 60)
        assert read_time(format_time(moment, "short", locale=row.locale)) == moment
    assert all(read_time(name) == at for name, at in row.typed.hours.items())


@each_tongue
def test_zones_are_said_and_found_in_each_language(row: Tongue) -> None:
    for zone in ("Asia/Tokyo", "Europe/Paris", "UTC"):
        city = say_zone(zone, row.code).replace(",", " ").split()
        assert any(zone in find_zones(word, datetime(2026, 1, 1, tzinfo=UTC)) for word in city)


@each_tongue
def test_a_text_that_a_pack_lacks_is_shown_in_the_first_language_it_has(row: Tongue) -> None:
    assert LocalizedText({"en": "Only English."}).text(row.code) == "Only English."


def test_who_reads_no_language_of_the_bot_is_spoken_to_in_the_first() -> None:
    assert language_of_locale("fr") == language_of_locale("") == DEFAULT == "en"
    assert language_of_text("première rame") == DEFAULT
    assert language_of_text("première rame", otherwise="zh") == "zh"
    assert known_language("xx") is known_language(None) is None
    assert known_language("zh") == "zh"


def test_one_sentence_is_said_in_each_locale_or_in_all_languages_at_once() -> None:
    assert localizations(lambda say: say("Help"))["zh-CN"] == "帮助"
    assert in_all(lambda say: say("Help")).split(" · ")[0] == "Help"
    assert voice("en")("In context") == "In context"
