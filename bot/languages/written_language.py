"""Row of the register: what there is to know of a language that questions are written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


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
class WrittenLanguage:
    """A language that questions are written in.

    Attributes:
        code: ISO 639-1, with the region where two are written differently.
        locale: the locale of CLDR (Babel) that names other languages in it.
        line: "Nothing here is in this language, so I answer in {language}", as a native would put it.
        inflected: makes of CLDR's name of a language the form that the line needs.
        script: what it is written in.
        defining: regular expression of what stands around a term in a question for its meaning, before or after it;
            empty where matching knows better (`strip_question_words`).
        words: everyday words without a topic (who, is, the) that are seldom missing from a question; small letters,
            with accents. Empty where the script tells the language.
        letters: letters that hardly another language of the script has.
        foreign_letters: letters of the script that only its neighbours write.
    """

    code: str
    locale: str
    line: str
    inflected: Callable[[str], str]
    script: Script
    defining: str
    words: frozenset[str]
    letters: str
    foreign_letters: str
