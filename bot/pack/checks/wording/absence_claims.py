"""Check of absence: what a text says that no article mentions is looked for in the articles as received.

"None of the articles mentions hydrogen" is a fault where one does. It is looked for in its inflected forms, under the
other names that the glossary gives it, and, in a language that the articles are not in, in their translations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bot.pack.checks.wording.worded_texts import WordedText, worded
from bot.pack.faults import Fault
from bot.pack.models import Article, Citation, Term, Translation
from bot.pack.queries.term_names import term_names
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located
from bot.text import fold, has_han

_MOST_WORDS = 4
"""Words of an item that is looked for; what is longer describes, and names nothing."""
_ENDING = re.compile(r"(?<=\w{3})(?:ies|ing|es|ed|s|y)$")
_LETTERS = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]+"
_AROUND = 24
"""Characters shown on either side of what was found."""


class _Passage(NamedTuple):
    """A text in which an item may stand, and how it is named."""

    article: str
    place: str
    text: str


def absence_claims(draft: Draft) -> Iterator[Fault]:
    """Texts that deny what stands in an article."""
    passages = tuple(_passages(draft))
    synonyms = _synonyms(draft.of(Term))
    for text in worded(draft):
        if text.keys[0] == getattr(text.located.entry, "named_by", ""):
            continue  # a title asks
        cited = _cited(text.located.entry)
        for what, every in _denied(text):
            searched = [each for each in passages if every or not cited or each.article in cited]
            for item in what:
                if stands := _found(item, searched, synonyms):
                    problem = f"It says that “{item}” is not mentioned, but {stands.place} has “{stands.text}”."
                    yield text.fault(problem, "Take it out of the sentence, or say where it stands.")


def _denied(text: WordedText) -> Iterator[tuple[list[str], bool]]:
    """The items that a text denies, and whether of every article."""
    for pattern in text.style.absence:
        for found in re.finditer(pattern, text.said):
            items = [item.strip("\"'“”‘’ ") for item in re.split(text.style.listed, found["what"])]
            named = [item for item in items if item and len(item.split()) <= _MOST_WORDS]
            yield named, bool(found.groupdict().get("every"))


def _cited(entry: Any) -> set[str]:
    citations: tuple[Citation, ...] = getattr(entry, "citations", ())
    return {citation.article for citation in citations}


def _passages(draft: Draft) -> Iterator[_Passage]:
    """Everything printed in the articles, and what is translated of it."""
    for article in draft.articles:
        yield _Passage(article.id, article.id, article.info.title)
        yield from _paragraphs(article)
    for located in draft.of(Translation):
        entry = located.entry
        for text in entry.translation.texts:
            yield _Passage(entry.article, f"{entry.article} ¶{entry.paragraph} (translated)", text)


def _paragraphs(article: Article) -> Iterator[_Passage]:
    for paragraph in article.paragraphs:
        heading = f"{paragraph.section}: " if paragraph.section else ""
        yield _Passage(article.id, f"{article.id} ¶{paragraph.number}", heading + paragraph.text)


def _synonyms(terms: tuple[Located[Term], ...]) -> dict[str, set[str]]:
    """All names of the terms that have a name, by that name without case and punctuation."""
    found: dict[str, set[str]] = {}
    for term in terms:
        names = {*term_names(term.entry)}
        for name in names:
            found.setdefault(fold(name), set()).update(names)
    return found


def _found(item: str, searched: list[_Passage], synonyms: Mapping[str, set[str]]) -> _Passage | None:
    """Where an item stands, with the words around it."""
    for name in (item, *sorted(synonyms.get(fold(item), ()))):
        pattern = _as_pattern(name)
        for passage in searched:
            if found := re.search(pattern, passage.text):
                start, end = max(0, found.start() - _AROUND), found.end() + _AROUND
                return _Passage(passage.article, passage.place, " ".join(passage.text[start:end].split()))
    return None


def _as_pattern(name: str) -> str:
    """A regular expression for a name in its inflected forms; names in capitals are found as they are."""
    if has_han(name):
        return re.escape(name)
    if name.isupper():
        return rf"\b{re.escape(name)}\b"
    words = [re.escape(_ENDING.sub("", word)) + r"\w{0,3}" for word in _LETTERS.findall(name)]
    return rf"(?i)\b{_BETWEEN.join(words)}\b" if words else r"(?!)"
