"""Models of a pack: articles, questions, terms, quotes and the texts that teach the bot when to keep quiet.

Every model is frozen and refuses unknown keys. The JSON Schemas under `config/schemas/` are made from those that a
curator types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.pack.field_types import (
    ArticleId,
    Id,
    In,
    PhrasingText,
    Prose,
    QuestionId,
    QuoteText,
    SpeakerId,
    TermId,
    Text,
    Title,
    TopicId,
)
from bot.pack.fields import Keys, find
from bot.tongues import Language, tongue


class Entry(BaseModel):
    """Base of everything a curator types: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def cited(self) -> Iterator[Cited]:
        """Every citation in the entry, however deep; all of them are held against the articles."""
        for found in find(self, Citation):
            yield Cited(cast("Citation", found.value), found.keys, "quote")


class Localized(Entry):
    """One text in each language the bot speaks."""

    en: Prose = Field(description="The text in English.")
    zh: Annotated[Prose, In("zh")] | None = Field(
        None, description="The text in Simplified Chinese; English is shown where it is missing."
    )

    def exactly(self, language: Language) -> str | None:
        """The text in that language and no other."""
        return getattr(self, language, None)

    def text(self, language: Language) -> str:
        """The text for a reader of `language`: in it, or in the first of its fallbacks that there is."""
        languages = (language, *tongue(language).fallbacks)
        return next((text for text in map(self.exactly, languages) if text), self.en)


class Citation(Entry):
    """A verbatim piece of one paragraph of one article.

    Paragraphs are numbered by position from 1; 0 is the title, byline, publication line and author note as printed.
    """

    article: ArticleId = Field(description="Id of the article.")
    paragraph: int = Field(ge=0, strict=True, description="Number of the paragraph, from 1; 0 is the byline block.")
    quote: QuoteText = Field(description="The cited words, exactly as they stand in the paragraph.")


class Cited(NamedTuple):
    """A citation, the keys that lead to it inside its entry, and the key under which it has its words."""

    citation: Citation
    keys: Keys
    words: str


class Named(Entry):
    """Base of entries with an id, by which others refer to them; ids are unique within their kind, and registered."""

    id: Id = Field(description="Stable name.")


class Cites(Named):
    """Base of entries in our own words that rest on passages: what they state must stand in what they cite."""

    citations: tuple[Citation, ...] = Field(min_length=1, max_length=4, description="The passages it rests on.")


class Question(Cites):
    """A question the articles answer, the ways people ask it, and the answer with the passages behind it."""

    id: Id = Field(description="Stable name; buttons and labelled files refer to it.")
    question: Title = Field(description="The question as shown above its answer, in English.")
    question_zh: Annotated[Title, In("zh")] | None = Field(None, description="The same question in Simplified Chinese.")
    answer: Localized = Field(description="The answer in our own words, saying who claims what.")
    see_also: tuple[QuestionId, ...] = Field((), max_length=5, description="Ids of related questions.")
    phrasings: tuple[PhrasingText, ...] = Field(min_length=1, description="How people ask it, in their own words.")

    def title(self, language: Language) -> str:
        """The question as shown to a reader of `language`."""
        return self.question_zh if language == "zh" and self.question_zh else self.question


class Term(Cites):
    """A glossary entry."""

    id: Id = Field(description="Stable name of the term.")
    term: Title = Field(description="Headword in English.")
    zh: Annotated[Title, In("zh")] = Field(description="Headword in Simplified Chinese; other forms are derived.")
    variants: tuple[Title, ...] = Field((), description="Other names and abbreviations, in either language.")
    topic: TopicId = Field(description="One of the pack's topics.")
    definition: Localized = Field(description="What it means, in our own words, saying who says so.")
    related: tuple[TermId, ...] = Field((), max_length=5, description="Ids of related terms.")

    def headwords(self, language: Language) -> tuple[str, str]:
        """Both headwords, first the one that a reader of `language` looks for."""
        return (self.zh, self.term) if language == "zh" else (self.term, self.zh)


class Quote(Named):
    """One to three whole sentences of an article that stand on their own."""

    id: Id = Field(description="Stable name of the quote.")
    text: QuoteText = Field(description="The sentences, exactly as they stand in the paragraph.")
    speaker: SpeakerId = Field(description="Who says it: one of the pack's speakers.")
    voice: Literal["author", "quoted", "reported"] = Field(
        description="author: the article's own words; quoted: somebody's words in quotation marks; "
        "reported: somebody's view in the article's words."
    )
    article: ArticleId = Field(description="Id of the article.")
    paragraph: int = Field(ge=0, strict=True, description="Number of the paragraph.")
    topics: tuple[TopicId, ...] = Field(min_length=1, description="One or more of the pack's topics.")

    @property
    def citation(self) -> Citation:
        """The quote as a citation of its paragraph."""
        return Citation(article=self.article, paragraph=self.paragraph, quote=self.text)

    def cited(self) -> Iterator[Cited]:
        """The quote itself: its own keys are those of a citation, but for its words."""
        yield Cited(self.citation, (), "text")


class Chitchat(Named):
    """A greeting or the like, and a short reply that cites nothing."""

    id: Id = Field(description="Stable name of the exchange.")
    phrasings: tuple[PhrasingText, ...] = Field(min_length=1, description="What people say.")
    answer: Localized = Field(description="What the bot says back.")


class UnanswerableGroup(Named):
    """Questions that sound like the topic and that no article answers; they teach the bot to refuse."""

    id: Id = Field(description="Name of the group.")
    reason: Text = Field(description="Why the articles do not answer these.")
    questions: tuple[PhrasingText, ...] = Field(min_length=1, description="The questions.")


class LabelledQuestion(Entry):
    """A question written apart from the phrasings, with the ids that answer it, for calibration and for judging."""

    text: Text = Field(description="What somebody typed.")
    answers: tuple[QuestionId, ...] = Field((), description="Ids of questions that answer it; none: it is refused.")
    kind: Literal["near", "far"] | None = Field(None, description="If it is refused: near the topic, or far from it.")


class Topic(Named):
    """A subject under which questions, terms and quotes are filed."""

    id: Id = Field(description="Stable name of the topic.")
    title: Localized = Field(description="The topic's name.")


class Speaker(Named):
    """A person or paper whose words are quoted."""

    id: Id = Field(description="Stable name of the speaker.")
    name: Localized = Field(description="The name as shown.")
    role: Localized | None = Field(None, description="Post or description, as the articles give it.")


class PackInfo(Entry):
    """`pack.yaml`: what the pack is and what its entries may refer to."""

    title: Localized = Field(description="Name of the library.")
    about: Localized = Field(description="One or two sentences about the library.")
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = Field(description="Accent colour.")
    licence: Localized = Field(description="Who owns the articles.")
    topics: tuple[Topic, ...] = Field(min_length=1, description="The topics, in the order shown.")
    speakers: tuple[Speaker, ...] = Field(min_length=1, description="Everybody quotes may be attributed to.")
    names: tuple[Text, ...] = Field((), description="Names that answers may use without a citation that holds them.")
    examples: tuple[Localized, ...] = Field((), max_length=5, description="Questions that show what can be asked.")

    @property
    def accent(self) -> int:
        """The accent colour as a 24-bit number."""
        return int(self.colour[1:], 16)


class ArticleInfo(Entry):
    """An article's front matter: what is known of where the text comes from."""

    id: Id = Field(description="Stable name of the article; also the file's name.")
    title: Text = Field(description="Title as printed.")
    short: Title = Field(description='Label used in citations, such as "Zhang Laiming 2024".')
    author: Text | None = Field(None, description="Author as printed; none for an unsigned text.")
    role: Text | None = Field(None, description="The author's post, as printed.")
    publisher: Text | None = Field(None, description="Journal or paper, where printed.")
    issue: Text | None = Field(None, description="Issue, where printed.")
    published: Text | None = Field(None, description="Date or year as printed, ISO 8601.")
    date_kind: Literal["published", "updated"] = Field("published", description="What the printed date says it is.")
    editor: Text | None = Field(None, description="Editor as printed.")
    translator: Text | None = Field(None, description="Translator as printed.")
    source_file: Text | None = Field(None, description="Name of the file as received.")


class Paragraph(Entry):
    """One paragraph of an article; `section` is the heading it stands under."""

    number: int
    text: str
    section: str | None
    line: int
    """1-based line of the article's file."""


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
        """How a source is named under a passage, for example "Zhang Laiming 2024, ¶12"."""
        return f"{self.article_by_id[article].info.short}, ¶{paragraph}"
