"""Register of the languages that the bot speaks: every value that differs from one to the next, in one row each.

A language more is a row here (a `Language` and a `Tongue`; the type checker names what the row lacks) and a gettext
catalogue in `bot/locale/`, for which tests/test_tongues.py asks. Everything else loops over `TONGUES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Literal, TypeAlias

from bot.text import has_han, has_kana

SpokenLanguage: TypeAlias = Literal["en", "zh"]
"""Code of a language that the bot speaks. Written out for type checkers; a test holds it against the rows below."""
Language: TypeAlias = str
"""Code of a language (BCP 47): of the bot, which has a row below, or of a pack that is written in others."""


@dataclass(frozen=True, slots=True)
class TypedTimes:
    """What people type as days and times, as far as CLDR does not give it; small letters, simplified characters.

    Attributes:
        every_day, workdays, weekend: ways to name these days.
        hours: times of day that have a name.
        parts_of_day: other names of parts of the day, with the name that CLDR gives.
        between: regular expression of what stands between the members of a list.
        until: the same of what stands between the first and the last of a range.
    """

    every_day: tuple[str, ...]
    workdays: tuple[str, ...]
    weekend: tuple[str, ...]
    hours: Mapping[str, time]
    parts_of_day: Mapping[str, str]
    between: str
    until: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language.

    Attributes:
        code: the code under which settings, packs and catalogues have it (ISO 639-1).
        name: what it calls itself.
        english_name: what English calls it, and `written` how it is to be written, in messages to curators.
        locale: the locale of CLDR (Babel) by which dates, times, lists and places are written.
        clients: how the locales of Discord begin whose readers are spoken to in it; none for the first row, which is
            everybody else's.
        command_locales: locales of Discord for which the names of commands are translated; none for the language
            that stands in the code.
        fallbacks: languages whose text is shown where a pack has none in this one, in this order.
        in_script: whether a text is written in its script; None where that tells nothing, as with Latin letters.
        separator: what stands between the members of a list.
        sentence_gap: what stands between two sentences.
        quotation_marks: the opening and the closing one.
        place: how a city and its country are put together.
        all_topics: what people type to mean every topic.
        names_a_source: regular expression of the words by which an answer says whose claim it is, as "the article".
        typed: what people type as days and times.
        asked_as: what people call it when they ask for an answer in it, small letters.
        demo_reader: user name and display name of the person in the demo whose client is set to it.
    """

    code: SpokenLanguage
    name: str
    english_name: str
    written: str
    locale: str
    clients: tuple[str, ...]
    command_locales: tuple[str, ...]
    fallbacks: tuple[Language, ...]
    in_script: Callable[[str], bool] | None
    separator: str
    sentence_gap: str
    quotation_marks: tuple[str, str]
    place: str
    all_topics: tuple[str, ...]
    names_a_source: str
    typed: TypedTimes
    asked_as: tuple[str, ...]
    demo_reader: tuple[str, str]


TONGUES: tuple[Tongue, ...] = (
    Tongue(
        code="en",
        name="English",
        english_name="English",
        written="English",
        locale="en",
        clients=(),
        command_locales=(),
        fallbacks=(),
        in_script=None,
        separator=", ",
        sentence_gap=" ",
        quotation_marks=("“", "”"),
        place="{city}, {land}",
        all_topics=("all",),
        names_a_source=r"(?i)\b(?:article|articles|essay|explainer|piece|pieces|text|texts|author|authors|report|library"
        r"|passage|passages)\b",
        typed=TypedTimes(
            every_day=("every day", "everyday", "daily", "all"),
            workdays=("weekdays", "weekday", "workdays"),
            weekend=("weekends", "weekend"),
            hours={"noon": time(12), "midnight": time(0)},
            parts_of_day={"a": "am", "p": "pm", "tonight": "at night"},
            between=r"\band\b",
            until=r"\bto\b",
        ),
        asked_as=("english", "英文", "英语"),
        demo_reader=("sam", "Sam"),
    ),
    Tongue(
        code="zh",
        name="简体中文",
        english_name="Chinese",
        written="Simplified Chinese",
        locale="zh_Hans_CN",
        clients=("zh",),
        command_locales=("zh-CN",),
        fallbacks=("en",),
        in_script=lambda text: has_han(text) and not has_kana(text),
        separator="、",
        sentence_gap="",
        quotation_marks=("“", "”"),
        place="{land} {city}",
        all_topics=("全部",),
        names_a_source=r"文章|文中|作者|一文|报道|报告|解读|署名|本文|该文|全文|各文|几篇|篇",
        typed=TypedTimes(
            every_day=("每天", "每日", "天天"),
            workdays=("工作日",),
            weekend=("周末",),
            hours={"中午": time(12), "正午": time(12), "午夜": time(0), "半夜": time(0)},
            parts_of_day={"傍晚": "晚上", "夜里": "晚上", "夜晚": "晚上", "早晨": "早上"},
            between="[，、；和]",
            until="到|至",
        ),
        asked_as=("chinese", "mandarin", "中文", "汉语", "普通话", "国语"),
        demo_reader=("lin", "林小雨"),
    ),
)
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
    found: Language | None = next((row.code for row in TONGUES if row.clients and locale.startswith(row.clients)), None)
    return found or DEFAULT


def language_of_text(text: str, otherwise: Language = DEFAULT) -> Language:
    """The language whose script a text is written in; `otherwise` where its script belongs to no language alone."""
    found: Language | None = next((row.code for row in TONGUES if row.in_script and row.in_script(text)), None)
    return found or otherwise
