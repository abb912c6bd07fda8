"""Parser of numbers in English and Chinese, brought to one form so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple


class Figure(NamedTuple):
    """A number that a text states: "9.44 million" and "944万" are the same one, "December" and "12月" another."""

    value: Decimal
    kind: Literal["number", "month", "decade"] = "number"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_OF = {name: number for number, full in enumerate(MONTHS, 1) for name in (full, full[:3])} | {"Sept": 9}
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HAN_DIGITS = "一二三四五六七八九"
_POWERS_ZH = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12}
_POWERS = _POWERS_ZH | {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}

_NUMBER = re.compile(
    r"(?=\d)(?:"  # what is no digit is passed over without a look at the ways to write a number
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)"
    r"|(?P<zh_month>\d{1,2})\s*月"
    r"|(?P<century>\d{1,2})\s*世纪\s*(?P<of_century>\d0)\s*年代"
    r"|(?P<decade>\d0)\s*年代"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<tens>[十百千](?=[万亿]))?(?P<scale>万亿|[万亿]|(?:thousand|million|billion|trillion)\b)?)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"[JFMASOND][a-z]{2,8}\b")
_WORD = re.compile(r"[a-zA-Z][a-z]{2,5}\b")
_WORD_ZH = re.compile(rf"[十{_HAN_DIGITS}]十?[{_HAN_DIGITS}]?")


@lru_cache(maxsize=1 << 14)
def unsupported(text: str, held: str) -> tuple[str, ...]:
    """The numbers and months, as written, that a text states and another does not support.

    Args:
        text: what somebody claims, in either language; numbers written out in words are not judged.
        held: what the claim rests on.
    """
    given = supported(held)
    return tuple(shown for figure, shown in stated(text).items() if figure not in given)


def stated(text: str) -> dict[Figure, str]:
    """The numbers that a text gives in digits, and the months it names, each with how it is written."""
    return dict((*_in_digits(text), *_month_names(text)))


@lru_cache(maxsize=64)
def supported(text: str) -> frozenset[Figure]:
    """The numbers that may be stated on the strength of a text: its own, also where it writes them out in words."""
    own = set(stated(text))
    years = (value for value, kind in own if kind == "number" and 1000 <= value < 3000)
    decades = {Figure(year % 100, "decade") for year in years if year % 10 == 0}
    return frozenset(own | decades | {Figure(Decimal(value)) for value in _in_words(text)})


def _in_digits(text: str) -> Iterator[tuple[Figure, str]]:
    for match in _NUMBER.finditer(text):
        yield from ((figure, match[0].strip()) for figure in _figures(match))


def _figures(match: re.Match[str]) -> Iterator[Figure]:
    """What one written number or date says."""
    found = match.groupdict()
    if found["year"]:
        yield Figure(Decimal(found["year"]))
        yield Figure(Decimal(found["month"]), "month")
        if found["day"]:
            yield Figure(Decimal(found["day"]))
    elif found["zh_month"]:
        yield Figure(Decimal(found["zh_month"]), "month")
    elif found["century"]:
        yield Figure((Decimal(found["century"]) - 1) * 100 + Decimal(found["of_century"]))
    elif found["decade"]:
        yield Figure(Decimal(found["decade"]), "decade")
    else:
        power = sum(_POWERS.get((found[part] or "").lower(), 0) for part in ("tens", "scale"))
        yield Figure(Decimal(found["digits"].replace(",", "")).scaleb(power))


def _month_names(text: str) -> Iterator[tuple[Figure, str]]:
    """Months by name. "May" and "March" may be other words where a sentence begins: there a number must follow."""
    for match in _MONTH.finditer(text):
        number = _MONTH_OF.get(match[0])
        before, after = text[: match.start()][-2:], text[match.end() :][:2].strip()
        if number is None or before[-1:].isalpha():
            continue
        inside = before[:1].islower() or before[:1].isdigit() or before[:1] == ","
        if match[0] not in ("May", "March") or inside or after.isdigit():
            yield Figure(Decimal(number), "month"), match[0]


def _in_words(text: str) -> Iterator[int]:
    """Numbers up to twelve in English and up to ninety-nine in Chinese: "three" is 3, "二十一" is 21."""
    for word in {word.lower() for word in _WORD.findall(text)}.intersection(_CARDINALS):
        yield _CARDINALS.index(word) + 1
    for match in _WORD_ZH.finditer(text):
        tens, ten, units = match[0].rpartition("十")
        value = _HAN_DIGITS.find(units) + 1 if units else 0
        yield (10 * (_HAN_DIGITS.find(tens) + 1 if tens else 1) + value) if ten else value
