"""Models of articles: the front matter, the paragraphs and the text as a whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.pack.field_types import Id, LanguageCode, QuestionId, Text, Title
from bot.pack.models.entry_base import Entry
from bot.pack.models.localized import LocalizedName


class ArticleInfo(Entry):
    """An article's front matter: what is known of where the text comes from."""

    id: Id = Field(description="Stable name of the article; also the file's name.")
    title: Text = Field(description="Title as printed.")
    language: LanguageCode | None = Field(
        default=None, description="Language it is in (BCP 47); the pack's first where it is left out."
    )
    short: Title = Field(description='Label used in citations, such as "Zhang Laiming 2024".')
    called: LocalizedName | None = Field(
        default=None, description='What texts of the pack call it, by language, such as "Doe\'s essay".'
    )
    author: Text | None = Field(default=None, description="Author as printed; none for an unsigned text.")
    role: Text | None = Field(default=None, description="The author's post, as printed.")
    publisher: Text | None = Field(default=None, description="Journal or paper, where printed.")
    issue: Text | None = Field(default=None, description="Issue, where printed.")
    published: Text | None = Field(default=None, description="Date or year as printed, ISO 8601.")
    date_kind: Literal["published", "updated"] = Field(
        default="published", description="What the printed date says it is."
    )
    editor: Text | None = Field(default=None, description="Editor as printed.")
    translator: Text | None = Field(default=None, description="Translator as printed.")
    source_file: Text | None = Field(default=None, description="Name of the file as received.")
    summary: QuestionId | None = Field(default=None, description="Id of the question whose answer sums the article up.")

    @property
    def dated(self) -> str | None:
        """The date as printed, unless the issue names it already ("No. 3, 2024")."""
        return None if self.issue and self.published and self.published in self.issue else self.published


class Paragraph(Entry):
    """One paragraph of an article; `section` is the heading it stands under."""

    number: int
    text: str
    section: str | None
    line: int
    """1-based line of the article's file."""
    caption: bool = False
    """Whether it is the caption of a photograph."""


class Article(Entry):
    """An article: its front matter and its paragraphs, number 0 (byline block) first."""

    info: ArticleInfo
    paragraphs: tuple[Paragraph, ...]

    @property
    def id(self) -> str:
        """Stable name of the article."""
        return self.info.id

    def paragraph(self, number: int) -> Paragraph | None:
        """The paragraph with that number, or None."""
        return self.paragraphs[number] if 0 <= number < len(self.paragraphs) else None
