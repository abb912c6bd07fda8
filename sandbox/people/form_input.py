"""Validation of what a person submits against what was shown: the fields of a modal, the values of a select."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from sandbox.checks import command_forms as kinds
from sandbox.checks.modals import MAX_LENGTH
from sandbox.checks.parts import (
    CHANNEL_SELECT,
    LABEL,
    MENTIONABLE_SELECT,
    ROLE_SELECT,
    ROW,
    STRING_SELECT,
    TEXT,
    TEXT_INPUT,
    USER_SELECT,
)
from sandbox.people.resolving import Resolver
from sandbox.state.api_errors import FormValidator, Path
from sandbox.state.models import Json, objects

_NAMED = {
    USER_SELECT: kinds.USER,
    ROLE_SELECT: kinds.ROLE,
    MENTIONABLE_SELECT: kinds.MENTIONABLE,
    CHANNEL_SELECT: kinds.CHANNEL,
}
"""What the values of a select name, as kinds of options."""
_TOP: Path = ("data", "components")


@dataclass(slots=True)
class FormInput:
    """One pass over a submission; what is wrong is collected in `form`, whose `refuse` then raises.

    Attributes:
        resolver: takes whom and what the values name.
    """

    resolver: Resolver
    form: FormValidator = field(default_factory=FormValidator)

    def modal(self, shown: list[Json], given: object) -> list[Json]:
        """Check a modal that was filled in.

        Args:
            shown: its components as the bot made them.
            given: the components as they were sent, in labels, in rows or bare; fields are known by their `custom_id`.

        Returns:
            The components as they go to the bot, in the order in which they were shown.
        """
        filled: dict[str, tuple[Path, Json]] = {}
        for path, each in _fields(given, _TOP):
            name = str(each.get("custom_id"))
            if name in filled:
                self.form.add((*path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", "It is filled in twice")
            filled[name] = (path, each)
        part = [self._part(each, filled) for each in shown]
        for path, _ in filled.values():  # those that the modal has were taken out
            self.form.add((*path, "custom_id"), "COMPONENT_VALIDATION_FAILED", "The modal has no such field")
        return part

    def _part(self, shown: Json, filled: dict[str, tuple[Path, Json]]) -> Json:
        """A part of a modal as it goes to the bot; takes its value out of `filled`."""
        part: Json = {"type": shown["type"], "id": shown["id"]}
        if shown["type"] == ROW:
            return {**part, "components": [self._part(each, filled) for each in shown["components"]]}
        if shown["type"] == LABEL:
            return {**part, "component": self._part(shown["component"], filled)}
        if shown["type"] == TEXT:
            return part
        part["custom_id"] = shown["custom_id"]
        path, given = filled.pop(shown["custom_id"], (_TOP, None))
        if given is None:
            self.form.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif self.form.choice((*path, "type"), given.get("type"), (shown["type"],)):
            if shown["type"] == TEXT_INPUT:
                part["value"] = self._text(shown, given.get("value"), (*path, "value"))
            else:
                needed = shown.get("required", True)
                part["values"] = self.choice(shown, given.get("values"), (*path, "values"), needed=needed)
        return part

    def _text(self, shown: Json, value: object, path: Path) -> str:
        """The text of a field; one that is not required may be empty whatever its `min_length`."""
        needed = bool(shown["required"])
        if value == "" and needed:
            self.form.add(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif value != "" or needed:
            self.form.length(path, value, shown.get("min_length", 0), shown.get("max_length", MAX_LENGTH))
        return str(value)

    def choice(self, shown: Json, given: object, path: Path, *, needed: bool = True) -> list[str]:
        """Check what was chosen in a select.

        Args:
            shown: the select.
            given: the values as they were sent.
            path: where they stand, for what is wrong with them.
            needed: whether its least number holds even where nothing is chosen.

        Returns:
            The values.

        Raises:
            ApiError: 400 when one names nothing that is here.
        """
        values = [str(each) for each in cast("list[object]", given)] if isinstance(given, list) else []
        least, most = shown["min_values"], shown["max_values"]
        if not least <= len(values) <= most and (values or needed):
            self.form.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        if len(set(values)) != len(values):
            self.form.add(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
        if shown["type"] == STRING_SELECT:
            offered = [each["value"] for each in shown["options"]]
            for index, value in enumerate(values):
                self.form.choice((*path, index), value, offered)
            return values
        name, types = str(shown.get("placeholder") or "choice"), shown.get("channel_types")
        return [self.resolver.note(_NAMED[shown["type"]], name, value, types) for value in values]


def _fields(given: object, path: Path) -> Iterator[tuple[Path, Json]]:
    """The components that hold a value, each with its path."""
    for index, each in enumerate(objects(given)):
        here = (*path, index)
        if "custom_id" in each:
            yield here, each
        if isinstance(each.get("component"), dict):
            yield (*here, "component"), each["component"]
        yield from _fields(each.get("components"), (*here, "components"))
