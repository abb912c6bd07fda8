"""Models of questions: those with answers, small talk, those to refuse, and those labelled for calibration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from bot.pack.field_types import MOST_RELATED, PhrasingText, QuestionId, Text, TopicId
from bot.pack.models.entry_base import Cites, Entry, Named
from bot.pack.models.localized import LocalizedAnswer, LocalizedText, LocalizedTitle


class Question(Cites):
    """A question that the pack answers, the ways people ask it, and the answer with the passages behind it."""

    named_by: ClassVar[str] = "question"
    older_keys: ClassVar[Mapping[tuple[str, str], str]] = {("question", "zh"): "question_zh"}

    question: LocalizedTitle = Field(description="The question as shown above its answer.")
    answer: LocalizedAnswer = Field(description="The answer in our own words (Markdown).")
    topic: TopicId | None = Field(default=None, description="The topic, where it is not the name of the file.")
    see_also: tuple[QuestionId, ...] = Field(
        default=(), max_length=MOST_RELATED, description="Ids of related questions."
    )
    phrasings: tuple[PhrasingText, ...] = Field(default=(), description="How people ask it, in their own words.")

    def title(self, language: str) -> str:
        """The question as shown to a reader of `language`."""
        return self.question.text(language)


class Chitchat(Named):
    """A greeting or the like, and a short reply that cites nothing."""

    named_by: ClassVar[str] = "phrasings"

    phrasings: tuple[PhrasingText, ...] = Field(min_length=1, description="What people say.")
    answer: LocalizedText = Field(description="What the bot says back (Markdown).")


class UnanswerableGroup(Named):
    """Questions that sound like the topic and that nothing answers; they teach the bot to refuse."""

    named_by: ClassVar[str] = "questions"

    notes_begin: ClassVar[str] = "beside-"
    """How the ids of groups begin that gather near misses of a topic: their reasons are notes to curators."""

    reason: LocalizedText | None = Field(default=None, description="Why the library does not answer these.")
    questions: tuple[PhrasingText, ...] = Field(min_length=1, description="The questions.")

    @property
    def told(self) -> LocalizedText | None:
        """The reason that members are told; None where there is none, or it is a note to curators."""
        return None if self.id.startswith(self.notes_begin) else self.reason


class LabelledQuestion(Entry):
    """A question written apart from the phrasings, with the ids that answer it, for calibration and for judging."""

    text: Text = Field(description="What somebody typed.")
    answers: tuple[QuestionId, ...] = Field(
        default=(), description="Ids of questions that answer it; none: it is refused."
    )
    kind: Literal["near", "far"] | None = Field(
        default=None, description="If it is refused: near the topic, or far from it."
    )
