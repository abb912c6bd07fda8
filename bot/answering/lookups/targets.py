"""Resolver of what a request asks for: articles by number, ordinal, author or title; a speaker; a topic; a term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

from bot.answering.lookups.desk import Desk
from bot.answering.recognising.cues import registers
from bot.languages import TONGUES
from bot.matching.language.pinyin import with_tones
from bot.pack.models import Article, Speaker, Term, Topic
from bot.text import fold, has_han, without_accents

Item = TypeVar("Item")
LAST = 99
"""Stands for the last place of a list, however long."""
ORDINALS = {
    word: number
    for number, words in (
        (1, "first 1st one former 第一 一 primero primera primer"),
        (2, "second 2nd two latter 第二 二 两 segundo segunda"),
        (3, "third 3rd three 第三 三 tercero tercera tercer"),
        (4, "fourth 4th four 第四 四 cuarto cuarta"),
        (5, "fifth 5th five 第五 五 quinto quinta"),
        (LAST, "last 最后 ultimo ultima"),
    )
    for word in words.split()
}
"""Words for places in a list."""
CARDINALS = frozenset(("one", "two", "three", "four", "five", "一", "二", "两", "三", "四", "五"))
"""Those that count rather than place."""
_NUMBER = re.compile(r"(?<!\d)([1-9]\d?)(?!\d)")
_HAN_ORDINAL = re.compile(r"第?([一二三四五两])(?=[篇个条项种句]|$)|最后|第([1-9])")
_DEIXIS = frozenset(["it", "that", "this", "them", "article", "piece", "text", "the", "one", "these", "those"])
_ALL = re.compile(r"\b(?:all|every|articles|both|each|five|library|texts|them)\b|所有|全部|这几篇|几篇|这些|资料库")
_BY_NUMBER = re.compile(r"\b(?:articles?|texts?|number|no|nr|artículo|articulo) ?([1-9]\d?)\b(?! ?(?:minutes?|pages?))")
_AFTER_NUMBER = frozenset(("with", "vs", "versus", "y", "e", "con", "article", "articles", "say", "says"))
"""Words that may follow the number of an article, besides light ones."""
_LIKE = 86
"""Likeness, of 100, from which a typed name is taken for a known one."""
SURE_OF_TERM = 0.9
"""Confidence from which a term is the one that a request names."""


def ordinal(line: str) -> int | None:
    """The place in a list that a line names, from 1; 99 for the last."""
    if (hit := _NUMBER.search(line)) is not None:
        return int(hit[1])
    if (han := _HAN_ORDINAL.search(line)) is not None:
        return int(han[2]) if han[2] else ORDINALS.get(han[1] or "最后")
    return next((ORDINALS[word] for word in line.split() if word in ORDINALS), None)


def at_place(listed: Sequence[Item], number: int) -> Item | None:
    """What stands at a place of a list, as `ordinal` names it; None where the list is shorter."""
    if number == LAST:
        return listed[-1] if listed else None
    return listed[number - 1] if number <= len(listed) else None


def articles(rest: str, desk: Desk) -> list[Article]:
    """The articles that some words name, in the order named; none where the words name anything besides.

    Those of the last reply where they only point at it ("it", "the article"), all where they say so.
    """
    known, every = desk.pack.article_by_id, list(desk.pack.articles)
    every_number = not _counts(rest)
    numbers = list(_numbers(rest)) if every_number else [int(hit[1]) for hit in _BY_NUMBER.finditer(rest)]
    found = [every[min(number, len(every)) - 1] for number in numbers if number <= len(every) or number == LAST]
    if not found:
        found = [article for article in every if _names(article, rest)]
        found = [article for article in found if fold(article.info.title) == fold(rest)] or found
    if found:
        return list(dict.fromkeys(found))
    if re.search(r"\b(?:two|both)\b|两", rest) and len(desk.last.articles) > 1:
        return [known[name] for name in desk.last.articles[:2]]
    if _ALL.search(rest) and not _besides(rest):
        return every
    if not (set(rest.split()) - _DEIXIS - registers().light) and desk.last.articles:
        return [known[name] for name in desk.last.articles[:1] if name in known]
    return []


def _counts(rest: str) -> bool:
    """Whether a number in some words may count something else than articles: "5 minutes", "3d printing"."""
    words = rest.split()
    return any(
        _NUMBER.search(word) is not None and following not in _AFTER_NUMBER and following not in registers().light
        for word, following in zip(words, [*words[1:], "and"], strict=False)  # the last is followed by nothing
    ) or any(word[0].isdigit() and not word.isdigit() for word in words if word not in ORDINALS)


def _besides(rest: str) -> set[str]:
    """The words that name something other than the articles themselves: "talent", of "all articles on talent"."""
    words = {word for word in _ALL.sub(" ", rest).split() if not has_han(word)}
    return words - _DEIXIS - registers().light


def _numbers(rest: str) -> Iterator[int]:
    """The places in a list that some words name, in figures and in words; cardinals in words are no places."""
    yield from (int(hit[1]) for hit in _NUMBER.finditer(rest))
    for han in _HAN_ORDINAL.finditer(rest):
        yield int(han[2]) if han[2] else ORDINALS.get(han[1] or "最后", LAST)
    yield from (ORDINALS[word] for word in rest.split() if word in ORDINALS and word not in CARDINALS)


def speaker(rest: str, speakers: Iterable[Speaker]) -> Speaker | None:
    """The speaker whose name, or family name alone, stands in some words; a slip in it is forgiven."""
    wanted = fold(rest)
    if not wanted:
        return None
    best: tuple[float, Speaker] | None = None
    for who in speakers:
        for name in _spellings(who):
            folded = fold(name)
            score = 100.0 if folded in wanted and len(folded) > 2 else fuzz.partial_ratio(folded, wanted)
            if (len(folded) > 4 and score >= _LIKE and (best is None or score > best[0])) or (
                len(folded) <= 4 and folded and folded in wanted and best is None
            ):
                best = (score, who)
    return best[1] if best else None


def named_whole(text: str, speakers: Iterable[Speaker]) -> Speaker | None:
    """The speaker whose whole name stands in a text."""
    wanted = fold(text)
    return next((who for who in speakers if any(fold(name) in wanted for name in who.name.texts)), None)


def topic(rest: str, topics: Iterable[Topic]) -> Topic | None:
    """The topic that some words name."""
    named = {fold(name): each for each in topics for row in TONGUES if (name := each.title.exactly(row.code))}
    named |= {fold(each.id): each for each in topics}
    wanted = fold(rest)
    if not wanted:
        return None
    for name, each in named.items():
        if wanted in (name, *name.split(" and ")) or (len(wanted) > 3 and wanted in name.split()):
            return each
    found = process.extractOne(wanted, list(named), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return named[found[0]] if found else None


def term(rest: str, desk: Desk, sure: float = SURE_OF_TERM) -> Term | None:
    """The glossary term that some words are."""
    if not rest.strip():
        return None
    found = desk.engine.define(rest)
    return found.candidates[0].term if found.candidates and found.candidates[0].confidence >= sure else None


def _spellings(who: Speaker) -> list[str]:
    names = [name for row in TONGUES if (name := who.name.exactly(row.code))]
    return [*names, *(without_accents(with_tones(name)) for name in names if not name.isascii())]


def _called(article: Article) -> str | None:
    """The words of an article's id, without its year; None for one word alone, which may be any."""
    words = article.id.split("-")[:-1]
    return " ".join(words) if len(words) > 1 else None


def _names(article: Article, rest: str) -> bool:
    """Whether some words name an article: by its author, its publisher, its label, or its title."""
    info, wanted = article.info, fold(rest)
    if not wanted:
        return False
    for name in (info.author, info.publisher, info.short, _called(article)):
        folded = re.sub(r"\s*\b\d{4}\b|\s*undated", "", fold(name)).strip() if name else ""
        if folded and folded in wanted:
            return True
    title = fold(info.title)
    return len(wanted) > 9 and (wanted in title or title in wanted)
