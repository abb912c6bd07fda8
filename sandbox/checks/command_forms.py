"""Validation of application commands: names, descriptions, options, choices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, cast

from sandbox.state.api_errors import FormValidator, Path, units
from sandbox.state.models import Json

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUB_COMMAND, SUB_GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)
MAX_COMMANDS = {SLASH: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MAX_UNITS, MAX_OPTIONS, MAX_CHOICES = 8000, 25, 25
LOCALES = frozenset(
    [
        "ar",
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en-GB",
        "en-US",
        "es-419",
        "es-ES",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "lt",
        "nl",
        "no",
        "pl",
        "pt-BR",
        "ro",
        "ru",
        "sv-SE",
        "th",
        "tr",
        "uk",
        "vi",
        "zh-CN",
        "zh-TW",
    ]
)
_CHOOSABLE = frozenset({STRING, INTEGER, NUMBER})
_MARKED = re.compile(r"[\u0900-\u097f\u0e00-\u0e7f]")


def check_command(form: FormValidator, given: Json, path: Path = (), *, installs: tuple[int, ...] = (0, 1)) -> Json:
    """Check one command and give it back with defaults filled in.

    Args:
        form: collects the faults.
        given: the command as it was sent.
        path: where it stands in the body.
        installs: the installation contexts that the application supports; a command may list no others.
    """
    kind: object = given.get("type", SLASH)
    if not form.choice((*path, "type"), kind, MAX_COMMANDS):
        return given
    slash = kind == SLASH
    _names(form, given, path, slash=slash)
    if slash:
        _descriptions(form, given, path)
    elif given.get("description"):
        message = "Context menu commands cannot have description"
        form.add((*path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message)
    options = _options(form, given.get("options"), (*path, "options"), depth=0) if slash else []
    permissions: Any = given.get("default_member_permissions")
    if permissions is not None and not str(permissions).isdigit():
        form.add((*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", f'Value "{permissions}" is not int.')
    for name, allowed in (("contexts", (0, 1, 2)), ("integration_types", installs)):
        for index, each in enumerate(cast("list[object]", given.get(name) or [])):
            form.choice((*path, name, index), each, allowed)
    if (total := _total({**given, "options": options})) > MAX_UNITS:
        message = f"Command exceeds maximum size ({MAX_UNITS}), has {total}"
        form.add(path, "APPLICATION_COMMAND_TOO_LARGE", message)
    command: Json = {
        "type": kind,
        "name": given.get("name"),
        "name_localizations": given.get("name_localizations"),
        "description": given.get("description") or "",
        "description_localizations": given.get("description_localizations"),
        "default_member_permissions": None if permissions is None else str(permissions),
        "contexts": given.get("contexts"),
        "integration_types": given.get("integration_types") or [*installs],
        "nsfw": bool(given.get("nsfw", False)),
    }
    return {**command, "options": options} if options else command


def _names(form: FormValidator, given: Json, path: Path, *, slash: bool) -> None:
    """The name, and its translations."""
    for place, name in _translated(form, given, path, "name"):
        if form.length(place, name, 1, 32) and slash and not valid_name(str(name)):
            form.add(place, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _descriptions(form: FormValidator, given: Json, path: Path) -> None:
    for place, text in _translated(form, given, path, "description"):
        form.length(place, text, 1, 100)


def _translated(form: FormValidator, given: Json, path: Path, name: str) -> list[tuple[Path, object]]:
    """A text and its translations, each with its path."""
    key = f"{name}_localizations"
    translations = cast("Mapping[str, object]", given.get(key) or {})
    for locale in translations:
        if locale not in LOCALES:
            form.add((*path, key, locale), "BASE_TYPE_CHOICES", f"{locale} is no locale that Discord knows.")
    return [((*path, name), given.get(name)), *(((*path, key, where), text) for where, text in translations.items())]


def valid_name(name: str) -> bool:
    """Whether a slash command or an option may have this name: letters, digits, `-`, `_`, `'`, all in small letters."""

    def fits(sign: str) -> bool:
        return sign in "-_'" or unicodedata.category(sign)[0] in "LN" or _MARKED.match(sign) is not None

    return all(map(fits, name)) and name == name.lower()


def _options(form: FormValidator, value: object, path: Path, *, depth: int) -> list[Json]:
    options = cast("list[Json]", value or [])
    if len(options) > MAX_OPTIONS:
        form.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_OPTIONS} or fewer in length.")
    seen: set[str] = set()
    optional = False
    for index, option in enumerate(options):
        place = (*path, index)
        _option(form, option, place, depth=depth)
        name = str(option.get("name"))
        if name in seen:
            form.add((*place, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name already exists")
        seen.add(name)
        if option.get("required") and optional:
            message = "Required options must be placed before non-required options"
            form.add(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional = optional or not option.get("required")
    if len({option.get("type") in (SUB_COMMAND, SUB_GROUP) for option in options}) > 1:
        message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        form.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    return [_written(option) for option in options]


def _written(option: Json) -> Json:
    """An option as Discord gives it back: without what is false or absent."""
    return {key: part for key, part in option.items() if part is not None and (part is not False or key == "value")}


def _option(form: FormValidator, option: Json, path: Path, *, depth: int) -> None:
    kind: object = option.get("type")
    if not form.choice((*path, "type"), kind, range(1, 12)):
        return
    _names(form, option, path, slash=True)
    _descriptions(form, option, path)
    if kind in (SUB_COMMAND, SUB_GROUP):
        if depth > (0 if kind == SUB_GROUP else 1):
            form.add((*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deep")
        option["options"] = _options(form, option.get("options"), (*path, "options"), depth=depth + 1)
        return
    choices = cast("list[Json]", option.get("choices") or [])
    if choices:
        check_choices(form, choices, (*path, "choices"), int(str(kind)))
    if option.get("autocomplete") and (choices or kind not in _CHOOSABLE):
        message = "Autocomplete cannot be combined with choices, nor with this type"
        form.add((*path, "autocomplete"), "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", message)
    for bound in ("min_length", "max_length"):
        if option.get(bound) is not None and not (kind == STRING and 0 <= option[bound] <= 6000):
            form.add((*path, bound), "NUMBER_TYPE_MAX", "int value should be between 0 and 6000, for a string.")


def check_choices(form: FormValidator, choices: list[Json], path: Path, kind: int) -> None:
    """Choices of an option, those of autocomplete too."""
    if len(choices) > MAX_CHOICES:
        form.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_CHOICES} or fewer in length.")
    for index, choice in enumerate(choices):
        place = (*path, index)
        for where, name in _translated(form, choice, place, "name"):
            form.length(where, name, 1, 100)
        value: object = choice.get("value")
        if kind == STRING:
            form.length((*place, "value"), value, 1, 100)
        elif isinstance(value, bool) or not isinstance(value, int if kind == INTEGER else int | float):
            form.add((*place, "value"), "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')


def _total(part: Json) -> int:
    """Units that count towards the limit: names, descriptions and values, each in its longest language."""
    total = 0
    for field in ("name", "description"):
        translations = cast("Mapping[str, str]", part.get(f"{field}_localizations") or {})
        total += max(units(str(text)) for text in (part.get(field) or "", *translations.values()))
    total += sum(units(str(choice.get("value"))) for choice in cast("list[Json]", part.get("choices") or []))
    return total + sum(_total(option) for option in cast("list[Json]", part.get("options") or []))
