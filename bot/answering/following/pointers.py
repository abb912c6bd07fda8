"""Resolver of references: which item of the last list "the second one", "the other" or "the two" means.

A list is what the last reply set side by side: entries to choose from, several answers, articles. What is asked of the
item is left with a pronoun in its place ("who wrote the second one" → "who wrote it").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.last_reply import LastReply, about, articles_listed, items_cited
from bot.answering.lookups import facts
from bot.answering.lookups.targets import CARDINALS, ORDINALS, at_place, ordinal
from bot.answering.recognising.compared import units
from bot.answering.recognising.cues import registers
from bot.pack.models import Article, Citation, Pack, Question

_ARTICLE = re.compile(r"\b(?:article|text|piece|essay|paper|artículo|articulo|texto)\b|篇")
_NOUN = re.compile(
    r"\b(?:ones?|articles?|texts?|pieces?|essays?|questions?|answers?|options?|them|those|these|both|artículo|texto)$"
    r"|[\u3400-\u9fff]"
)
_VERBS = frozenset(
    ("say", "says", "said", "mention", "mentions", "cover", "covers", "talk", "talks", "mean", "means", "differ")
)
"""Words that may follow a pointer to an article besides light ones."""
_BOTH = "both"
_PLACE = "place"
_OTHER = "other"
_BESIDE = {"before": -1, "after": 1}
"""Steps to the item beside the one that the last reply was about."""
_TWO = 2


@dataclass(frozen=True, slots=True)
class Reference:
    """What a message points at in the last list.

    Attributes:
        items: the entries, or the articles; two for "both".
        rest: what is said of it, with a pronoun in its place; empty where nothing else is.
        before: what is said before the pointer, and `after` what is said after it.
    """

    items: tuple[Question | Article, ...]
    rest: str
    before: str
    after: str

    def naming(self, name: str) -> str:
        """What is said of it, with its name in its place."""
        return " ".join(f"{self.before} {name} {self.after}".split())


def reference(line: str, last: LastReply, pack: Pack) -> Reference | None:
    """The item that a message points at; None where it points at none, or there was no list.

    Args:
        line: the message as it is compared.
        last: the last reply.
        pack: whose articles are meant.
    """
    hit = _pointer(line)
    if hit is None:
        return None
    kind, start, end = hit
    items = _items(kind, line[start:end], last, pack)
    if not items:
        return None
    pronoun = "them" if kind == _BOTH else "it"
    before, after = line[:start], line[end:]
    rest = " ".join(f"{before} {pronoun} {after}".split()) if line.isascii() else f"{before}它{after}"
    return Reference(items, rest if _own(f"{before} {after}") else "", before, after)


def narrowed(last: LastReply, item: Question | Article, pack: Pack) -> LastReply:
    """The last reply as if it had been about one item of its list alone."""
    if isinstance(item, Question):
        return replace(about(pack, item, last.language, last), offered=last.offered)
    cited = tuple(one for one in last.citations if one.article == item.id)
    who = facts.author(pack, item.id)
    return LastReply(
        last.language,
        citations=cited,
        articles=(item.id,),
        people=(who,) if who is not None else (),
        request=("summary", item.id),
        earlier=last.earlier,
        listed=last.listed,
        seen=last.seen,
    )


def _items(kind: str, pointer: str, last: LastReply, pack: Pack) -> tuple[Question | Article, ...]:
    """What a pointer points at."""
    every = _listed(pointer, last, pack)
    if len(every) < _TWO:
        number = ordinal(pointer) if kind == _PLACE else None
        part = part_told_of(number, last, pack) if number is not None else None
        return (part,) if part is not None else ()
    if kind == _BOTH:
        one_by_one = not last.listed and last.earlier and not isinstance(every[0], Question)
        return tuple(every[-_TWO:]) if one_by_one else tuple(every[:_TWO])
    if kind == _OTHER:
        others = [each for each in every if each.id not in last.articles]
        return tuple(others) if len(every) == _TWO and len(others) == 1 else ()
    if kind in _BESIDE:
        return _beside(every, _BESIDE[kind], last)
    number = ordinal(pointer)
    item = at_place(every, number) if number is not None else None
    return (item,) if item is not None else ()


def _beside(every: Sequence[Question | Article], step: int, last: LastReply) -> tuple[Question | Article, ...]:
    """The item beside the one that the last reply was about; none where it was about several."""
    here = [place for place, each in enumerate(every) if each.id in last.articles]
    beside = here[0] + step if len(here) == 1 else -1
    return (every[beside],) if 0 <= beside < len(every) else ()


def part_told_of(number: int, last: LastReply, pack: Pack) -> Question | None:
    """The entry on a part of what the last answer told of in order ("the second" of three leaps).

    That is the first of its further reading that is worded with the ordinal; of an answer that is a list, one that
    rests on the passage of that item.
    """
    words = {word for word, place in ORDINALS.items() if place == number} - CARDINALS
    item = at_place(items_cited(last.entries[0], last.language), number) if last.entries else None
    for name in last.entries[0].see_also if len(last.entries) == 1 else ():
        entry = pack.question_by_id[name]
        if name in last.seen or (item is not None and all(_elsewhere(item, each) for each in entry.citations)):
            continue
        worded = " ".join((*entry.question.texts, *entry.phrasings)).casefold()
        if any(re.search(rf"\b{word}\b" if word.isascii() else word, worded) for word in words):
            return entry
    return None


def _elsewhere(one: Citation, other: Citation) -> bool:
    """Whether two passages are of different paragraphs."""
    return (one.article, one.paragraph) != (other.article, other.paragraph)


def _listed(pointer: str, last: LastReply, pack: Pack) -> Sequence[Question | Article]:
    """What the last reply set side by side; the articles looked at one after the other where it was none of it."""
    if not _ARTICLE.search(pointer):
        if last.offered and not last.listed:
            return last.offered
        if len(last.entries) > 1:
            return last.entries
        if last.entries and (articles_listed(last.entries[0], last.language) or None) != last.listed:
            return ()
    known = pack.article_by_id
    articles = [known[name] for name in last.listed or last.articles if name in known]
    if len(articles) > 1:
        return articles
    return _earlier(last, pack) or (pack.articles if _ARTICLE.search(pointer) else ())


def _earlier(last: LastReply, pack: Pack) -> list[Article]:
    """The articles that the conversation looked at one by one, in that order."""
    return [pack.article_by_id[name] for name in last.earlier if name in pack.article_by_id]


def _pointer(line: str) -> tuple[str, int, int] | None:
    """The kind of the pointer in a line, and where it stands."""
    hits = [
        (kind, hit)
        for kind, patterns in registers().pointers.items()
        for pattern in patterns
        for hit in pattern.finditer(line)
        if _NOUN.search(hit.group()) or _ends(line[hit.end() :])
    ]
    if sum(kind == _PLACE and not _within(hit, hits) for kind, hit in hits) > 1:
        return None  # "the first and the third": a request names both
    longest = max(hits, key=lambda pair: len(pair[1].group()), default=None)
    return (longest[0], *longest[1].span()) if longest is not None else None


def _within(hit: re.Match[str], hits: Sequence[tuple[str, re.Match[str]]]) -> bool:
    """Whether a hit is a part of another."""
    return any(
        other is not hit and other.start() <= hit.start() and hit.end() <= other.end() and other.span() != hit.span()
        for _, other in hits
    )


def _ends(rest: str) -> bool:
    """Whether what follows leaves a pointer as it is: "the second …" of something else is none."""
    following = rest.split()
    return not following or following[0] in registers().light | _VERBS or not following[0].isascii()


def _own(rest: str) -> bool:
    return any(unit not in registers().light for unit in units(rest))
