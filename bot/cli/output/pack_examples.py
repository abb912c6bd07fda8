"""Examples in a command's help, taken from the pack in use; general ones where it cannot be read."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import yaml
from pydantic import ValidationError
from typer.core import TyperCommand

from bot.errors import FootnoteError
from bot.pack.models import LocalizedText
from bot.pack.reading.source import YamlLoader
from bot.settings import load_settings


class _WithExamples(TyperCommand):
    """A command whose help ends with examples; made when help is asked for, so that no other start reads the pack."""

    written = ""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        self.epilog = f"Examples: {self.written.format_map(_Blanks())}"
        super().format_help(ctx, formatter)


class _Blanks(dict[str, str]):
    """What the blanks of examples are filled with: `{question}`, `{term}`, `{topic}` and `{speaker}`, as typed."""

    def __missing__(self, name: str) -> str:
        try:
            found = next(_texts(load_settings().seeds, name), None)
        except (FootnoteError, OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError):
            found = None  # `check` says what is wrong with the pack; help is for those who look for that command
        return shlex.quote(found) if found else name.upper()


def with_examples(written: str) -> type[TyperCommand]:
    """A class of commands with these examples, `{question}` and the like standing for what the pack has.

    For example `with_examples("ask {question} · ask --json {question}")`.
    """
    return type("PackCommand", (_WithExamples,), {"written": written})


def _texts(folder: Path, name: str) -> Iterator[str]:
    """What a pack has for a blank, read from its files as they stand, without checking them."""
    if name == "term":
        entries = _read(folder / "glossary.yaml")
        yield from _of([_field(entry, "term") for entry in entries if isinstance(entry, Mapping)])
        return
    for info in _read(folder / "pack.yaml"):
        listed = _field(info, {"question": "examples", "topic": "topics", "speaker": "speakers"}[name])
        items = cast("list[Any]", listed) if isinstance(listed, list) else []
        yield from _of(items) if name == "question" else _ids(items)


def _read(path: Path) -> list[Any]:
    """A file's value, as a list; empty where there is no such file."""
    if not path.exists():
        return []
    value: Any = yaml.load(path.read_text("utf-8-sig"), Loader=YamlLoader)  # noqa: S506 - a safe loader
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def _field(entry: Any, name: str) -> Any:
    return cast("Mapping[Any, Any]", entry).get(name) if isinstance(entry, Mapping) else None


def _of(items: list[Any]) -> Iterator[str]:
    for item in items:
        if item:
            yield LocalizedText.model_validate(item).first


def _ids(items: list[Any]) -> Iterator[str]:
    for item in items:
        if isinstance(name := _field(item, "id"), str):
            yield name
