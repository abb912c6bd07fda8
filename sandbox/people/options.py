"""Validation of a slash command's options as a person filled them in, as Discord's client would."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.checks import command_forms as kinds
from sandbox.people.resolving import Resolver
from sandbox.state.api_errors import ApiError, units
from sandbox.state.models import Json, objects


def refused(message: str) -> ApiError:
    """The error for what Discord's client would not send."""
    return ApiError(400, 0, message)


def check_options(definition: Json, given: list[Json], resolver: Resolver, *, completing: bool) -> list[Json]:
    """Check what was filled in, and note whom and what it names.

    Args:
        definition: of the command, or of the part of it that was chosen.
        given: what was filled in.
        resolver: takes whom and what the options name.
        completing: the command is still being written, so what is required may be missing.

    Returns:
        The options as they go to the bot.

    Raises:
        ApiError: 400 with words for the person.
    """
    defined: dict[str, Json] = {each["name"]: each for each in objects(definition.get("options"))}
    if _is_group(definition):
        if len(given) != 1 or given[0].get("name") not in defined:
            raise refused("Choose one of the parts of this command.")
        inner = defined[given[0]["name"]]
        options = check_options(inner, objects(given[0].get("options")), resolver, completing=completing)
        return [{"name": inner["name"], "type": inner["type"], "options": options}]
    filled: list[Json] = []
    for each in given:
        option = defined.get(str(each.get("name")))
        if option is None:
            raise refused(f"This command has no option “{each.get('name')}”.")
        filled.append(_filled(option, each, resolver, completing=completing))
    missing = [name for name, each in defined.items() if each.get("required")]
    missing = [name for name in missing if name not in {each["name"] for each in filled}]
    if missing and not completing:
        raise refused(f"This option is required: {missing[0]}.")
    return filled


def _is_group(definition: Json) -> bool:
    return any(each["type"] in (kinds.SUB_COMMAND, kinds.SUB_GROUP) for each in objects(definition.get("options")))


def _filled(option: Json, given: Json, resolver: Resolver, *, completing: bool) -> Json:
    kind, name, value = int(option["type"]), str(option["name"]), given.get("value")
    filled: Json = {"name": name, "type": kind, "value": value}
    if given.get("focused"):
        return {**filled, "value": str(value if value is not None else ""), "focused": True}
    if completing:
        return filled
    return {**filled, "value": _value(option, kind, name, value, resolver)}


def _value(option: Json, kind: int, name: str, value: Any, resolver: Resolver) -> Any:
    if kind == kinds.STRING:
        value = str(value)
        if not option.get("min_length", 0) <= units(value) <= option.get("max_length", 6000) or not value:
            raise refused(f"“{name}” is too short or too long.")
    elif kind in (kinds.INTEGER, kinds.NUMBER):
        value = _number(option, kind, name, value)
    elif kind == kinds.BOOLEAN:
        if not isinstance(value, bool):
            raise refused(f"“{name}” must be yes or no.")
    elif kind == kinds.ATTACHMENT:
        raise refused("The sandbox does not implement options that take a file.")
    else:
        value = resolver.note(kind, name, str(value), option.get("channel_types"))
    choices = objects(option.get("choices"))
    if choices and value not in [each["value"] for each in choices]:
        raise refused(f"“{name}” must be one of the choices.")
    return value


def _number(option: Json, kind: int, name: str, value: Any) -> int | float:
    try:
        number = int(value) if kind == kinds.INTEGER else float(value)
    except (TypeError, ValueError):
        raise refused(f"“{name}” must be a number.") from None
    if not option.get("min_value", number) <= number <= option.get("max_value", number):
        raise refused(f"“{name}” is out of bounds.")
    return number


def focused(options: list[Json]) -> Json | None:
    """The option that is being completed."""
    return next((each for each in _leaves(options) if each.get("focused")), None)


def _leaves(options: list[Json]) -> Iterator[Json]:
    for each in options:
        yield each
        yield from _leaves(objects(each.get("options")))


def full_name(name: str, options: list[Json]) -> str:
    """What was used, with the parts of the command that were chosen: `daily show`."""
    part = next((each for each in options if each["type"] in (kinds.SUB_COMMAND, kinds.SUB_GROUP)), None)
    return f"{name} {full_name(part['name'], part['options'])}" if part else name


def definition_of(definition: Json, options: list[Json], name: str) -> Json:
    """The definition of an option, in the part of the command that was chosen."""
    for each in options:
        if each.get("options") is not None:
            inner = next(part for part in definition["options"] if part["name"] == each["name"])
            return definition_of(inner, each["options"], name)
    return next(part for part in definition["options"] if part["name"] == name)
