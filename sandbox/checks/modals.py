"""Validation of modals: title, custom id, fields."""

from __future__ import annotations

from sandbox.checks.parts import LABEL, ROW, SELECTS, TEXT, TEXT_INPUT
from sandbox.state.api_errors import FormValidator, Path
from sandbox.state.models import Json

FIELD = frozenset({TEXT_INPUT})
MODAL_TOP = frozenset({ROW, TEXT, LABEL})
LABEL_PARTS = SELECTS | FIELD
"""Components allowed in a label; uploads, radio groups and check boxes are not modelled and are refused."""
MAX_LENGTH = 4000
"""UTF-16 units that a field holds at most."""


def check_heading(form: FormValidator, data: Json) -> None:
    """Title and id of a modal."""
    form.length(("data", "title"), data.get("title"), 1, 45)
    form.length(("data", "custom_id"), data.get("custom_id"), 1, 100)


def check_label(form: FormValidator, body: Json, path: Path) -> Json:
    """A label, which heads one field."""
    form.length((*path, "label"), body.get("label"), 1, 45)
    if body.get("description") is not None:
        form.length((*path, "description"), body["description"], 0, 100)
    return body


def check_field(form: FormValidator, body: Json, path: Path) -> Json:
    """A field to write in."""
    form.choice((*path, "style"), body.get("style"), (1, 2))
    if "custom_id" not in body:
        form.add((*path, "custom_id"), "BASE_TYPE_REQUIRED", "This field is required")
    if body.get("label") is not None:
        form.length((*path, "label"), body["label"], 1, 45)
    for bound, low in (("min_length", 0), ("max_length", 1)):
        if not low <= body.get(bound, low) <= MAX_LENGTH:
            form.add((*path, bound), "NUMBER_TYPE_MAX", f"int value should be between {low} and {MAX_LENGTH}.")
    if "value" in body:
        form.length((*path, "value"), body["value"], body.get("min_length", 0), body.get("max_length", MAX_LENGTH))
    if "placeholder" in body:
        form.length((*path, "placeholder"), body["placeholder"], 0, 100)
    return {"required": True, **body}
