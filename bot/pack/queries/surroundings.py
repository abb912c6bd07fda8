"""Context of a citation: its paragraph among its neighbours, and the offsets of the cited words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pack.models import Article, Pack, Paragraph


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A paragraph with the one before and the one after it.

    Attributes:
        span: offsets of the cited words in the paragraph's text; None when the whole paragraph is meant.
    """

    article: Article
    paragraph: Paragraph
    before: Paragraph | None
    after: Paragraph | None
    span: tuple[int, int] | None


def surroundings(pack: Pack, article_id: str, number: int, quote: str | None = None) -> Surroundings | None:
    """The paragraph with its neighbours, or None when the article or the paragraph is gone."""
    article = pack.article_by_id.get(article_id)
    paragraph = article.paragraph(number) if article else None
    if article is None or paragraph is None:
        return None
    start = paragraph.text.find(quote) if quote else -1
    return Surroundings(
        article=article,
        paragraph=paragraph,
        before=article.paragraph(number - 1) if number > 1 else None,
        after=article.paragraph(number + 1) if number > 0 else None,
        span=(start, start + len(quote)) if quote and start >= 0 else None,
    )
