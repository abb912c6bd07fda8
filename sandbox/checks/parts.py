"""Validation of interactive components: buttons and selects."""

from __future__ import annotations

from typing import Any, cast

from sandbox.state.api_errors import FormValidator, Path, not_modelled
from sandbox.state.models import Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = range(1, 9)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = range(9, 15)
CONTAINER, LABEL = 17, 18
SELECTS = frozenset({STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT})
LINK, PREMIUM = 5, 6
"""Styles of buttons that are no ordinary ones."""


def check_button(form: FormValidator, body: Json, path: Path) -> Json:
    """A button: a label or an emoji, and an id or, for a link, an address."""
    style: object = body.get("style")
    if not form.choice((*path, "style"), style, range(1, 7)):
        return body
    if style == PREMIUM:
        raise not_modelled("premium", "buttons")
    if "label" in body:
        form.length((*path, "label"), body["label"], 0, 80)
    emoji: Any = body.get("emoji")
    if not body.get("label") and not (emoji and (emoji.get("name") or emoji.get("id"))):
        form.add(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or an emoji")
    if style == LINK:
        url: object = body.get("url")
        if form.length((*path, "url"), url, 1, 512) and not str(url).startswith(("http://", "https://", "discord://")):
            form.add((*path, "url"), "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'discord').")
        if "custom_id" in body:
            form.add(
                path,
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
    elif "custom_id" not in body:
        form.add((*path, "custom_id"), "BASE_TYPE_REQUIRED", "This field is required")
    shown = {"emoji": _present(emoji)} if emoji else {}
    return {"disabled": False, **body, **shown}


def check_select(form: FormValidator, body: Json, path: Path) -> Json:
    """A select: an id, how many may be chosen, and for texts the options."""
    if "custom_id" not in body:
        form.add((*path, "custom_id"), "BASE_TYPE_REQUIRED", "This field is required")
    if "placeholder" in body:
        form.length((*path, "placeholder"), body["placeholder"], 0, 150)
    body = {"min_values": 1, "max_values": 1, "disabled": False, **body}
    low, high = body["min_values"], body["max_values"]
    if not 0 <= low <= 25:
        form.add((*path, "min_values"), "NUMBER_TYPE_MAX", "int value should be between 0 and 25.")
    if not max(1, low) <= high <= 25:
        form.add((*path, "max_values"), "NUMBER_TYPE_MAX", f"int value should be between {max(1, low)} and 25.")
    if low == 0 and body.get("required") is True:
        form.add((*path, "min_values"), "SELECT_COMPONENT_REQUIRED", "A required select needs at least one value")
    if "default_values" in body:
        body["default_values"] = [_present(each) for each in body["default_values"]]
    if body["type"] == STRING_SELECT:
        body["options"] = _options(form, body.get("options"), (*path, "options"), most_chosen=high)
        if high > len(body["options"]):
            form.add((*path, "max_values"), "SELECT_COMPONENT_MAX_VALUES", "More values than there are options")
    return body


def _options(form: FormValidator, value: object, path: Path, *, most_chosen: int) -> list[Json]:
    options = cast("list[Json]", value) if isinstance(value, list) else []
    if not 1 <= len(options) <= 25:
        form.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
    seen: set[str] = set()
    for index, option in enumerate(options):
        place = (*path, index)
        form.length((*place, "label"), option.get("label"), 1, 100)
        if form.length((*place, "value"), option.get("value"), 1, 100):
            if option["value"] in seen:
                form.add(
                    (*place, "value"),
                    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used",
                )
            seen.add(option["value"])
        if option.get("description") is not None:
            form.length((*place, "description"), option["description"], 0, 100)
    if sum(bool(option.get("default")) for option in options) > most_chosen:
        form.add(path, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More options are chosen by default than may be")
    return [_with_emoji(option) for option in options]


def _with_emoji(part: Json) -> Json:
    """A part without what is null, in its emoji too."""
    emoji = part.get("emoji")
    return _present({**part, **({"emoji": _present(emoji)} if emoji else {})})


def _present(part: Json) -> Json:
    """A part without what is null, and with its id as text, however it was sent."""
    return {key: str(value) if key == "id" else value for key, value in part.items() if value is not None}
