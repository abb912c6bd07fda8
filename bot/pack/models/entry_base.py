"""Bases of a pack's entries, and the citation, on which their claims rest.

Every model is frozen and refuses unknown keys. The JSON Schemas under `config/schemas/` are made from those that a
curator types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, NamedTuple, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, model_validator

from bot.pack.field_types import LARGEST_PARAGRAPH, MOST_CITATIONS, ArticleId, Id, QuoteText
from bot.pack.fields import Keys, find
from bot.pack.models.localized import DEFAULT_LANGUAGES, LocalizedText, languages_of

SourceText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


def _as_typed(schema: dict[str, Any], model: type[Any]) -> None:
    """Tell editors that an id that is made need not be written, and that keys of the first format may be."""
    if model.named_by and "id" in schema.get("required", ()):
        schema["required"].remove("id")
    for (key, language), older in model.older_keys.items():
        described = f"The text of {key} in the language {language!r}, as the first format wrote it."
        schema["properties"][older] = {"type": "string", "description": described}


class Entry(BaseModel):
    """Base of everything a curator types: frozen, and an unknown key is a mistake.

    Attributes:
        named_by: the key of the text of which the id is made where the curator gave none; empty: none is made.
        older_keys: keys of the first format by where their values stand today: `{("question", "zh"): "question_zh"}`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_as_typed)

    named_by: ClassVar[str] = ""
    older_keys: ClassVar[Mapping[tuple[str, str], str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _from_older_keys(cls, raw: Any, info: ValidationInfo) -> Any:
        """Move what the first format wrote under a key of its own to where it stands today."""
        if not cls.older_keys or not isinstance(raw, Mapping):
            return raw
        entry = dict(cast("Mapping[Any, Any]", raw))
        for (key, language), older in cls.older_keys.items():
            if older in entry:
                text = entry.pop(older)
                now = entry.get(key, {})
                first = (languages_of(info) or DEFAULT_LANGUAGES)[0]
                entry[key] = {**(cast("Mapping[Any, Any]", now) if isinstance(now, Mapping) else {first: now})}
                entry[key].setdefault(language, text)
        return entry

    @classmethod
    def written_as(cls, keys: Keys) -> Keys:
        """The keys under which the first format wrote the value that now stands under `keys`."""
        older = cls.older_keys.get((str(keys[0]), str(keys[1]))) if len(keys) > 1 else None
        return (older, *keys[2:]) if older else keys

    def cited(self) -> Iterator[Cited]:
        """Every citation in the entry, however deep; all of them are held against the articles."""
        for found in find(self, Citation):
            yield Cited(cast("Citation", found.value), found.keys, "quote")


class Citation(Entry):
    """A verbatim piece of one paragraph of one article.

    Paragraphs are numbered by position from 1; 0 is the title, byline, publication line and author note as printed.
    """

    article: ArticleId = Field(description="Id of the article.")
    paragraph: int = Field(
        ge=0, le=LARGEST_PARAGRAPH, strict=True, description="Number of the paragraph, from 1; 0 is the byline block."
    )
    quote: QuoteText = Field(description="The cited words, exactly as they stand in the paragraph.")


class Cited(NamedTuple):
    """A citation, the keys that lead to it inside its entry, and the key under which it has its words."""

    citation: Citation
    keys: Keys
    words: str


class Named(Entry):
    """Base of entries with an id, by which others refer to them; ids are unique within their kind, and registered."""

    id: Id = Field(description="Stable name; made from the text where it is left out.")


class Cites(Named):
    """Base of entries in our own words: what they state must stand in what they cite, as the pack's policies say."""

    citations: tuple[Citation, ...] = Field(
        default=(),
        max_length=MOST_CITATIONS,
        description="The passages it rests on; [1] in its text points to the first.",
    )
    source: SourceText | None = Field(default=None, description="A link or a name to be shown as the source.")
    caveat: LocalizedText | None = Field(default=None, description="What the articles do not say, shown as said by us.")
    gloss: LocalizedText | None = Field(
        default=None, description="What is meant in general use, not taken from the articles."
    )
