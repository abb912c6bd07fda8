"""Two ways of doing the same, timed side by side, so that the ratio holds on any machine.

What counts is the time that the processor spends on it, so that other programs on the machine do not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import thread_time

import numpy as np
from rapidfuzz import fuzz, process

from bot.matching.encoding.encoder import Encoder
from bot.matching.numerics.arrays import Floats


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


class TimedEncoder:
    """An encoder that adds up the processor seconds of its own calls, so that the rest can be told in such calls."""

    def __init__(self, encoder: Encoder) -> None:
        """Time another encoder."""
        self._encoder = encoder
        self.spent = 0.0
        """Processor seconds of this thread in all calls so far."""

    @property
    def name(self) -> str:
        """See `Encoder`."""
        return self._encoder.name

    @property
    def size(self) -> int:
        """See `Encoder`."""
        return self._encoder.size

    def __call__(self, texts: Sequence[str]) -> Floats:
        """See `Encoder`."""
        started = thread_time()
        found = self._encoder(texts)
        self.spent += thread_time() - started
        return found

    def is_word(self, text: str) -> bool:
        """See `Encoder`."""
        return self._encoder.is_word(text)


@dataclass(frozen=True, slots=True)
class InEncoderCalls:
    """What an answer costs besides encoding the question, beside what encoding it costs, each text asked once.

    Attributes:
        encoder: median processor milliseconds of encoding a question.
        median, slowest: the rest of an answer in such encodings: half of all, and 99 of 100, cost at most that.
    """

    encoder: float = 0.0
    median: float = 0.0
    slowest: float = 0.0

    @classmethod
    def of(cls, ask: Callable[[str], object], encoder: TimedEncoder, texts: Sequence[str]) -> InEncoderCalls:
        """Ask every text once, after one that does not count.

        An answer found word for word never reaches the encoder; it is compared with the median encoding as all are.
        """
        ask(texts[0] + "!")
        rests: list[float] = []
        calls: list[float] = []
        for text in texts:
            before = encoder.spent
            whole = seconds(ask, text)
            calls.append(encoder.spent - before)
            rests.append(whole - calls[-1])
        call = median(each for each in calls if each)
        middle, slowest = np.quantile(rests, (0.5, 0.99)) / call
        return cls(call * 1e3, float(middle), float(slowest))


def seconds(doing: Callable[[str], object], text: str) -> float:
    """Processor seconds that something took for a text."""
    started = thread_time()
    doing(text)
    return thread_time() - started


def wratio(phrasings: Sequence[str]) -> Callable[[str], object]:
    """What most bots of this kind do: the phrasing that rapidfuzz likes best."""
    return lambda text: process.extractOne(text, phrasings, scorer=fuzz.WRatio)
