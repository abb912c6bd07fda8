"""Formatting of days, times and weekdays, and of instants that each reader sees in their own time."""

from __future__ import annotations

from datetime import date, datetime, time

from babel.dates import format_date, format_time

from bot.languages import Language, tongue
from bot.times.weekdays import EVERY_DAY, WEEKEND, WORKDAYS, say_days
from bot.translations import Voice


def say_day(day: date, language: Language) -> str:
    """A day in words: "November 21, 2026"."""
    return format_date(day, "long", locale=tongue(language).locale)


def say_time(moment: time, language: Language) -> str:
    """A time of day as the language writes it: "8:30 PM"; with ordinary spaces."""
    return format_time(moment, "short", locale=tongue(language).locale).replace("\u202f", " ")


def say_weekdays(days: frozenset[int], say: Voice) -> str:
    """On which days something happens: "every day", "on Monday and Friday"."""
    named = {EVERY_DAY: say("every day"), WORKDAYS: say("on weekdays"), WEEKEND: say("on weekends")}
    return named.get(days) or say("on {days}", days=say_days(days, say.language))


def stamp(instant: datetime, style: str = "F") -> str:
    """An instant that Discord shows in each reader's own time; "R" as the time from now."""
    return f"<t:{int(instant.timestamp())}:{style}>"
