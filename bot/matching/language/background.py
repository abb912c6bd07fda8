"""How common words are in ordinary chat: what tells a telling word from a filler."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

MESSAGES = 30_000
"""Messages that were counted; `data/background.tsv` says which."""
_USUAL = 12
"""Messages in which a word may stand that is still more than a way of talking."""


@dataclass(frozen=True, slots=True)
class Background:
    """Word counts of ordinary chat, and messages that concern no library.

    Attributes:
        counts: how many of the counted messages hold each word.
        strangers: messages to refuse, whatever the library is about.
    """

    counts: dict[str, int]
    strangers: tuple[str, ...]

    @classmethod
    @cache
    def load(cls) -> Background:
        """The two files that ship beside this module; their heads say where they come from."""
        pairs = (line.split("\t") for line in _lines("background.tsv"))
        return cls({word: int(count) for word, count in pairs}, tuple(_lines("background.txt")))

    def __contains__(self, word: str) -> bool:
        return word in self.counts

    def is_seldom(self, word: str) -> bool:
        """Whether so few messages hold a word, in small letters, that it tells what somebody talks about."""
        return self.counts.get(word, 0) <= _USUAL

    def weight(self, word: str) -> float:
        """How telling a word is: -log of the share of messages that hold it, 1.2 for "i", 10.3 for a strange one.

        One is added to each count, so that it is an inverse document frequency that is never infinite.
        """
        return log(MESSAGES / (1 + self.counts.get(word, 0)))


def _lines(name: str) -> list[str]:
    """Lines of a data file, without the comments at its head."""
    text = files("bot.matching").joinpath(f"data/{name}").read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
