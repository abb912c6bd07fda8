"""Parser and formatter of days of the week: "mon, wed, fri", "Mon-Fri", "周一三五", "weekdays", "每天".

Numbers name no day: the week begins on Monday for some and on Sunday for others, so what they may mean is asked.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale
from babel.lists import format_list

from bot.languages import TONGUES, Language, tongue
from bot.text import fold, simplified, without_accents

EVERY_DAY = frozenset(range(1, 8))
"""Monday (1) to Sunday (7), as ISO 8601 counts them."""
WORKDAYS, WEEKEND = frozenset(range(1, 6)), frozenset((6, 7))

_NAMED = {
    fold(name): days
    for row in TONGUES
    for names, days in (
        (row.typed.every_day, EVERY_DAY),
        (row.typed.workdays, WORKDAYS),
        (row.typed.weekend, WEEKEND),
    )
    for name in names
}
_CHINESE = {day: number for number, days in enumerate(("一", "二", "三", "四", "五", "六", "日天"), 1) for day in days}
_RANGE = re.compile(rf"\s*(?:-|–|—|~|～|{'|'.join(row.typed.until for row in TONGUES)})\s*")
_BETWEEN = re.compile(rf"(?:[\s,;/+&]|{'|'.join(row.typed.between for row in TONGUES)})+")


def read_days(typed: str) -> frozenset[int] | None:
    """The ISO weekdays (1 is Monday) that somebody typed; None when a part of it is no day, or a number."""
    words = simplified(typed).strip().lower().removeprefix("on ")
    if fold(words) in _NAMED:
        return _NAMED[fold(words)]
    days: set[int] = set()
    for part in filter(None, _BETWEEN.split(_RANGE.sub("-", words))):
        first, *rest = part.split("-")
        read = _one_or_more(first)
        last = _one_or_more(rest[0]) if rest else read
        if not read or not last or len(rest) > 1 or (rest and len(read) + len(last) != 2):
            return None
        days |= _from_to(read[0], last[0]) if rest else set(read)
    return frozenset(days) or None


def near_days(typed: str) -> frozenset[int] | None:
    """What numbers may mean, counted from Monday: Monday to Friday by "1-5" or "12345"; None where there are others."""
    words = _RANGE.sub("-", unicodedata.normalize("NFKC", typed).strip().lower())
    days: set[int] = set()
    for part in filter(None, _BETWEEN.split(words)):
        if re.fullmatch("[1-7]-[1-7]", part):
            days |= _from_to(int(part[0]), int(part[-1]))
        elif re.fullmatch("[1-7]+", part):
            days |= set(map(int, part))
        else:
            return None
    return frozenset(days) or None


def say_days(days: frozenset[int], language: Language) -> str:
    """Days as a list in words: "Monday, Wednesday and Friday"."""
    locale = Locale.parse(tongue(language).locale)
    return format_list([locale.days["format"]["wide"][day - 1] for day in sorted(days)], locale=locale)


def written(days: frozenset[int]) -> str:
    """Days in short, which `read_days` reads back: "mon,wed,fri"."""
    names = Locale("en").days["format"]["abbreviated"]
    return ",".join(names[day - 1].lower() for day in sorted(days))


def _one_or_more(word: str) -> list[int]:
    """The day that a word names; in Chinese several may follow each other ("周一三五"). Empty when it is none."""
    named = _day_names().get(word.rstrip("."))
    if named:
        return [named]
    bare = re.sub("^(?:每?(?:周|星期|礼拜))", "", word)
    parts = [_CHINESE.get(day, 0) for day in re.sub("周|星期|礼拜", "", bare)]
    return parts if all(parts) else []


def _from_to(first: int, last: int) -> set[int]:
    """All days from one to another, over the end of the week where the second comes first."""
    return {(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)}


@cache
def _day_names() -> dict[str, int]:
    """Every way to write a day in any language: its name (CLDR), with or without accents, from two letters on.

    What two days have in common names neither.
    """
    forms: dict[str, set[int]] = {}
    for row in TONGUES:
        for number, name in Locale.parse(row.locale).days["format"]["wide"].items():
            for full in {name.lower(), without_accents(name.lower())}:
                for form in {full[:length] for length in range(2, len(full) + 1)} | {f"{full}s"}:
                    forms.setdefault(form, set()).add(number + 1)
    return {form: next(iter(days)) for form, days in forms.items() if len(days) == 1}
