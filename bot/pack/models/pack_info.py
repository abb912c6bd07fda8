"""Model of `pack.yaml`: what the pack is, its languages and policies, and what its entries may refer to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, cast

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from bot.pack.field_types import MOST_OVERVIEW, LanguageCode, QuestionId, Text
from bot.pack.models.entry_base import Entry, Named
from bot.pack.models.localized import (
    DEFAULT_LANGUAGES,
    FIRST_FORMAT_LANGUAGES,
    LocalizedName,
    LocalizedText,
    LocalizedTitle,
)
from bot.pack.slugs import named

DEFAULT_COLOUR = "#5865F2"
"""Accent of a pack that names none: Discord's own blue."""

Level: TypeAlias = Annotated[
    Literal["required", "advised", "off"], BeforeValidator(lambda level: "off" if level is False else level)
]
"""How much a pack asks of its entries: what is missing is a fault, is advised, or is nobody's business.

YAML reads an unquoted off as false.
"""


class Policies(Entry):
    """What a pack asks of its answers and definitions; a new pack is advised, one of the first format must."""

    citation: Level = Field(
        default="advised", description="A citation or a source; advice only where there are articles."
    )
    attribution: Level = Field(default="advised", description="An answer that cites says whose claim it is.")
    support: Level = Field(
        default="advised", description="Numbers and names stand in the citations, where there are any."
    )
    marks: Level = Field(
        default="off", description="[1] in the text points to the first citation, and each citation has one."
    )
    absence: Level = Field(
        default="off", description="What a text says that no article mentions stands in none of them."
    )
    naming: Level = Field(
        default="off", description="Texts call each article as it says under called, and spell a word in one way."
    )
    titles: Level = Field(default="off", description='Titles of questions foretell nothing ("will").')
    labels: Level = Field(
        default="off", description="What calibration.yaml says of a text agrees with phrasings and unanswerable.yaml."
    )
    variants: Level = Field(default="off", description="No name of a term is also the name of another.")
    openings: Level = Field(
        default="off", description="A quote that leans on the sentence before it has a context that tells it."
    )
    translation: Level = Field(
        default="off", description="Each cited sentence has a translation into the pack's other languages."
    )


FIRST_FORMAT_POLICIES = Policies(citation="required", attribution="required", support="required")


class Topic(Named):
    """A subject under which questions, terms and quotes are filed."""

    named_by: ClassVar[str] = "title"

    title: LocalizedName = Field(description="The topic's name.")


class Speaker(Named):
    """A person or paper whose words are quoted."""

    named_by: ClassVar[str] = "name"

    name: LocalizedName = Field(description="The name as shown.")
    role: LocalizedText | None = Field(default=None, description="Post or description, as the articles give it.")


def _or_names(schema: dict[str, Any]) -> None:
    """Of a list of topics or speakers editors are told that a name alone will do."""
    schema["items"] = {"anyOf": [{"type": "string"}, schema["items"]]}


class PackInfo(Entry):
    """`pack.yaml`: what the pack is and what its entries may refer to. Only the title is required."""

    title: LocalizedName = Field(description="Name of the library.")
    languages: tuple[LanguageCode, ...] = Field(
        default=DEFAULT_LANGUAGES,
        min_length=1,
        description="Languages of the pack (BCP 47), the first shown to those who read none of them.",
    )
    about: LocalizedText | None = Field(default=None, description="One or two sentences about the library (Markdown).")
    library: LocalizedName | None = Field(
        default=None, description='What the bot calls what it answers from, as in "this FAQ does not say": "this FAQ".'
    )
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")] = Field(
        default=DEFAULT_COLOUR, description="Accent colour."
    )
    licence: LocalizedText | None = Field(default=None, description="Who owns the texts (Markdown).")
    policies: Policies = Field(default=Policies(), description="What answers must have.")
    topics: tuple[Topic, ...] = Field(
        default=(),
        description="The topics, in the order shown; else those that entries name.",
        json_schema_extra=_or_names,
    )
    speakers: tuple[Speaker, ...] = Field(
        default=(), description="Everybody quotes may be attributed to.", json_schema_extra=_or_names
    )
    names: tuple[Text, ...] = Field(
        default=(), description="Names that answers may use without a citation that holds them."
    )
    overview: tuple[QuestionId, ...] = Field(
        default=(),
        max_length=MOST_OVERVIEW,
        description="Ids of questions about the library as a whole: its page gives the first one's answer, and leads "
        "to the others.",
    )
    examples: tuple[LocalizedTitle, ...] = Field(
        default=(), max_length=5, description="Questions that show what can be asked."
    )

    @model_validator(mode="before")
    @classmethod
    def _defaults(cls, raw: Any) -> Any:
        """The languages, and what a pack of the first format, which knew no policies, took for granted."""
        if not isinstance(raw, Mapping):
            return raw
        typed = _as_mapping(cast("object", raw))
        entry: dict[str, Any] = {"languages": languages_declared(typed), **typed}
        if is_first_format(typed):
            entry.setdefault("policies", FIRST_FORMAT_POLICIES)
        first = next(iter(languages_declared(typed)), "")
        for key, part in (("topics", Topic), ("speakers", Speaker)):
            if isinstance(items := entry.get(key), list):
                entry[key] = [_part(item, part.named_by, first) for item in cast("list[Any]", items)]
        return entry

    def language_for(self, *wanted: str | None) -> str:
        """The language of the pack for somebody who would like these, the best first; the pack's first for others.

        For example a pack in German and English shows `("fr", "en-GB")` English, and `("ja",)` German.
        """
        for code in filter(None, wanted):
            known = {code, code.partition("-")[0]}
            if found := next((language for language in self.languages if language in known), None):
                return found
        return self.languages[0]

    @property
    def accent(self) -> int:
        """The accent colour as a 24-bit number."""
        return int(self.colour[1:], 16)


def _part(item: Any, named_by: str, first: str) -> object:
    """A topic or speaker as keys with values: a string is its name, of which its id is made."""
    return named({named_by: item} if isinstance(item, str) else item, named_by, first)


def _as_mapping(raw: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", raw) if isinstance(raw, Mapping) else {}


def is_first_format(raw: object) -> bool:
    """Whether `pack.yaml` is of the first format: it lists no languages, and its title is in English and Chinese."""
    entry = _as_mapping(raw)
    title = _as_mapping(entry.get("title"))
    return "languages" not in entry and bool(title) and set(FIRST_FORMAT_LANGUAGES) >= {*title}


def languages_declared(raw: object) -> tuple[str, ...]:
    """The languages of a pack, read from the values of its `pack.yaml`; empty when they cannot be told.

    Where none are listed they are those of the title, and English where that is a string.
    """
    entry = _as_mapping(raw)
    if is_first_format(entry):
        return FIRST_FORMAT_LANGUAGES
    listed: object = entry.get("languages") or [*_as_mapping(entry.get("title"))] or [*DEFAULT_LANGUAGES]
    codes = cast("list[object]", listed) if isinstance(listed, list) else []
    known = tuple(code for code in codes if isinstance(code, str))
    return known if len(known) == len(codes) else ()
