"""Check of names of sources: texts call each article by the one name that its front matter gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.pack.checks.wording.worded_texts import STYLES, worded
from bot.pack.faults import Fault
from bot.pack.models import Article, Speaker
from bot.pack.reading.draft import Draft

_QUOTES = "'’‘\"“”"
_LETTERS = re.compile(r"\w+")


class _SourceName(NamedTuple):
    """The name of an article in one language, and what is taken for a slip of it."""

    called: str
    slips: tuple[re.Pattern[str], ...]
    titles: tuple[str, ...]
    """Where the words of the name may stand otherwise: inside the article's title, and inside the name itself."""


def source_names(draft: Draft) -> Iterator[Fault]:
    """Texts that call an article by another name than its own, or write that in another way."""
    speakers = draft.info.entry.speakers if draft.info else ()
    names = {language: tuple(_names(draft.articles, speakers, language)) for language in STYLES}
    for text in worded(draft):
        for name in names[text.language]:
            for slip in name.slips:
                for found in slip.finditer(text.said):
                    if not _inside(found, text.said, name.titles):
                        problem = f"“{found[0].strip()}” is called “{name.called}” in this pack."
                        yield text.fault(problem, "Call it so, or change called in the article's front matter.")


def _names(articles: tuple[Article, ...], speakers: tuple[Speaker, ...], language: str) -> Iterator[_SourceName]:
    for article in articles:
        called = article.info.called.exactly(language) if article.info.called else None
        if called:
            document = STYLES[language].document
            owners = {owner for owner in _owners(article, speakers, language) if owner}
            slips = [re.compile(rf"(?<!\w){re.escape(owner)}{document}") for owner in owners]
            if any(mark in called for mark in _QUOTES):  # a name with quotation marks of its own is easily misspelt
                slips.append(_loosely(called))
            yield _SourceName(called, tuple(slips), (called, article.info.title))


def _owners(article: Article, speakers: tuple[Speaker, ...], language: str) -> Iterator[str]:
    """Who an article is known by: its author, else its publisher, in that language."""
    owner = article.info.author or article.info.publisher
    if owner:
        yield owner
        yield from (each.name.text(language) for each in speakers if owner in each.name.texts)


def _loosely(called: str) -> re.Pattern[str]:
    """The words of a name with whatever quotation marks around and inside them."""
    between = rf"[\s{_QUOTES}]{{0,3}}"
    words = between.join(map(re.escape, _LETTERS.findall(called)))
    return re.compile(rf"[{_QUOTES}]?(?<!\w){words}(?!\w)[{_QUOTES}]?")


def _inside(found: re.Match[str], said: str, allowed: tuple[str, ...]) -> bool:
    """Whether a slip is part of the right name, or of the title, where it stands."""
    for name in allowed:
        start = said.find(name)
        while start >= 0:
            if start <= found.start() + 1 and found.end() - 1 <= start + len(name):
                return True
            start = said.find(name, start + 1)
    return False
