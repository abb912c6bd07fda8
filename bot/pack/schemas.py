"""JSON Schemas made from the models, by which an editor checks and completes the files while they are typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.pack.models import ArticleInfo, Chitchat, LabelledQuestion, PackInfo, Question, Quote, Term, UnanswerableGroup
from bot.resources import ROOT

SCHEMAS = ROOT / "config" / "schemas"
"""The folder in which the schemas are kept."""

_FILES: Mapping[str, tuple[str, Any]] = {
    "pack": ("pack.yaml: what the pack is and what its entries may refer to", PackInfo),
    "article": ("The front matter of an article in articles/", ArticleInfo),
    "questions": ("A file of questions/: the questions of one topic", list[Question]),
    "glossary": ("glossary.yaml: the terms", list[Term]),
    "quotes": ("quotes.yaml: the quotes of the day", list[Quote]),
    "chitchat": ("chitchat.yaml: greetings and the like", list[Chitchat]),
    "unanswerable": ("unanswerable.yaml: questions that are refused", list[UnanswerableGroup]),
    "calibration": ("calibration.yaml: questions that set the confidence", list[LabelledQuestion]),
}


def schema_texts() -> dict[str, str]:
    """The text of each schema by the name of its file, such as "glossary.schema.json"."""
    return {f"{name}.schema.json": _text(title, shape) for name, (title, shape) in _FILES.items()}


def write_schemas(folder: Path = SCHEMAS) -> list[Path]:
    """Write the schemas anew.

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


def _text(title: str, shape: Any) -> str:
    schema = TypeAdapter(shape).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(head | {key: schema[key] for key in schema if key != "title"}, indent=2) + "\n"
