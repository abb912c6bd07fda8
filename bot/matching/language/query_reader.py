"""How a typed text is read: as words, with the spelling mended, or as the syllables of pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.matching.language.background import Background
from bot.matching.language.homophones import Homophones
from bot.matching.language.pinyin import parse_pinyin, prepare, syllables
from bot.matching.language.spelling import Speller
from bot.matching.language.word_forms import Pairs, WordForms
from bot.matching.language.words import SYLLABLE, is_han, tokens
from bot.matching.numerics.token_rows import Lines
from bot.text import clean, has_han

LONGEST_READ = 2000
"""Characters of a text that are read: as many as a Discord message holds without a subscription."""
_LOOKED_THROUGH = 20_000
"""Characters of a longer text that are looked through for these; code blocks and links do not count."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read.

    Attributes:
        words: its words; syllables of pinyin begin with `SYLLABLE`.
        repaired: what was read as something else, as (typed, read).
    """

    words: Sequence[str]
    repaired: tuple[tuple[str, str], ...] = ()

    def spelt(self, text: str) -> str:
        """The text that was read, with its misspelt words as they were read where that is one slip away.

        What lies two slips away may be another word ("offside", "offline"), and the encoder is told of no doubt.
        """
        for typed, read in self.repaired:
            if typed.isascii() and typed.isalpha() and OSA.distance(typed, read) == 1:
                text = re.sub(rf"\b{typed}\b", read, text, flags=re.IGNORECASE)
        return text


class Reader:
    """Reads texts with the vocabulary of an index."""

    def __init__(self, phrasings: Lines, support: Lines, is_word: Callable[[str], bool] | None = None) -> None:
        """Learn the vocabulary from what `words_of_phrasing` gave, and from tokenised supporting texts.

        Args:
            phrasings: the wordings.
            support: edited texts.
            is_word: whether a word is one, though neither of them holds it.
        """
        self._background = Background.load()
        printed = support.counts()
        counts = dict(printed)
        for word, count in phrasings.counts().items():
            if not word.startswith(SYLLABLE):
                counts[word] = counts.get(word, 0) + count
        pairs = Pairs(phrasings, support)
        self._forms = WordForms(counts, self._background.__contains__, pairs)
        self._homophones = Homophones(pairs, phrasings, support)
        self._printed = frozenset(printed)
        self._speller = Speller(counts, self._background.counts, printed=self._printed, is_word=is_word)

    def __call__(self, text: str) -> Reading:
        """Read what somebody typed."""
        words = tokens(text)
        spoken = _spoken(text, words, self.known)
        if spoken:
            return Reading(spoken)
        words = tokens(self._forms.parted(clean(text)))
        mended, repaired = self._speller.repair(list(self._forms.read(words)))
        if not text.isascii():
            mended = self._homophones.read(mended)
        return Reading(mended, repaired)

    def known(self, word: str) -> bool:
        """Whether a word is one of chat or of the articles; what only phrasings hold may be pinyin itself."""
        return word in self._background or word in self._printed

    def means(self, word: str) -> bool:
        """Whether a word is known in any form, so that it is no noise."""
        return self.known(word) or self._forms.known(word)


def shortened(text: str) -> str:
    """The part of a text that is read: the whole, or the first 2,000 characters of one longer than a message.

    It is measured as it will be read: one character may stand for eighteen (U+FDFA).
    """
    fits = len(text) <= LONGEST_READ and (text.isascii() or len(unicodedata.normalize("NFKC", text)) <= LONGEST_READ)
    return text if fits else clean(text[:_LOOKED_THROUGH])[:LONGEST_READ]


def words_of_phrasing(text: str) -> list[Sequence[str]]:
    """A phrasing as the rows it gives the index: its words, and for Chinese also its syllables.

    A phrasing typed in pinyin gives its syllables only.
    """
    words = tokens(text)
    spoken = _spoken(text, words, Background.load().__contains__)
    if spoken:
        return [spoken]
    if has_han(text) and sum(map(is_han, words)) * 2 > len(words):
        return [words, [f"{SYLLABLE}{syllable}" for syllable in syllables(text)]]
    return [words]


def prepare_readings(texts: Sequence[str]) -> None:
    """Load the readings of all Chinese texts at once, before they are asked for one by one."""
    prepare([text for text in texts if has_han(text)])


def _spoken(text: str, words: Sequence[str], known: Callable[[str], bool]) -> list[str] | None:
    """The syllables of a text that is pinyin; None for any other."""
    if not words or (not text.isascii() and any(map(is_han, words))) or sum(map(known, words)) * 2 > len(words) + 1:
        return None
    found = parse_pinyin(text, known)
    return [f"{SYLLABLE}{syllable}" for syllable in found] if found else None
