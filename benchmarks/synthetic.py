"""A pack of any size: questions nobody asked, made of the words that people use.

Each question has a theme, a few telling words drawn from the shipped phrasings and a public intent set. Each of its
phrasings is somebody's sentence in which the most telling words made way for words of the theme. So lengths, filler
words, word order and the share of Chinese are those of real questions, and themes overlap as real ones do. Two more
phrasings of some questions are kept apart: one to calibrate on, one to ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, cycle, pairwise
from random import Random

from bot.pack.models import (
    Citation,
    LabelledQuestion,
    LocalizedAnswer,
    LocalizedText,
    LocalizedTitle,
    Pack,
    Question,
    UnanswerableGroup,
)
from bot.text import has_han

SEED = 0
CALIBRATED = 500
_THEME = 7
_HAN_THEME = 8
_FILLER = 0.02
"""This share of all words, the most frequent ones, is filler and stands in no theme."""


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A pack, and questions about it that it does not hold."""

    pack: Pack
    asked: tuple[str, ...]


class Maker:
    """Makes phrasings on a theme out of sentences."""

    def __init__(self, sentences: Sequence[str], chance: Random) -> None:
        self._chance = chance
        self._sentences = [pieces(sentence) for sentence in sentences]
        counts = Counter(piece for sentence in self._sentences for piece in sentence)
        self._counts = counts
        telling = [word for word, _ in counts.most_common()[int(_FILLER * len(counts)) :] if word.isalpha()]
        self._words = _Urn([word for word in telling if not has_han(word) and len(word) > 3], counts)
        self._han = _Urn([word for word in telling if has_han(word)], counts)

    def theme(self) -> tuple[list[str], list[str]]:
        """Telling words, and telling Chinese characters."""
        return self._words.draw(_THEME, self._chance), self._han.draw(_HAN_THEME, self._chance)

    def phrasing(self, theme: tuple[list[str], list[str]]) -> str:
        """A sentence bent to a theme: about half of its words, the rarest, are replaced."""
        sentence = list(self._chance.choice(self._sentences))
        words, han = (cycle(self._chance.sample(pool, len(pool))) for pool in theme)
        rarest = sorted(range(len(sentence)), key=lambda place: self._counts[sentence[place]])
        for place in rarest[: (len(sentence) + 1) // 2]:
            pool = han if has_han(sentence[place]) else words
            sentence[place] = next(pool, sentence[place])
        return joined(sentence)[:200]


class _Urn:
    """Words to draw from; frequent ones come more often, by the root of their number."""

    def __init__(self, words: Sequence[str], counts: Mapping[str, int]) -> None:
        self._words = words
        self._reach = list(accumulate(counts[word] ** 0.5 for word in words))

    def draw(self, count: int, chance: Random) -> list[str]:
        return chance.choices(self._words, cum_weights=self._reach, k=count) if self._words else []


def pieces(sentence: str) -> list[str]:
    """Words, and single Chinese characters."""
    spaced = "".join(f" {letter} " if has_han(letter) else letter for letter in sentence.casefold())
    return spaced.split()


def joined(sentence: Sequence[str]) -> str:
    """The inverse of `pieces`: no spaces between Chinese characters."""
    text = sentence[0] if sentence else ""
    for before, piece in pairwise(sentence):
        text += piece if has_han(before) and has_han(piece) else f" {piece}"
    return text


def synthetic(pack: Pack, others: Sequence[str], questions: int, phrasings: int) -> Synthetic:
    """A pack on the articles of another.

    Args:
        pack: its phrasings give sentences; its articles, terms and unanswerable questions are kept.
        others: further sentences; every fifth is no source but a question to be refused.
        questions: how many to make.
        phrasings: how many each of them gets.
    """
    chance = Random(SEED)
    refused = list(others[::5])
    source = [text for question in pack.questions for text in question.phrasings]
    maker = Maker([*source, *(text for place, text in enumerate(others) if place % 5)], chance)
    answers = [(question.answer, question.citations) for question in pack.questions]
    made: list[Question] = []
    known: list[LabelledQuestion] = []
    asked: list[str] = []
    every = max(questions // CALIBRATED, 1)
    for number in range(questions):
        theme = maker.theme()
        entry = _question(number, [maker.phrasing(theme) for _ in range(phrasings)], *chance.choice(answers))
        made.append(entry)
        if number % every == 0:
            known.append(LabelledQuestion(text=maker.phrasing(theme), answers=(entry.id,), kind=None))
            asked.append(maker.phrasing(theme))
    strange = [LabelledQuestion(text=text, answers=(), kind="far") for text in refused[:CALIBRATED]]
    near = [maker.phrasing(maker.theme()) for _ in range(CALIBRATED)]
    known += [*strange, *(LabelledQuestion(text=text, answers=(), kind="near") for text in near)]
    told = LocalizedText.of("Made.")
    groups = (*pack.unanswerable, UnanswerableGroup(id="made", reason=told, questions=tuple(refused) or ("?",)))
    changed = pack.having({Question: made, LabelledQuestion: known, UnanswerableGroup: groups})
    return Synthetic(changed, tuple(asked))


def _question(
    number: int, phrasings: Sequence[str], answer: LocalizedAnswer, citations: tuple[Citation, ...]
) -> Question:
    return Question(
        id=f"made-{number}",
        question=LocalizedTitle.of(phrasings[0][:100]),
        answer=answer,
        citations=citations,
        see_also=(),
        phrasings=tuple(phrasings),
    )
