"""Validation of components of messages and modals: nesting, counts, lengths, ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from sandbox.checks.modals import FIELD, LABEL_PARTS, MODAL_TOP, check_field, check_label
from sandbox.checks.parts import (
    BUTTON,
    CONTAINER,
    FILE,
    GALLERY,
    LABEL,
    ROW,
    SECTION,
    SELECTS,
    SEPARATOR,
    STRING_SELECT,
    TEXT,
    TEXT_INPUT,
    THUMBNAIL,
    check_button,
    check_select,
)
from sandbox.state.api_errors import ApiError, FormValidator, Path, units
from sandbox.state.models import Json, objects

MAX_COMPONENTS, MAX_TEXT, MAX_BYTES = 40, 4000, 10_000
"""Components of a message; UTF-16 units of text in it; bytes of UTF-8 above which Discord fails with 500."""
_INSIDE = frozenset({ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR})
_TOP_V2 = _INSIDE | {CONTAINER}
_TOP_LEGACY = frozenset({ROW})
_IN_ROW = SELECTS | {BUTTON}

Resolve = Callable[[str], "Json | None"]
"""From a link to a medium (`attachment://…` too) to the medium as Discord gives it back; None if there is none."""


@dataclass(slots=True)
class ComponentCheck:
    """One pass over the components of one message or modal.

    Attributes:
        ids: every `custom_id` met so far.
        count: components met so far.
        text: UTF-16 units of text met so far.
    """

    form: FormValidator
    resolve: Resolve
    ids: set[str] = field(default_factory=set[str])
    count: int = 0
    text: int = 0
    bytes: int = 0

    def all(self, value: object, path: Path, allowed: frozenset[int], low: int, high: int) -> list[Json]:
        """Check a list of components, and give it back with defaults filled in."""
        if not isinstance(value, list):
            self.form.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        members = cast("list[object]", value)
        if not low <= len(members) <= high:
            self.form.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        checked = (self.one(member, (*path, index), allowed) for index, member in enumerate(members))
        return [each for each in checked if each is not None]

    def one(self, value: object, path: Path, allowed: frozenset[int]) -> Json | None:
        """Check one component and what is in it."""
        given: Json = cast("Json", value) if isinstance(value, dict) else {}
        kind: object = given.get("type")
        if not isinstance(kind, int) or kind not in allowed:
            listed = ", ".join(map(str, sorted(allowed)))
            self.form.add((*path, "type"), "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({listed}).')
            return None
        self.count += 1
        body: Json = {key: part for key, part in given.items() if part is not None}
        body.setdefault("id", self.count)
        if "custom_id" in body:
            self._unique(body["custom_id"], (*path, "custom_id"))
        return self._checked(kind, body, path)

    def _checked(self, kind: int, body: Json, path: Path) -> Json:
        """A component by its type, with defaults filled in."""
        if kind == ROW:
            checked = self._row(body, path)
        elif kind == BUTTON:
            checked = check_button(self.form, body, path)
        elif kind in SELECTS:
            checked = check_select(self.form, body, path)
        elif kind == TEXT_INPUT:
            checked = check_field(self.form, body, path)
        elif kind == LABEL:
            inner = self.one(check_label(self.form, body, path).get("component"), (*path, "component"), LABEL_PARTS)
            checked = {**body, "component": inner}
        else:
            checked = self._layout(kind, body, path)
        return checked

    def _row(self, body: Json, path: Path) -> Json:
        inner = self.all(body.get("components"), (*path, "components"), _IN_ROW | FIELD, 1, 5)
        wide = [each for each in inner if each["type"] != BUTTON]
        if wide and len(inner) > 1:
            self.form.add(
                (*path, "components"),
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width",
            )
        return {**body, "components": inner}

    def _layout(self, kind: int, body: Json, path: Path) -> Json:
        """The parts that only show something."""
        if kind == SECTION:
            texts = self.all(body.get("components"), (*path, "components"), frozenset({TEXT}), 1, 3)
            accessory = self.one(body.get("accessory"), (*path, "accessory"), frozenset({BUTTON, THUMBNAIL}))
            checked = {**body, "components": texts, "accessory": accessory}
        elif kind == CONTAINER:
            inner = self.all(body.get("components"), (*path, "components"), _INSIDE, 1, MAX_COMPONENTS)
            colour = body.get("accent_color")
            if colour is not None and not (isinstance(colour, int) and 0 <= colour <= 0xFFFFFF):
                self.form.add((*path, "accent_color"), "NUMBER_TYPE_MAX", "int value should be between 0 and 16777215.")
            checked = {"accent_color": None, "spoiler": False, **body, "components": inner}
        elif kind == SEPARATOR:
            self.form.choice((*path, "spacing"), body.get("spacing", 1), (1, 2))
            checked = {"divider": True, "spacing": 1, **body}
        elif kind == THUMBNAIL:
            medium = self._medium(body.get("media"), (*path, "media"))
            checked = {"spoiler": False, "description": None, **body, "media": medium}
        elif kind == FILE:
            checked = {"spoiler": False, **body, **self._file(body.get("file"), (*path, "file"))}
        elif kind == GALLERY:
            checked = {**body, "items": self._gallery(body.get("items"), (*path, "items"))}
        else:
            self._text(body.get("content"), (*path, "content"))
            checked = body
        return checked

    def _gallery(self, value: object, path: Path) -> list[Json]:
        items = objects(value)
        if not 1 <= len(items) <= 10:
            self.form.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.")
        media = [self._medium(item.get("media"), (*path, index, "media")) for index, item in enumerate(items)]
        empty: Json = {"spoiler": False, "description": None}
        return [{**empty, **item, "media": medium} for item, medium in zip(items, media, strict=True)]

    def _file(self, value: object, path: Path) -> Json:
        """A file shown by itself, with its name and size; it must have come with the message."""
        medium = self._medium(value, path)
        if medium and "attachment_id" not in medium:
            self.form.add((*path, "url"), "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('attachment',).")
        found = self.resolve(str(cast("Mapping[str, object]", value).get("url"))) if medium else None
        name = str(medium.get("url", "")).rpartition("/")[2]
        return {"file": medium, "name": name, "size": (found or {}).get("size", 0)}

    def _medium(self, value: object, path: Path) -> Json:
        url: object = cast("Mapping[str, object]", value).get("url") if isinstance(value, Mapping) else None
        if not self.form.length((*path, "url"), url, 1, 2048):
            return {}
        found = self.resolve(str(url))
        if found is None:
            self.form.add((*path, "url"), "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return {key: part for key, part in (found or {}).items() if key != "size"}

    def _text(self, content: object, path: Path) -> None:
        if isinstance(content, str) and self.form.length(path, content, 1, MAX_TEXT):
            self.text += units(content)
            self.bytes += len(content.encode("utf-8", "surrogatepass"))
        elif not isinstance(content, str):
            self.form.length(path, content, 1, MAX_TEXT)

    def _unique(self, custom_id: object, path: Path) -> None:
        if not self.form.length(path, custom_id, 1, 100):
            return
        if custom_id in self.ids:
            self.form.add(path, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        self.ids.add(str(custom_id))


def check_message_components(form: FormValidator, value: object, resolve: Resolve, *, v2: bool) -> tuple[Json, ...]:
    """Check the components of a message.

    Raises:
        ApiError: 500 for more text than Discord can store (about 10,000 bytes), which it tells in no other way.
    """
    if value is None:
        return ()
    check = ComponentCheck(form, resolve)
    found = check.all(value, ("components",), _TOP_V2 if v2 else _TOP_LEGACY, 0, MAX_COMPONENTS if v2 else 5)
    if v2 and check.count > MAX_COMPONENTS:
        message = f"The total number of components in a message must not exceed {MAX_COMPONENTS}."
        form.add(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message)
    if check.text > MAX_TEXT:
        message = f"Components displayable text size exceeds maximum size of {MAX_TEXT}"
        form.add(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)
    if check.bytes > MAX_BYTES and not form.faults:
        raise ApiError(500, 0, "500: Internal Server Error")
    return tuple(found)


def check_modal_components(form: FormValidator, value: object) -> list[Json]:
    """Check the components of a modal: labels with a field each, texts, or rows with a field each."""
    return ComponentCheck(form, lambda _: None).all(value, ("data", "components"), MODAL_TOP, 1, 5)


def walk(components: Sequence[Json] | None) -> list[Json]:
    """Every component, the nested ones too, top to bottom."""
    found: list[Json] = []
    for component in components or ():
        found.append(component)
        found += walk(component.get("components"))
        found += walk([part for part in (component.get("accessory"), component.get("component")) if part])
    return found


__all__ = ["BUTTON", "STRING_SELECT", "check_message_components", "check_modal_components", "walk"]
