"""JSON Schemas made from the models; editors check and complete a pack's files by them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.pack.kinds import KINDS, Form, Kind
from bot.resources import ROOT

SCHEMAS = ROOT / "config" / "schemas"
"""The folder in which the schemas are kept."""


def schema_texts() -> dict[str, str]:
    """The text of each schema by the name of its file, such as "glossary.schema.json"."""
    return {f"{kind.schema_name}.schema.json": _text(kind) for kind in KINDS}


def write_schemas(folder: Path = SCHEMAS) -> list[Path]:
    """Write the schemas.

    Args:
        folder: where to; made when it is not there.

    Returns:
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, text in schema_texts().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def _text(kind: Kind[Any]) -> str:
    model: Any = kind.typed or kind.model
    shape: Any = list[model] if kind.form is Form.LIST else model
    schema = TypeAdapter[Any](shape).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.about}
    return json.dumps(head | {key: schema[key] for key in schema if key != "title"}, indent=2) + "\n"
