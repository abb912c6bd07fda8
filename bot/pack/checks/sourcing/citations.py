"""Check of citations: each a verbatim piece of its paragraph, beginning and ending where words and sentences do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rapidfuzz import fuzz, process

from bot.pack.checks.sourcing.differing import differing_words
from bot.pack.faults import Fault
from bot.pack.models import Citation, Cited, Quote
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located
from bot.pack.sentences import sentences

_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’')\]]*$")
_OPENING = tuple("\"“'‘([（《「")
_CLOSING = tuple(".;:!?%\"”’')]。；：！？）》」")
_MARKS_BEFORE = re.compile(r"(?:\*{1,3}|_{1,3}|~~|\|\||`+|!?\[)+$")
_MARKS_AFTER = re.compile(r"^(?:\*{1,3}|_{1,3}|~~|\|\||`+|\]\([^)\s]*\))+")
"""Marks of Markdown next to a citation, as in [Town CLI](…): they are no part of the words."""
_SPOKEN_FROM = re.compile(r"[\"“‘「『]$")
_SPOKEN_TO = re.compile(r"[,，]?[\"”’」』]")
_LETTER = r"[^\W\u3400-\u9fff]"
"""Not a Chinese one: Chinese words are not set apart."""
_GOES_ON = re.compile(rf"{_LETTER}['’-]?\0{_LETTER}|{_LETTER}\0['’-]{_LETTER}|\d\0,\d")


def check_citations(draft: Draft) -> Iterator[Fault]:
    """Citations and quotes that do not stand in their paragraph word for word."""
    for located in draft.everything():
        faults = [fault for cited in located.entry.cited() for fault in _verbatim(draft, located, cited)]
        yield from faults
        if isinstance(located.entry, Quote) and not faults:
            yield from _whole_sentences(draft, located)


def _verbatim(draft: Draft, located: Located[Any], cited: Cited) -> Iterator[Fault]:
    """The citation is a substring of the paragraph and cuts neither a word nor a closing mark."""
    citation, keys, text_key = cited
    article = draft.article(citation.article)
    if article is None:
        return  # told as an unknown reference
    if comment := located.comment_after(*keys, text_key):
        problem = f"YAML takes the end of the line, {comment!r:.60}, for a comment."
        yield located.fault(
            problem, "Put the whole text in quotation marks, or the comment on a line of its own.", *keys, text_key
        )
        return
    paragraph = article.paragraph(citation.paragraph)
    if paragraph is None:
        last = len(article.paragraphs) - 1
        problem = f"{citation.article} has no paragraph {citation.paragraph}; the last is {last}."
        yield located.fault(problem, _nearest(draft, citation), *keys, "paragraph")
        return
    if citation.quote not in paragraph.text:
        elsewhere = _elsewhere(draft, citation)
        problem = f"The words do not stand in {citation.article} ¶{citation.paragraph}"
        if elsewhere:
            remedy = "Correct the article or the paragraph's number."
            yield located.fault(f"{problem}, but in {elsewhere}.", remedy, *keys, "paragraph")
        else:
            yield located.fault(f"{problem}.", _nearest(draft, citation), *keys, text_key)
    elif all(
        _cuts(*parts) and not _spoken(located.entry, *parts) for parts in _occurrences(paragraph.text, citation.quote)
    ):
        before, quote, after = next(_occurrences(paragraph.text, citation.quote))
        problem = "The citation begins or ends inside a word, or leaves out the mark next to it."
        shown = " ".join(f"{before[-12:]}[{quote[:12]} … {quote[-12:]}]{after[:12]}".split())
        remedy = f"The paragraph reads “…{shown}…”."
        yield located.fault(problem, remedy, *keys, text_key)


def _occurrences(text: str, quote: str) -> Iterator[tuple[str, str, str]]:
    """Each place of the quote in the text: what stands before it, the quote, what stands after it."""
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        yield text[:start], quote, text[end:]
        start = text.find(quote, start + 1)


def _cuts(before: str, quote: str, after: str) -> bool:
    """Whether an edge of a citation falls inside a word, between a word and its mark, or beside a space or comma."""
    before, after = _MARKS_BEFORE.sub("", before), _MARKS_AFTER.sub("", after)
    if quote != quote.strip().rstrip(",，、") or before.endswith(_OPENING) or after.startswith(_CLOSING):
        return True
    return _joined(before, quote) or _joined(quote, after)


def _spoken(entry: Any, before: str, _: str, after: str) -> bool:
    """Whether it is what somebody said, all that stands between two quotation marks, without the reporter's words."""
    said = isinstance(entry, Quote) and entry.voice == "quoted"
    return said and _SPOKEN_FROM.search(before) is not None and _SPOKEN_TO.match(after) is not None


def _joined(left: str, right: str) -> bool:
    """Whether a word or a number goes on from one text into the other."""
    return _GOES_ON.search(f"{left[-2:]}\0{right[:2]}") is not None


def _whole_sentences(draft: Draft, located: Located[Quote]) -> Iterator[Fault]:
    """A quote of the day begins where a sentence begins, or after a colon, and ends with one; or is what one said."""
    quote = located.entry
    article = draft.article(quote.article)
    paragraph = article.paragraph(quote.paragraph) if article else None
    if paragraph is None:
        return
    if any(_spoken(quote, *parts) for parts in _occurrences(paragraph.text, quote.text)):
        return
    start = paragraph.text.find(quote.text)
    whole = sentences(paragraph.text)
    begins = any(start == sentence.start for sentence in whole) or paragraph.text[:start].rstrip().endswith((":", "："))
    ends = any(start + len(quote.text) == sentence.end for sentence in whole) and _SENTENCE_END.search(quote.text)
    if not begins or not ends:
        remedy = "Begin it where a sentence begins and end it with its full stop."
        yield located.fault("The quote is not whole sentences.", remedy, "text")


def _elsewhere(draft: Draft, citation: Citation) -> str | None:
    """Another paragraph that holds the cited words."""
    for article in draft.articles:
        for paragraph in article.paragraphs:
            if citation.quote in paragraph.text:
                return f"{article.id} ¶{paragraph.number}"
    return None


def _nearest(draft: Draft, citation: Citation) -> str:
    """The passage most like the citation, with the words that differ."""
    places = {
        (article.id, paragraph.number): paragraph.text for article in draft.articles for paragraph in article.paragraphs
    }
    best = process.extractOne(citation.quote, places, scorer=fuzz.partial_ratio, score_cutoff=50)
    if best is None:
        return "No passage of the articles is like it."
    text, _, (name, number) = best
    return f"Nearest is {name} ¶{number}: {differing_words(citation.quote, text)}."
