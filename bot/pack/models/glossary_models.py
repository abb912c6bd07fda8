"""Models of the glossary and of quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from bot.pack.field_types import LARGEST_PARAGRAPH, ArticleId, QuoteText, SpeakerId, TermId, Title, TopicId
from bot.pack.models.entry_base import Citation, Cited, Cites, Named
from bot.pack.models.localized import LocalizedName, LocalizedText

CHINESE = "zh"
"""The language of which other forms of a headword are derived: traditional characters and pinyin."""


class Term(Cites):
    """A glossary entry."""

    named_by: ClassVar[str] = "term"
    older_keys: ClassVar[Mapping[tuple[str, str], str]] = {("term", "zh"): "zh"}

    term: LocalizedName = Field(description="Headword; in Chinese in simplified characters, other forms are derived.")
    variants: tuple[Title, ...] = Field(default=(), description="Other names and abbreviations, in any language.")
    topic: TopicId | None = Field(default=None, description="One of the pack's topics.")
    definition: LocalizedText = Field(description="What it means, in our own words (Markdown).")
    related: tuple[TermId, ...] = Field(default=(), max_length=5, description="Ids of related terms.")

    @property
    def headword(self) -> str:
        """The headword in the pack's first language."""
        return self.term.first

    @property
    def chinese(self) -> str | None:
        """The Chinese headword, of which pinyin is derived; None where there is none."""
        return self.term.exactly(CHINESE)

    def headwords(self, language: str) -> tuple[str, ...]:
        """The headword in each language, first the one that a reader of `language` looks for; none twice."""
        return tuple(dict.fromkeys((self.term.text(language), *self.term.texts)))


class Quote(Named):
    """One to three whole sentences of an article that stand on their own."""

    named_by: ClassVar[str] = "text"

    text: QuoteText = Field(description="The sentences, exactly as they stand in the paragraph.")
    speaker: SpeakerId = Field(description="Who says it: one of the pack's speakers.")
    voice: Literal["author", "quoted", "reported"] = Field(
        description="author: the article's own words; quoted: somebody's words in quotation marks; "
        "reported: somebody's view in the article's words."
    )
    article: ArticleId = Field(description="Id of the article.")
    paragraph: int = Field(ge=0, le=LARGEST_PARAGRAPH, strict=True, description="Number of the paragraph.")
    topics: tuple[TopicId, ...] = Field(default=(), description="Some of the pack's topics.")
    translation: LocalizedText | None = Field(
        default=None, description="The quote in other languages, in our own words."
    )
    context: LocalizedText | None = Field(
        default=None, description="What a reader must know beside it, in a few words."
    )

    @property
    def citation(self) -> Citation:
        """The quote as a citation of its paragraph."""
        return Citation(article=self.article, paragraph=self.paragraph, quote=self.text)

    def cited(self) -> Iterator[Cited]:
        """The quote itself: its own keys are those of a citation, but for its words."""
        yield Cited(self.citation, (), "text")
