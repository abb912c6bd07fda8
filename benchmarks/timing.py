"""Two ways of doing the same, timed side by side, so that the ratio holds on any machine.

What counts is the time that the processor spends on it, so that other programs on the machine do not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import thread_time

from rapidfuzz import fuzz, process


@dataclass(frozen=True, slots=True)
class Versus:
    """Medians over the texts.

    Attributes:
        ours, rival: processor milliseconds.
        ratio: how many times longer the rival took, text by text.
    """

    ours: float
    rival: float
    ratio: float


def versus(ours: Callable[[str], object], rival: Callable[[str], object], texts: Sequence[str]) -> Versus:
    """Time both on each text in turn, after one round that does not count."""
    ours(texts[0])
    rival(texts[0])
    first = [seconds(ours, text) for text in texts]
    second = [seconds(rival, text) for text in texts]
    ratios = [b / a for a, b in zip(first, second, strict=True)]
    return Versus(median(first) * 1e3, median(second) * 1e3, median(ratios))


def seconds(doing: Callable[[str], object], text: str) -> float:
    """Processor seconds that something took for a text."""
    started = thread_time()
    doing(text)
    return thread_time() - started


def wratio(phrasings: Sequence[str]) -> Callable[[str], object]:
    """What most bots of this kind do: the phrasing that rapidfuzz likes best."""
    return lambda text: process.extractOne(text, phrasings, scorer=fuzz.WRatio)
