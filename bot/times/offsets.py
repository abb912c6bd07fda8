"""Parser and formatter of offsets from UTC: "UTC+5:30", "GMT−5", "＋8", "东八区"."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

from bot.text import simplified
from bot.times.clock_times import read_number
from bot.times.zone_rules import zone_of

_OFFSET = re.compile(
    r"(?P<named>utc|gmt)?\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?", re.IGNORECASE
)
_MINUS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63", "-") | {"﹢": "+"})
_CHINESE = re.compile(r"(?P<side>[东西])\s*(?P<hours>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*时?区(?:时间)?")
"""Zones as schools teach them in China: 东八区 is UTC+8, 西五区 UTC-5."""


def read_offset(typed: str) -> timedelta | None:
    """How far from UTC somebody typed; None when that is no offset."""
    text = unicodedata.normalize("NFKC", typed.translate(_MINUS)).translate(_MINUS).strip()
    found = _OFFSET.fullmatch(text)
    if found:
        offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        east = found["sign"] == "+"
    elif chinese := _CHINESE.fullmatch(simplified(text)):
        offset, east = timedelta(hours=read_number(chinese["hours"])), chinese["side"] == "东"
    else:
        return None
    return offset if east else -offset


def is_utc(typed: str) -> bool:
    """Whether UTC itself is written as an offset: "UTC+0"."""
    found = _OFFSET.fullmatch(unicodedata.normalize("NFKC", typed.translate(_MINUS)).strip())
    return found is not None and bool(found["named"]) and not int(found["hours"]) and not int(found["minutes"] or 0)


def say_offset(zone: str, now: datetime) -> str:
    """How far a zone is from UTC at an instant: "UTC+5:30"."""
    offset = now.astimezone(zone_of(zone)).utcoffset() or timedelta()
    minutes = round(abs(offset).total_seconds() / 60)
    sign, rest = "-" if offset < timedelta() else "+", f":{minutes % 60:02}" if minutes % 60 else ""
    return f"UTC{sign}{minutes // 60}{rest}"
