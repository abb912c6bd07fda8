"""Figures in a line: where they stand, and others of the same unit and magnitude that could stand there.

Left alone are figures that are not amounts: of dates, ranges, ordinals, versions and sizes like 60 × 40.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bot.pack.checks.sourcing.numbers import MONTHS, stated

_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|Millionen|Milliarden|millones|万亿|[万亿]))?"
_FIGURE = re.compile(
    rf"(?<![A-Za-z\d_.,:/×–#¶$€£¥-])(?P<lead>[$€£¥]\s?)?(?P<digits>\d{{1,3}}(?:[,.]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"
    rf"(?P<tail>s\b|{_SCALE}\s?[%‰€]|{_SCALE})(?![\d/×:–-]|[.,]\d|(?-i:[A-Za-z]))"
)
_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
}
_MONTH = "|".join(f"{month[:3]}[a-z]*" for month in MONTHS)
_DATE_OR_RANGE_BEFORE = re.compile(
    rf"(?:\b(?:{_MONTH})\.?|\bNos?\.|第|[×x]|[\d%](?:\s?[–-]|\s(?:to|or|and|bis|und|oder|a|y|o))"
    r"|\b(?:from|between|von|zwischen|de|entre))\s?$"
)
_RANGE_AFTER = re.compile(r"\s?(?:[–×x]\s?|(?:to|or|and|bis|und|oder|a|y|o)\s+)\d|\s?\d*\s?[月日号]")
_CLOCK = re.compile(r"\s?(?:am\b|pm\b|a\.m|p\.m|o'clock|Uhr|in the (?:morning|evening|afternoon)|at night|点)")
_UNIT = re.compile(r"\s?[^\W\d_A-Z]")
_YEARS = range(1000, 2101)
GAP = "____"
_ENOUGH = 3
_STEPS = (-0.46, -0.38, -0.3, -0.23, -0.16, -0.1, 0.11, 0.18, 0.27, 0.36, 0.48, 0.62, 0.8)
"""By how much of itself a wrong figure differs from the right one."""


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as it stands in a text, at `start` to `end`; `value` is without its scale."""

    start: int
    end: int
    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Other:
    """A figure that could stand in its place."""

    text: str
    value: float


def figures_in(line: str, language: str) -> Iterator[Written]:
    """The amounts and years of a line that the rest of it does not tell.

    One that stands twice is told, and so is one whose digits stand twice: "540 million, up 54.0%".
    """
    every = [(significant(figure.text), figure) for figure in _figures_in(line, language)]
    printed = Counter(map(significant, re.findall(r"\d+(?:[.,]\d+)*", line)))
    for digits, figure in every:
        if printed[digits] <= 1:
            yield figure


def significant(figure: str) -> str:
    """The digits of a figure without zeros at either end; one that is written as a word as it is."""
    return re.sub(r"\D", "", figure).strip("0") or figure


def _figures_in(line: str, language: str) -> Iterator[Written]:
    for match in _FIGURE.finditer(line):
        before, after = line[: match.start()][-14:], line[match.end() :]
        if _DATE_OR_RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after):
            continue
        value = _value(match["digits"])
        measured = match["lead"] or match["tail"].strip() or _UNIT.match(after)
        if value and (measured or _is_year(match["digits"])):
            yield Written(match.start(), match.end(), match[0], value)
    words = _WORDS.get(language, "").split()
    for match in re.finditer(rf"\b(?:{'|'.join(words)})\b(?=\s[^\W\d_A-Z])", line) if words else ():
        before, after = line[: match.start()], line[match.end() :]
        listed = ":" in after  # who counts what is listed needs not know
        joined = re.search(rf"\b(?:{'|'.join(words)}|one|eine?n?|uno|to|bis|a)\W*$", before)
        ranged = re.match(rf"\W*(?:to|bis|a|or|oder|o)\s+(?:{'|'.join(words)})\b", after)
        if not listed and not joined and not ranged:
            yield Written(match.start(), match.end(), match[0], words.index(match[0]) + 2)


def others(figure: Written, line: str, passage: str, language: str, chance: Random) -> list[Other]:
    """Figures that look like it and stand neither in the line nor in its passage; in no order."""
    given = {float(one.value) for one in stated(f"{line} {passage}")} | {figure.value}
    made = _words(figure, passage, language) if figure.text.isalpha() else _digits(figure, line, chance)
    return [other for other in made if other.value not in given and not _stands(other.text, f"{line} {passage}")]


def _stands(figure: str, text: str) -> bool:
    """Whether a figure stands in a text, be it as the end of another: "5.7%" in "15.7%"; a single digit by itself."""
    return figure in text if len(figure.strip()) > 2 else re.search(rf"\b{re.escape(figure)}\b", text) is not None


def _words(figure: Written, passage: str, language: str) -> list[Other]:
    words = _WORDS[language].split()
    near = range(max(2, int(figure.value) - 4), min(12, int(figure.value) + 4) + 1)
    found = [Other(words[value - 2], value) for value in near if value != figure.value]
    return [other for other in found if not re.search(rf"\b{other.text}\b", passage, re.IGNORECASE)]


def _digits(figure: Written, line: str, chance: Random) -> list[Other]:
    match = _FIGURE.fullmatch(figure.text)
    if match is None:
        return []
    digits, value = match["digits"], figure.value
    if match["tail"] == "s":
        near = [value + step for step in range(-60, 61, 10) if step]
    elif _is_year(digits) and not match["tail"].strip() and not match["lead"]:
        near = [value + step for step in range(-3, 4) if step and value + step <= _latest_year(value, line)]
    else:
        clock = _CLOCK.match(line[figure.end :])
        near = _amounts(value, digits, chance, percent="%" in match["tail"], clock=clock is not None)
    return [
        Other(f"{match['lead'] or ''}{_like(digits, other)}{match['tail']}", other)
        for other in dict.fromkeys(near)
        if other > 0 and other != value and not (value < 1000 <= other and match["tail"].strip())
    ]


def _amounts(value: float, digits: str, chance: Random, *, percent: bool, clock: bool) -> list[float]:
    decimals = _decimals(digits)
    if not decimals and value <= 12:
        most = 12 if clock else 24
        return [float(other) for other in range(max(1, int(value) - 5), min(most, int(value) + 6) + 1)]
    step = _roundness(value, decimals)
    made = [round(value * (1 + share * chance.uniform(0.85, 1.15)) / step) * step for share in _STEPS]
    near = [round(other, decimals) for other in made]
    if clock:
        near = [float(other) for other in range(8, 24)]
    return [other for other in near if other < 100] if percent and value < 100 else near


def _roundness(value: float, decimals: int) -> float:
    """The step in which a figure counts: 540 in tens, 54.0 in ones, 9.44 in hundredths."""
    if decimals:
        return 1.0 if value == int(value) else float(f"1e-{decimals}")
    steps = (step for step in (1_000_000, 100_000, 10_000, 1_000, 500, 100, 50, 10, 5) if value >= 4 * step)
    return float(next((step for step in steps if value % step == 0), 1))


def _latest_year(value: float, line: str) -> float:
    """No later year is plausible than the latest that the line knows, and two beyond."""
    return max(value, *(float(year) for year in re.findall(r"\b[12]\d{3}\b", line))) + 2


def _is_year(digits: str) -> bool:
    return digits.isdigit() and len(digits) == 4 and int(digits) in _YEARS


def _value(digits: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", digits):
        return float(re.sub(r"[,.]", "", digits))
    return float(digits.replace(",", "."))


def _decimals(digits: str) -> int:
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", digits):
        return 0
    return len(re.split(r"[.,]", digits)[1]) if re.search(r"[.,]", digits) else 0


def _like(digits: str, value: float) -> str:
    """A value written as those digits are."""
    written = f"{value:.{_decimals(digits)}f}"
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", digits):
        return f"{int(value):,}".replace(",", "." if "." in digits else ",")
    return written.replace(".", ",") if "," in digits else written
