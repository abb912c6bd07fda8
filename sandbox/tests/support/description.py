"""Every request and every answer held against Discord's own description of its API, where that is present."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from jsonschema_rs import Draft202012Validator

from sandbox.rest.router import Exchange

ROOT = Path(__file__).resolve().parents[3]

API = ROOT.parent / "shared" / "data" / "discord-openapi.json"
"""Discord's description of its API; it does not ship with the bot, and what needs it is skipped where it is absent."""
_RIGHTS = frozenset({"permissions", "allow", "deny"})
NEEDS_API = pytest.mark.skipif(not API.exists(), reason="Discord's API description is not on this machine")


UNDESCRIBED: Mapping[str, str] = {}
"""Requests, as method and pattern, that Discord takes although its description does not have them; each with where it
documents them. There are none by now."""


_passed: set[tuple[str, str]] = set()
"""Bodies without a fault, each with the pointer to its schema: every bot registers the same commands when it starts."""


@dataclass
class Description:
    """Checks exchanges as they happen.

    Attributes:
        faults: what did not validate.
        checked: how many bodies were, by method, pattern and side.
    """

    faults: list[str] = field(default_factory=list[str])
    checked: Counter[str] = field(default_factory=Counter[str])

    @property
    def sides(self) -> Counter[str]:
        """How many bodies were checked, by side: request, answer or refusal."""
        sides: Counter[str] = Counter()
        for what, count in self.checked.items():
            sides[what.rpartition(" ")[2]] += count
        return sides

    def check(self, exchange: Exchange) -> None:
        """Check that there is such a request, its body where it was accepted, and the answer whatever it was."""
        route = f"{exchange.method} {exchange.pattern}"
        if not API.exists() or route in UNDESCRIBED:
            return
        operation = _operations().get((exchange.method.lower(), _shape(exchange.pattern)))
        if operation is None:
            self.faults.append(f"{route}: not in Discord's description, or not modelled by the sandbox")
            return
        if exchange.status in (501, 429, 499):
            return
        pointer, described = operation
        if exchange.body is not None and exchange.status < 300:
            self._hold(
                f"{route} request",
                f"{pointer}/requestBody/content/application~1json/schema",
                _rights_as_numbers(exchange.body),
            )
        if exchange.status >= 400:
            outline = {key: part for key, part in exchange.answer.items() if key != "errors"}
            self._hold(
                f"{route} refusal", "#/components/schemas/ErrorResponse", outline
            )  # it wrongly has codes as numbers
        elif exchange.status != 204:
            status = str(exchange.status) if str(exchange.status) in described["responses"] else "200"
            self._hold(
                f"{route} answer", f"{pointer}/responses/{status}/content/application~1json/schema", exchange.answer
            )

    def _hold(self, what: str, pointer: str, value: Any) -> None:
        self.checked[what] += 1
        whole = (pointer, json.dumps(value))
        if whole in _passed:
            return
        errors = [
            f"{what}: /{'/'.join(map(str, error.instance_path))}: {error.message[:300]}"
            for error in _validator(pointer).iter_errors(_ids_as_text(value))
        ]
        self.faults += errors
        if not errors:
            _passed.add(whole)


@cache
def document() -> dict[str, Any]:
    """The description, with the kind of channel that it leaves out: media, 16 (discord-api-docs, resources/channel)."""
    read: dict[str, Any] = json.loads(API.read_text("utf-8"))
    read["components"]["schemas"]["ChannelTypes"]["oneOf"].append({"title": "GUILD_MEDIA", "const": 16})
    return read


def _shape(pattern: str) -> str:
    return re.sub(r"\{\w+\}", "{}", pattern)


@cache
def _operations() -> dict[tuple[str, str], tuple[str, dict[str, Any]]]:
    """Operations by method and shape of the path, each with the pointer to it."""
    return {
        (method, _shape(path)): (f"#/paths/{path.replace('/', '~1')}/{method}", operation)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    }


@cache
def _validator(pointer: str) -> Draft202012Validator:
    return Draft202012Validator({**document(), "$ref": pointer.replace("{", "%7B").replace("}", "%7D")})


def _rights_as_numbers(body: Any) -> Any:
    """Rights that client libraries write as text, as Discord documents them, where its description has numbers."""
    if not isinstance(body, dict):
        return body
    fields = cast("dict[str, Any]", body)
    return {key: int(part) if key in _RIGHTS and isinstance(part, str) else part for key, part in fields.items()}


def _ids_as_text(value: Any, name: str = "") -> Any:
    """Ids that client libraries write as numbers, which Discord takes although its description says text, as text."""
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {key: _ids_as_text(part, f"{name}.{key}") for key, part in fields.items()}
    if isinstance(value, list):
        return [_ids_as_text(each, f"{name}[]") for each in cast("list[Any]", value)]
    large = isinstance(value, int) and value > 2**32 and name.endswith(("id", "[]"))
    return str(value) if large or name.endswith(".attachments[].id") else value
