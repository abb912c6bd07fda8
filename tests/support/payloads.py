"""Whether Discord would take what the bot sends: its own API description, and the limits that this does not state."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

from jsonschema_rs import Draft202012Validator

from sandbox.rest.router import Exchange
from sandbox.tests.support.description import API, document

TEXT_UNITS, TEXT_BYTES, COMPONENTS, V2 = 4000, 10_000, 40, 1 << 15
LABEL, CUSTOM_ID, CHOICE, CHOICES, COMMAND_UNITS = 80, 100, 100, 25, 8000
ACTION_ROW, BUTTON, SELECT, TEXT, CONTAINER = 1, 2, 3, 10, 17

FOLLOW_UPS = 5

_MESSAGE = re.compile(r"/messages(/(\d+|@original))?$")

_passed: set[str] = set()
"""Commands that had no fault."""
checked: Counter[str] = Counter()
"""How many payloads of each kind were validated in this process."""
exchanged: Counter[str] = Counter()
"""How many bodies between the bot and the sandbox were held against Discord's description in this process, by side."""


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def walk(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every component, the nested ones too."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        if accessory := component.get("accessory"):
            yield from walk([accessory])


def text_of(components: Sequence[Mapping[str, Any]]) -> str:
    """All that is written in a message, top to bottom."""
    return "\n".join(str(c["content"]) for c in walk(components) if c["type"] == TEXT)


def labels_of(components: Sequence[Mapping[str, Any]]) -> list[str]:
    """Labels of all buttons in a message."""
    return [str(c.get("label") or c["emoji"]["name"]) for c in walk(components) if c["type"] == BUTTON]


def check_components(components: Sequence[Mapping[str, Any]]) -> None:
    """Fail when Discord would refuse these components, or show them badly."""
    every = list(walk(components))
    text = text_of(components)
    assert len(every) <= COMPONENTS, f"{len(every)} components"
    assert units(text) <= TEXT_UNITS, f"{units(text)} units of text"
    assert len(text.encode()) <= TEXT_BYTES, f"{len(text.encode())} bytes of text"
    ids = [c["custom_id"] for c in every if "custom_id" in c]
    assert len(ids) == len(set(ids)), f"an id stands twice: {ids}"
    for component in every:
        if component["type"] == TEXT:
            assert component["content"].strip(), "an empty text"
        if component["type"] == BUTTON:
            assert 1 <= units(component["custom_id"]) <= CUSTOM_ID, component
            assert units(component.get("label") or "") <= LABEL, component
            assert component.get("label") or component.get("emoji"), component
        if component["type"] == SELECT:
            assert 1 <= len(component["options"]) <= CHOICES, component
            assert len({option["value"] for option in component["options"]}) == len(component["options"])
            for option in component["options"]:
                assert all(1 <= units(option[part]) <= CHOICE for part in ("label", "value")), option
        if component["type"] in (ACTION_ROW, CONTAINER):
            assert component["components"], "an empty row"
    assert_valid("ContainerComponentForMessageRequest", _with_ids_as_text(components[0]))


def check_command(payload: Mapping[str, Any]) -> None:
    """Fail when Discord would refuse this command."""
    told = json.dumps(payload)
    if told in _passed:  # every bot registers the same commands when it starts
        checked["ApplicationCommandUpdateRequest"] += 1
        return
    assert_valid("ApplicationCommandUpdateRequest", payload)
    total = _command_units(payload)
    assert total <= COMMAND_UNITS, f"/{payload['name']} has {total} characters"
    for part in (payload, *_options(payload)):
        assert part.get("description", "-"), f"{part['name']} has no description"
        assert len(part.get("options", ())) <= CHOICES
        assert len(part.get("choices", ())) <= CHOICES
        names = [part["name"], *part.get("name_localizations", {}).values()]
        for name in names:
            assert 1 <= units(name) <= 32, name
            assert name == name.lower() or payload.get("type", 1) != 1, name
        for described in [part.get("description", ""), *part.get("description_localizations", {}).values()]:
            assert units(described) <= 100, described
            assert described != "…", f"{part['name']} has no description"
    _passed.add(told)


def check_request(request: Exchange) -> None:
    """Fail when Discord would refuse a request of the bot: a message, a callback, a registration."""
    body: dict[str, Any] = _with_ids_as_text(request.body or {})
    if request.path.endswith("/callback"):
        kind: int = body["type"]
        data: dict[str, Any] = body.get("data") or {}
        if kind == 8:
            assert_valid("ApplicationCommandAutocompleteCallbackRequest", body)
            assert len(data["choices"]) <= CHOICES
            for choice in data["choices"]:
                assert 1 <= units(choice["name"]) <= CHOICE, choice
                assert 1 <= units(choice["value"]) <= CHOICE, choice
        elif kind in (4, 5):
            assert_valid("CreateMessageInteractionCallbackRequest", body)
            assert kind == 4 or set(data) <= {"flags"}, "a deferral carries nothing but who may see it"
        elif kind in (6, 7):
            assert_valid("UpdateMessageInteractionCallbackRequest", body)
        elif kind == 9:
            assert_valid("ModalInteractionCallbackRequest", body)
        if kind in (4, 7):
            _check_message(data)
    elif request.method == "PUT" and request.path.endswith("/commands"):
        for command in cast("list[dict[str, Any]]", request.body):
            check_command(command)
    elif request.method in ("POST", "PATCH") and _MESSAGE.search(request.path) and body:
        assert_valid("MessageCreateRequest" if request.method == "POST" else "MessageEditRequestPartial", body)
        _check_message(body)
    elif request.method == "POST" and request.path.endswith("/threads") and "/messages/" in request.path:
        assert_valid("CreateTextThreadWithMessageRequest", body)
    elif request.method == "POST" and request.path.startswith("/webhooks/"):
        assert_valid("IncomingWebhookRequestPartial", body)
        _check_message(body)


def check_follow_ups(requests: Sequence[Exchange]) -> None:
    """Fail when an interaction got more follow-ups than Discord lets an app send that only a user installed."""
    paths = Counter(request.path for request in requests if request.method == "POST" and "/webhooks/" in request.path)
    assert max(paths.values(), default=0) <= FOLLOW_UPS, paths.most_common(1)


def _with_ids_as_text(value: Any, field: str = "") -> Any:
    """Ids that discord.py writes as numbers, which Discord takes although its description says text, as text."""
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {k: str(v) if _is_id(k, v) else _with_ids_as_text(v, k) for k, v in fields.items()}
    if isinstance(value, list):
        members = cast("list[Any]", value)
        if field == "attachments":
            return [{**member, "id": str(member["id"])} for member in members]
        return [str(m) if field == "roles" else _with_ids_as_text(m) for m in members]
    return value


def _is_id(name: str, value: Any) -> bool:
    return isinstance(value, int) and value > 2**32 and (name == "id" or name.endswith("_id"))


def _check_message(body: Mapping[str, Any]) -> None:
    assert body["allowed_mentions"]["parse"] == [], "a message that could mention somebody"
    assert not body["allowed_mentions"].get("replied_user"), "a reply that pings"
    if body["allowed_mentions"].get("roles") and "<@&" in str(body.get("content")):
        return  # a notification carries words only in this form; the post is dressed by an edit at once
    assert int(body.get("flags") or 0) & V2, "not Components V2"
    assert not body.get("content"), "content beside Components V2"
    check_components(body["components"])


def assert_valid(schema: str, value: Any) -> None:
    """Fail when a value does not validate against a schema of Discord's description; without it, nothing."""
    validator = _validator(schema)
    if validator is not None:
        errors = [f"{'/'.join(map(str, e.instance_path))}: {e.message[:200]}" for e in validator.iter_errors(value)]
        assert not errors, f"{schema}: {errors}"
        checked[schema] += 1


@cache
def _validator(schema: str) -> Draft202012Validator | None:
    if not API.exists():
        return None
    described = document()
    assert schema in described["components"]["schemas"], f"Discord describes no {schema}"
    return Draft202012Validator({**described, "$ref": f"#/components/schemas/{schema}"})


def _options(payload: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for option in payload.get("options", ()):
        yield option
        yield from _options(option)


def _command_units(payload: Mapping[str, Any]) -> int:
    """Name, description and choice values of a command and its options, each in its longest language."""
    total = 0
    for field in ("name", "description"):
        total += max(map(units, [payload.get(field, ""), *payload.get(f"{field}_localizations", {}).values()]))
    total += sum(units(str(choice["value"])) for choice in payload.get("choices", ()))
    return total + sum(map(_command_units, payload.get("options", ())))
