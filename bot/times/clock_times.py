"""Parser of times of day as people type them: "8:30", "8pm", "20.30", "８：３０", "晚上八点半"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import time
from functools import cache
from typing import cast

from babel import Locale

from bot.languages import TONGUES

Span = tuple[int, int]
"""Minutes of the day from which and to which a part of the day lasts."""

DAY, HALF_DAY = 24 * 60, 12 * 60
FAR = 3 * 60
"""Minutes by which an hour may lie outside the part of the day it is said to be in: "6 in the evening" does."""

_COUNT = r"\d{1,2}|[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二两三四五六七八九]|[零〇]"
_TIME = re.compile(
    rf"(?P<hour>{_COUNT})(?:(?:[:.点时]|h(?!a))(?P<minute>{_COUNT}|半|一刻|三刻)?(?P<said>分)?钟?整?)?"
    r"|(?P<h>\d{1,2})(?P<m>\d\d)"
)
_ONE_DIGIT = re.compile(r"(?P<hour>\d{1,2})\s*(?P<mark>[:.点时h])\s*(?P<digit>\d)(?!\d|\s*分)")
_END_OF_DAY = re.compile(r"\b24(?=(?:[:.点时h]?00)?\b|点|时)")
_NAMED = {name: at for tongue in TONGUES for name, at in tongue.typed.hours.items()}
_PARTS_OF_AN_HOUR = {"半": 30, "一刻": 15, "三刻": 45}
_ALSO = {other: name for tongue in TONGUES for other, name in tongue.typed.parts_of_day.items()}
"""Names of parts of the day that CLDR does not give, with the name it gives."""


def read_time(typed: str) -> time | None:
    """The time of day that somebody typed, to the minute; None when it is none, or may be one of several.

    A single digit of minutes is doubtful: 9.5 is half past nine to some, five past nine to others.
    """
    words = _tidy(typed)
    if words in _NAMED:
        return _NAMED[words]
    part: Span | None = None
    for name, span in _parts_of_the_day():
        if words.startswith(name) or words.endswith(name):
            words, part = (words[len(name) :] if words.startswith(name) else words[: -len(name)]).strip(), span
            break
    words = re.sub(r"\s*o'?clock$|\s+", "", words)
    found = _TIME.fullmatch(words)
    if found is None or (_is_single(found["minute"] or "") and not found["said"]):
        return None
    hour, minute = read_number(found["hour"] or found["h"]), _minute(found["minute"] or found["m"])
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute) if part is None else _within(part, hour, minute)


def near_times(typed: str) -> tuple[time, ...]:
    """What something may mean that is no time as it stands: 9:05, 9:30 or 9:50 by "9.5", midnight by "24:00"."""
    words = _tidy(typed)
    found = _ONE_DIGIT.search(words)
    if found is None:
        read = read_time(_END_OF_DAY.sub("0", words)) if _END_OF_DAY.search(words) else None
        return () if read is None else (read,)
    digit = int(found["digit"])
    minutes = [digit, *([digit * 6] if found["mark"] != ":" else []), *([digit * 10] if digit < 6 else [])]
    spelt = (f"{words[: found.start()]}{found['hour']}:{minute:02}{words[found.end() :]}" for minute in minutes)
    return tuple(dict.fromkeys(read for text in spelt if (read := read_time(text)) is not None))


def _is_single(minute: str) -> bool:
    """Whether minutes are one digit only: five of them, or fifty, or half an hour."""
    return len(minute) == 1 and (minute.isdecimal() or minute in "一二两三四五六七八九")


def _tidy(typed: str) -> str:
    """The words in one form: full-width characters made ordinary, lower case, "a.m." as "am"."""
    words = unicodedata.normalize("NFKC", typed).lower().replace("點", "点").replace("時", "时")
    return re.sub(r"\b([ap])\.?\s?m\b\.?", r"\1m", " ".join(words.split()))


def _within(part: Span, hour: int, minute: int) -> time | None:
    """The reading of an hour, as it stands or twelve hours later, that lies nearest to a part of the day."""
    first, last = part

    def distance(minutes: int) -> int:
        return 0 if first <= minutes < last else min((first - minutes) % DAY, (minutes - last) % DAY + 1)

    readings = [hour % 12 * 60 + minute, hour % 12 * 60 + minute + HALF_DAY] if hour <= 12 else [hour * 60 + minute]
    best = min(readings, key=distance)
    return time(best // 60, best % 60) if distance(best) <= FAR else None


def _minute(said: str | None) -> int:
    return _PARTS_OF_AN_HOUR[said] if said in _PARTS_OF_AN_HOUR else read_number(said or "0")


def read_number(said: str) -> int:
    """A number below a hundred, in digits or in Chinese."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.replace("两", "二").rpartition("十")
    return int((unicodedata.numeric(tens) if tens else 1) * 10 * bool(ten) + unicodedata.numeric(ones[-1:] or "零"))


@cache
def _parts_of_the_day() -> tuple[tuple[str, Span], ...]:
    """Names of parts of the day in every language, the longest first, with the minutes they cover (CLDR)."""
    named: dict[str, Span] = {"am": (0, HALF_DAY), "pm": (HALF_DAY, DAY)}
    for locale in (Locale.parse(tongue.locale) for tongue in TONGUES):
        named |= dict(_named_by(locale))
    named |= {other: named[name] for other, name in _ALSO.items()}
    return tuple(sorted(named.items(), key=lambda pair: -len(pair[0])))


def _named_by(locale: Locale) -> Iterator[tuple[str, Span]]:
    periods = cast("Mapping[str, Mapping[str, Mapping[str, str]]]", locale.day_periods)
    for id_, (rule, *_) in locale.day_period_rules[None].items():
        for form in ("format", "stand-alone"):  # what one lacks, as Spanish does, the other has
            for width in ("wide", "abbreviated"):
                name = periods.get(form, {}).get(width, {}).get(id_)
                if name and "from" in rule:
                    yield name.lower(), (rule["from"] // 60, rule["before"] // 60)
                elif name and "at" in rule:  # noon and midnight: "午夜12:00"
                    yield name.lower(), (rule["at"] // 60 % DAY, rule["at"] // 60 % DAY + 1)
