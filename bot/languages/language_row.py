"""Rows of the register of languages: what there is to know of one that questions are in, or that the bot speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Literal, TypeAlias

SpokenLanguage: TypeAlias = Literal["en", "es", "zh", "zh-TW"]
"""Code of a language that the bot speaks. Written out for type checkers; a test holds it against the rows."""
Language: TypeAlias = str
"""Code of a language (BCP 47): one of the register, or of a pack that is written in others."""


class Script(StrEnum):
    """Scripts in which the languages are written."""

    LATIN = "Latin"
    CYRILLIC = "Cyrillic"
    ARABIC = "Arabic"
    THAI = "Thai"
    HANGUL = "Hangul"
    JAPANESE = "Kana"
    HAN = "Han"


@dataclass(frozen=True, slots=True)
class TypedTimes:
    """What people type as days and times, as far as CLDR does not give it; small letters, simplified characters.

    Attributes:
        every_day, workdays, weekend: ways to name these days.
        hours: times of day that have a name.
        parts_of_day: other names of parts of the day, with the name that CLDR gives.
        between: regular expression of what stands between the members of a list.
        until: the same of what stands between the first and the last of a range.
    """

    every_day: tuple[str, ...]
    workdays: tuple[str, ...]
    weekend: tuple[str, ...]
    hours: Mapping[str, time]
    parts_of_day: Mapping[str, str]
    between: str
    until: str


@dataclass(frozen=True, slots=True)
class StyleRules:
    """How texts of a pack are worded in a language, for the checks that a pack may ask for; regular expressions.

    Attributes:
        absence: sentences that say what articles do not mention. The group `what` is the list of it; the group `every`
            matches where all articles are meant, and not only those that the text cites.
        listed: what stands between the members of such a list, and around them, without being one.
        foretells: words that state what is going to be.
        leans: the beginning of a sentence that is understood only after the one before it.
        document: what follows the name of an author where an article is meant, as in "Doe's essay".
    """

    absence: tuple[str, ...]
    listed: str
    foretells: str
    leans: str
    document: str


@dataclass(frozen=True, slots=True)
class WrittenLanguage:
    """A language that questions are understood in.

    Attributes:
        code: ISO 639-1, with the region where two are written differently.
        locale: the locale of CLDR (Babel) by which languages and places are named, dates and lists written.
        line: "Nothing here is in this language, so I answer in {language}", as a native would put it.
        unsure: "I'm not sure what you mean. Could you put it another way?", where the bot has no catalogue.
        meant: "Did you mean this?", above one question or several; the same.
        inflected: makes of CLDR's name of a language the form that the line needs.
        script: what it is written in.
        definition_question: a question for the meaning of `{term}`, as people ask it.
        defining: regular expression of what stands around a term in a question for its meaning, before or after it;
            empty where matching knows better (`strip_question_words`).
        relational: nouns that make "what is" a question for something else than a meaning ("what is the role of …"),
            small letters; empty where `defining` is.
        words: everyday words without a topic (who, is, the) that are seldom missing from a question; small letters,
            with accents. Empty where the script tells the language.
        letters: letters that hardly another language of the script has.
        foreign_letters: letters of the script that only its neighbours write.
    """

    code: Language
    locale: str
    line: str
    inflected: Callable[[str], str]
    script: Script
    definition_question: str
    defining: str
    relational: frozenset[str]
    words: frozenset[str]
    letters: str
    foreign_letters: str
    unsure: str = field(default="", kw_only=True)
    meant: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Tongue(WrittenLanguage):
    """A language that the bot speaks as well, and has a catalogue of sentences in.

    Attributes:
        code: the code under which settings, packs and catalogues have it, too.
        name: what it calls itself.
        english_name: what English calls it, and `written` how it is to be written, in messages to curators.
        clients: how the locales of Discord begin whose readers are spoken to in it; none for the first row, which is
            everybody else's.
        command_locales: locales of Discord for which the names of commands are translated; none for the language
            that stands in the code.
        fallbacks: languages whose text is shown where a pack has none in this one, in this order.
        in_script: whether a text is written in its script; None where that tells nothing, as with Latin letters.
        separator: what stands between the members of a list.
        sentence_gap: what stands between two sentences.
        quotation_marks: the opening and the closing one.
        place: how a city and its country are put together.
        all_topics: what people type to mean every topic.
        names_a_source: regular expression of the words by which an answer says whose claim it is, as "the article".
        style: how curators word what they write in it, for the checks of a pack.
        typed: what people type as days and times.
        asked_as: what people call it when they ask for an answer in it, small letters.
        demo_reader: user name and display name of the person in the demo whose client is set to it.
        derived_from: the language of whose sentences its own are made, script by script (OpenCC); its catalogue holds
            only those that are otherwise. None for one that is translated.
        derived_words: words that are otherwise than the conversion would make them, by how that language has them.
    """

    code: SpokenLanguage
    name: str
    english_name: str
    written: str
    clients: tuple[str, ...]
    command_locales: tuple[str, ...]
    fallbacks: tuple[Language, ...]
    in_script: Callable[[str], bool] | None
    separator: str
    sentence_gap: str
    quotation_marks: tuple[str, str]
    place: str
    all_topics: tuple[str, ...]
    names_a_source: str
    style: StyleRules
    typed: TypedTimes
    asked_as: tuple[str, ...]
    demo_reader: tuple[str, str]
    derived_from: SpokenLanguage | None = None
    derived_words: Mapping[str, str] = field(default_factory=dict[str, str])


def as_it_is(name: str) -> str:
    """A language's name as CLDR has it, for lines that need no inflected form."""
    return name


def words(text: str) -> frozenset[str]:
    """The words of a text with spaces between."""
    return frozenset(text.split())
