"""Parts of messages and commands as the tests send them, and a refusal made easy to read."""

from __future__ import annotations

from typing import Any

V2 = 1 << 15
"""The flag of Components V2."""


def text(content: str = "words") -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(**others: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": "press", **others}


def row(*parts: Any) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def select(**others: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "pick", "options": [{"label": "a", "value": "a"}], **others}


def faults(errors: Any, path: str = "") -> dict[str, str]:
    """Codes by path of a nested refusal."""
    found: dict[str, str] = {}
    for key, part in errors.items():
        if key == "_errors":
            found[path] = part[0]["code"]
        else:
            found |= faults(part, f"{path}/{key}")
    return found


def command(**others: Any) -> dict[str, Any]:
    return {"name": "ask", "description": "Ask", **others}


def options(*parts: dict[str, Any]) -> dict[str, Any]:
    return command(options=[{"type": 3, "name": "words", "description": "d", **part} for part in parts])
