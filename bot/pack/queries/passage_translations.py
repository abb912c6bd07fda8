"""Translations of what is cited, put together from those of the sentences."""

from __future__ import annotations

from bot.languages import tongue
from bot.pack.models import Citation, Pack, Paragraph, Quote
from bot.pack.sentences import sentences


def translated(pack: Pack, cited: Citation, reader: str) -> str | None:
    """What the sentences say that a citation is taken from, in a reader's language.

    None where one of them has no translation into it: half a passage would pass for the whole.
    """
    paragraph = pack.passage(cited)
    start = paragraph.text.find(cited.quote)
    return translated_span(pack, cited.article, paragraph, (start, start + len(cited.quote)), reader)


def translated_span(pack: Pack, article: str, paragraph: Paragraph, span: tuple[int, int], reader: str) -> str | None:
    """The same for a stretch of a paragraph, from one offset to another: of every sentence that it holds a part of."""
    start, end = span
    held = [each.text for each in sentences(paragraph.text) if each.start < end and start < each.end]
    known = [pack.translation_by_sentence.get((article, paragraph.number, text)) for text in held]
    texts = [each.shown_to(reader) if each else None for each in known]
    whole = [text for text in texts if text]
    return tongue(reader).sentence_gap.join(whole) if whole and len(whole) == len(held) else None


def translated_quote(pack: Pack, quote: Quote, reader: str) -> str | None:
    """A quote in a reader's language: as its own entry gives it, else as its sentences are translated."""
    own = quote.translation.shown_to(reader) if quote.translation else None
    return own or translated(pack, quote.citation, reader)
