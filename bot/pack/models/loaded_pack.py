"""Model of a whole pack, checked and ready to be answered from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from bot.pack.models.article_models import Article, Paragraph
from bot.pack.models.entry_base import Citation, Entry
from bot.pack.models.glossary_models import Quote, Term
from bot.pack.models.localized import LocalizedText
from bot.pack.models.pack_info import PackInfo, Speaker, Topic
from bot.pack.models.question_models import Chitchat, LabelledQuestion, Question, UnanswerableGroup
from bot.pack.models.translation_models import Translation

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Pack:
    """A whole pack, checked: every citation in it is verbatim and every reference leads somewhere.

    Attributes:
        entries: everything in it, kind by kind, in the order of files and lines; `of` reads it.
        topic_of: topic of each question, by the question's id: the name of its file.
        fingerprint: hash over the bytes of all files; two packs with the same one are the same.
    """

    folder: Path
    info: PackInfo
    entries: Mapping[type[Entry], tuple[Any, ...]]
    topic_of: Mapping[str, str]
    fingerprint: str

    def of(self, model: type[E]) -> tuple[E, ...]:
        """The entries of one kind, named by its model: `pack.of(Term)`."""
        return self.entries.get(model, ())

    def having(self, entries: Mapping[type[Entry], Sequence[Entry]]) -> Pack:
        """The pack with other entries of these kinds, unchecked: `pack.having({Term: ()})` has no glossary."""
        return replace(self, entries={**self.entries, **{model: tuple(group) for model, group in entries.items()}})

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, in the order of their files."""
        return self.of(Article)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions."""
        return self.of(Question)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The glossary."""
        return self.of(Term)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes."""
        return self.of(Quote)

    @property
    def chitchat(self) -> tuple[Chitchat, ...]:
        """The small talk."""
        return self.of(Chitchat)

    @property
    def unanswerable(self) -> tuple[UnanswerableGroup, ...]:
        """The questions to refuse."""
        return self.of(UnanswerableGroup)

    @property
    def calibration(self) -> tuple[LabelledQuestion, ...]:
        """The labelled questions."""
        return self.of(LabelledQuestion)

    @cached_property
    def article_by_id(self) -> Mapping[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def term_by_id(self) -> Mapping[str, Term]:
        """Glossary terms by id."""
        return {term.id: term for term in self.terms}

    @cached_property
    def quote_by_id(self) -> Mapping[str, Quote]:
        """Quotes by id."""
        return {quote.id: quote for quote in self.quotes}

    @cached_property
    def translation_by_sentence(self) -> Mapping[tuple[str, int, str], LocalizedText]:
        """Translations by article, number of the paragraph, and sentence."""
        return {(each.article, each.paragraph, each.text): each.translation for each in self.of(Translation)}

    @cached_property
    def speaker_by_id(self) -> Mapping[str, Speaker]:
        """Speakers by id."""
        return {speaker.id: speaker for speaker in self.info.speakers}

    @cached_property
    def topic_by_id(self) -> Mapping[str, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.info.topics}

    def passage(self, citation: Citation) -> Paragraph:
        """The whole paragraph a citation is taken from."""
        return self.article_by_id[citation.article].paragraphs[citation.paragraph]

    def source(self, article: str, paragraph: int) -> str:
        """How a source is named under a passage, for example "Zhang Laiming 2024, ¶12"; captions are called so."""
        found = self.article_by_id[article].paragraph(paragraph)
        caption = " (photo caption)" if found and found.caption else ""
        return f"{self.article_by_id[article].info.short}, ¶{paragraph}{caption}"
