"""Localized text: one text in one or several languages, and the look-up of what a reader sees of it.

A curator writes it as a string, which is in the pack's first language, or as a mapping from language codes (BCP 47) to
texts. Which languages there are, `pack.yaml` says; whoever validates an entry of a pack passes them on as the context
`{"languages": ("en", "de")}`. Without that context any language will do, and a string is English.
"""

from __future__ import annotations

from collections.abc import ItemsView, Mapping
from typing import Annotated, Any, Self, TypeAlias, cast

from pydantic import AfterValidator, ConfigDict, GetJsonSchemaHandler, RootModel, ValidationInfo, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from bot.pack.field_types import Heading, LongProse, Prose, Title

DEFAULT_LANGUAGES = ("en",)
"""The languages of a pack that names none."""
FIRST_FORMAT_LANGUAGES = ("en", "zh")
"""The languages of a pack of the first format, which had no list of them: English, and Chinese where there was any."""
UNDECLARED = "undeclared_language"
"""Type of the validation error for a language that `pack.yaml` does not list."""


def languages_of(info: ValidationInfo) -> tuple[str, ...]:
    """The pack's languages, the first one first; empty while they are not known."""
    context = cast("Mapping[str, Any]", info.context or {})
    return tuple(context.get("languages", ()))


def _declared(code: str, info: ValidationInfo) -> str:
    languages = languages_of(info)
    if languages and code not in languages:
        raise PydanticCustomError(UNDECLARED, "no language of the pack", {"languages": ", ".join(languages)})
    return code


LanguageKey: TypeAlias = Annotated[str, AfterValidator(_declared)]


class LocalizedText(RootModel[dict[LanguageKey, Prose]]):
    """A text by language, in the order of the pack's languages. May be Markdown where its field says so.

    For example `LocalizedText({"en": "Hello", "de": "Hallo"}).text("fr")` is "Hello".
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _by_language(cls, raw: Any, info: ValidationInfo) -> Any:
        """A string, or whatever stands in place of one, as a text in the first language; a mapping in pack order."""
        languages = languages_of(info)
        if isinstance(raw, LocalizedText):
            return raw.root
        if not isinstance(raw, Mapping):
            return {(languages or DEFAULT_LANGUAGES)[0]: raw}
        texts = cast("Mapping[Any, Any]", raw)
        if not texts:
            raise PydanticCustomError("string_too_short", "text that is not empty")
        order = {code: place for place, code in enumerate(languages)}
        return {code: texts[code] for code in sorted(texts, key=lambda code: order.get(code, len(order)))}

    @classmethod
    def of(cls, text: str, language: str = DEFAULT_LANGUAGES[0]) -> Self:
        """A text that there is in one language only."""
        return cls({language: text})

    def exactly(self, language: str) -> str | None:
        """The text in that language and no other."""
        return self.root.get(language)

    def text(self, language: str) -> str:
        """The text for a reader of `language`: in it, or else in the first of the pack's languages that there is."""
        return self.shown_to(language) or self.first

    def shown_to(self, reader: str) -> str | None:
        """The text in a reader's language, whatever its region; None where there is none in it."""
        return self.root.get(reader) or self.root.get(reader.partition("-")[0])

    @property
    def first(self) -> str:
        """The text in the pack's first language; in the next that there is where it is missing."""
        return next(iter(self.root.values()))

    @property
    def texts(self) -> tuple[str, ...]:
        """The text in every language."""
        return tuple(self.root.values())

    def items(self) -> ItemsView[str, str]:
        """Each language with the text in it."""
        return self.root.items()

    def __hash__(self) -> int:
        """Equal texts have the same hash."""
        return hash(tuple(self.root.items()))

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A string, or an object of strings."""
        reference = handler(core_schema)
        schema = handler.resolve_ref_schema(reference)
        mapping = {key: schema[key] for key in ("type", "additionalProperties")}
        text = mapping["additionalProperties"]
        mapping["minProperties"] = 1
        schema.clear()
        schema.update({"title": cls.__name__, "anyOf": [text, mapping]})
        schema["description"] = "A text in the pack's first language, or texts by language code."
        return reference


class LocalizedAnswer(LocalizedText):
    """A text by language that may fill a message: Markdown."""

    root: dict[LanguageKey, LongProse]


class LocalizedTitle(LocalizedText):
    """A question by language: one line, without Markdown."""

    root: dict[LanguageKey, Heading]


class LocalizedName(LocalizedText):
    """A headword or name by language: one line that fits a choice, without Markdown."""

    root: dict[LanguageKey, Title]
