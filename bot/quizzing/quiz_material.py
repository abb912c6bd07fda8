"""Material of a quiz: a pack as one reader is asked about it, with what several kinds need, worked out once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import cast

from babel import Locale, UnknownLocaleError

from bot.pack.models import Pack
from bot.pack.queries.languages import own_name
from bot.quizzing.lines import QuizLine, lines_of
from bot.quizzing.quiz_models import CHOICES, EntryRef
from bot.quizzing.term_meanings import meaning
from bot.translations import Voice

_DIGIT = re.compile(r"\d")


def has_material(pack: Pack, topics: Collection[str] = ()) -> bool:
    """Whether a pack may have something to ask about on any of `topics` (none: all), told at a glance.

    That is terms, where there are enough to choose from, quotes, or figures. A quiz that is made knows for sure.
    """
    asked = entries_on(pack, topics)
    figures = (each for each in pack.questions if EntryRef("question", each.id) in asked)
    told = {entry.kind for entry in asked}
    return (
        ("term" in told and len(pack.terms) >= CHOICES)
        or "quote" in told
        or any(_DIGIT.search(question.answer.first) for question in figures)
    )


def entries_on(pack: Pack, topics: Collection[str]) -> frozenset[EntryRef]:
    """What can be asked about on any of `topics` (none: all); an entry without a topic is on none."""
    by_entry: dict[EntryRef, Collection[str]] = {
        **{EntryRef("term", term.id): [term.topic or ""] for term in pack.terms},
        **{EntryRef("quote", quote.id): quote.topics for quote in pack.quotes},
        **{EntryRef("question", each.id): [pack.topic_of.get(each.id, "")] for each in pack.questions},
    }
    return frozenset(entry for entry, on in by_entry.items() if not topics or not set(topics).isdisjoint(on))


class QuizMaterial:
    """One pack for one reader.

    Attributes:
        language: the pack's language in which questions are asked.
        say: says the bot's own sentences in the reader's language.
    """

    def __init__(self, pack: Pack, say: Voice) -> None:
        self.pack = pack
        self.say = say
        self.language = pack.info.language_for(say.language)

    @cached_property
    def lines(self) -> tuple[QuizLine, ...]:
        """The lines that stand on their own."""
        return lines_of(self.pack, self.language)

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """What each term means, by its id; empty where that cannot be said without its own words."""
        return {term.id: meaning(term, self.language) for term in self.pack.terms}

    @cached_property
    def library(self) -> str:
        """All that the articles and answers say, in which a wrong choice must not stand."""
        return "\n".join(dict.fromkeys(line.passage for line in self.lines))

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Full names of the speakers in Latin letters; none of a paper, which nobody takes for a person."""
        papers = {article.info.publisher for article in self.pack.articles}
        every = (name for speaker in self.pack.info.speakers for name in speaker.name.texts if name not in papers)
        return tuple(name for name in dict.fromkeys(every) if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", name))

    @cached_property
    def known_people(self) -> frozenset[str]:
        """Those of `people` whom more than one article names."""
        texts = ["\n".join(paragraph.text for paragraph in article.paragraphs) for article in self.pack.articles]
        return frozenset(name for name in self.people if sum(name in text for text in texts) > 1)

    def named(self, language: str) -> str:
        """What a language is called in the reader's own."""
        try:
            names: Mapping[str, str] = cast(
                "Mapping[str, str]", Locale.parse(self.say.language.replace("-", "_")).languages
            )
        except (ValueError, UnknownLocaleError):
            names = {}
        return names.get(language.partition("-")[0]) or own_name(language)
