"""Model of translations: sentences of the articles in other languages, in the curators' own words."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from bot.pack.field_types import LARGEST_PARAGRAPH, ArticleId, QuoteText
from bot.pack.models.entry_base import Citation, Cited, Entry
from bot.pack.models.localized import LocalizedText


class Translation(Entry):
    """A sentence of an article and what it says in other languages; shown under passages, marked as ours."""

    text: QuoteText = Field(description="The sentence, exactly as it stands in the paragraph.")
    translation: LocalizedText = Field(description="What it says in other languages, in our own words.")
    article: ArticleId = Field(description="Id of the article.")
    paragraph: int = Field(
        ge=0, le=LARGEST_PARAGRAPH, strict=True, description="Number of the paragraph, from 1; 0 is the byline block."
    )

    @property
    def citation(self) -> Citation:
        """The sentence as a citation, so that it is held against the article as citations are."""
        return Citation(article=self.article, paragraph=self.paragraph, quote=self.text)

    def cited(self) -> Iterator[Cited]:
        """The sentence itself: its own keys are those of a citation, but for its words."""
        yield Cited(self.citation, (), "text")
