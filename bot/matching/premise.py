"""Premises that a cited passage contradicts: a share, a year, a direction or a person that it gives otherwise.

Careful rather than complete: a premise counts only where the passage gives exactly one thing of its kind in a sentence
that speaks of what is asked, and where the asker's is nowhere in the answer and its passages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice
from typing import TypeAlias

from bot.matching.confidence.scored import Judgement
from bot.matching.language.highlight import located_words
from bot.matching.reading import Asked
from bot.matching.reading.registers import registers
from bot.matching.reply import Contradiction, PremiseKind
from bot.matching.scenes import Judge, judge_asked
from bot.pack.models import Pack, Question
from bot.pack.sentences import sentences
from bot.text import clean, fold, has_han

_SHARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s?(?:%|percent\b|per\s?cent\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?!\d|[.,]\d|\s?(?:%|percent|per\s?cent))")
_RISES = re.compile(
    r"\b(?:r[io]sen?|rising|rose|grow|grew|grown|growing|growth|increas\w+|gain(?:ed|s)?|climb\w*|up\s+(?:by\s+)?\d)\b"
    r"|增长|上升|上涨",
    re.IGNORECASE,
)
_FALLS = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?(?!\s+(?:behind|short|into|for|under|in\s+love))|drop(?:s|ped|ping)?|declin\w+|decreas\w+|shr[aiu]nk\w*|down\s+(?:by\s+)?\d)\b"
    r"|下降|下跌|下滑",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"\b(?:said|says?|propos\w+|put(?:s|ting)?\s+forward|coin(?:ed|s)?|argu\w+|claim\w*|call(?:ed|s)?|stress\w*|wrote)\b"
    r"|提出|指出|认为|强调|说",
    re.IGNORECASE,
)
_TAKEN = (_SHARE, _YEAR, _RISES, _FALLS, _CLAIMS)
"""What a question must hold one of to take anything for granted that a passage could contradict."""
_DENIES = re.compile(r"n't\b|\bnot\b|\bno\b|\bnever\b|不|没|并非", re.IGNORECASE)
"""Who denies a thing does not take it for granted."""
_IN_REACH = 2
"""Telling words that a sentence of the passage must share with the question, for a share or a year."""
_FEWER = 1
"""The same where the question has no more than a few of its own."""
_SEVERAL = 4
Around: TypeAlias = Callable[[], str]
"""Gives an answer with its passages, clean; called only where it is needed, as cleaning takes a while."""


def judge_premise(
    asked: Asked, judgement: Judgement, threshold: float, pack: Pack, judge: Judge
) -> tuple[tuple[Contradiction, ...], Judgement]:
    """What the passages of an answer contradict in a question, and how sure the answer is.

    A question that is answered but for a share or a direction which the passage gives otherwise is answered.

    Args:
        asked: the question as read.
        judgement: how it was judged.
        threshold: the confidence that an answer needs.
        pack: where the passages stand.
        judge: judges a text.

    Returns:
        The contradictions, none where there is no answer, and the judgement to go by.
    """
    entry = int(judgement.judged.entries[0])
    found = contradicted(asked, pack, pack.questions[entry])
    if not found or judgement.answer >= threshold:
        return found, judgement
    instead = mended(asked, found[0])
    other = None if instead is None else judge_asked(instead, threshold, judge)
    if other is None or other.answer < threshold or int(other.judged.entries[0]) != entry:
        return (), judgement
    return found, other


def contradicted(asked: Asked, pack: Pack, entry: Question) -> tuple[Contradiction, ...]:
    """What a question takes for granted and the passages cited for its answer give otherwise.

    Args:
        asked: the question as read; its scene counts.
        pack: where the passages stand.
        entry: the entry that answers it.
    """
    said = clean(f"{asked.scene} {asked.text}")
    if asked.negated or not any(pattern.search(said) for pattern in _TAKEN) or _DENIES.search(said):
        return ()
    quotes = _cleaned(tuple(citation.quote for citation in entry.citations))
    if not quotes:
        return ()

    def around() -> str:
        wider = (pack.passage(citation).text for citation in entry.citations)
        return " ".join(_cleaned((*wider, *entry.answer.texts, *entry.question.texts)))

    found = chain(
        _number(PremiseKind.SHARE, _SHARE, said, quotes, around),
        _number(PremiseKind.YEAR, _YEAR, said, quotes, around),
        _direction(said, quotes, around),
        _person(said, pack, entry, quotes, around),
    )
    return tuple(islice(found, 1))


@lru_cache(maxsize=512)
def _cleaned(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Texts of the pack, clean; those of the last answers are remembered, for cleaning takes longer than the rest."""
    return tuple(map(clean, texts))


def mended(asked: Asked, found: Contradiction) -> Asked | None:
    """The question with what the passage gives in the place of a contradicted share or direction; None for others.

    A year or a person is what a question is about as often as what it takes for granted, and stays.
    """
    match found.kind:
        case PremiseKind.SHARE:
            pattern, instead = _SHARE, found.said
        case PremiseKind.RISE:
            pattern, instead = _FALLS, "增长" if has_han(asked.text) else "grow"
        case PremiseKind.FALL:
            pattern, instead = _RISES, "下降" if has_han(asked.text) else "fall"
        case PremiseKind.YEAR | PremiseKind.PERSON:
            return None
    return replace(asked, text=pattern.sub(instead, clean(asked.text)), scene=pattern.sub(instead, clean(asked.scene)))


def _number(
    kind: PremiseKind, pattern: re.Pattern[str], said: str, quotes: Sequence[str], around: Around
) -> Iterator[Contradiction]:
    """A number of one kind that the question gives and that stands nowhere, against the only one in reach."""
    asked = [match[1] for match in pattern.finditer(said)]
    if len(asked) != 1 or any(_same(asked[0], match[1]) for match in pattern.finditer(around())):
        return
    near = {match[1] for sentence in _in_reach(said, quotes) for match in pattern.finditer(sentence)}
    if len(near) == 1:
        sign = " %" if kind is PremiseKind.SHARE else ""
        yield Contradiction(kind, f"{near.pop()}{sign}", f"{asked[0]}{sign}")


def _same(asked: str, given: str) -> bool:
    """Whether a number is another one, or that rounded to as many places."""
    one, other = Decimal(asked), Decimal(given)
    return one == other or other.quantize(Decimal(1).scaleb(int(one.as_tuple().exponent))) == one


def _direction(said: str, quotes: Sequence[str], around: Around) -> Iterator[Contradiction]:
    """A rise asked about where the passages only tell of a fall, or the other way round."""
    rises, falls = _RISES.search(said), _FALLS.search(said)
    if bool(rises) == bool(falls):
        return
    wanted, other = (_RISES, _FALLS) if rises else (_FALLS, _RISES)
    if wanted.search(around()):
        return
    if any(other.search(sentence) for sentence in _in_reach(said, quotes)):
        yield Contradiction(PremiseKind.RISE if falls else PremiseKind.FALL, "", "")


def _person(said: str, pack: Pack, entry: Question, quotes: Sequence[str], around: Around) -> Iterator[Contradiction]:
    """A person to whom the question gives a claim, and nothing in the answer does, against the only one quoted."""
    if not _CLAIMS.search(said):
        return
    names = [speaker.name.texts for speaker in pack.info.speakers]
    articles = (pack.article_by_id[citation.article].info for citation in entry.citations)
    authors = {fold(article.author) for article in articles if article.author}

    def named(name: str, where: str) -> bool:
        folded = fold(name)
        return f" {folded} " in where if folded.isascii() else folded in where

    text = f" {fold(said)} "
    asked = [each for each in names if any(named(name, text) for name in each)]
    if len(asked) != 1:
        return
    there, cited = (f" {fold(part)} " for part in (around(), " ".join(quotes)))
    if any(named(name, there) or fold(name) in authors for name in asked[0]):
        return
    others = [each for each in names if any(named(name, cited) for name in each)]
    if len(others) == 1:
        yield Contradiction(PremiseKind.PERSON, others[0][0], asked[0][0])


def _in_reach(said: str, quotes: Sequence[str]) -> Iterator[str]:
    """The sentences of the quotations that share telling words with a question."""
    functions = registers().functions
    own = {word.base for word in located_words(said) if not word.base[0].isdigit()} - functions - {"percent"}
    needed = _IN_REACH if len(own) >= _SEVERAL else _FEWER
    for quote in quotes:
        abroad = has_han(said) != has_han(quote)  # no word can be shared
        for sentence in sentences(quote):
            if abroad or len(own & {word.base for word in located_words(sentence.text)}) >= needed:
                yield sentence.text
