"""Writer of YAML for entries of a pack: texts as a person would write them, blocks for what has several lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import yaml

Value: TypeAlias = str | Sequence[str] | Mapping[str, str]
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_BLOCK_BREAKS = re.compile("[\x85\u2028\u2029]")


def scalar(text: str, indent: int) -> str:
    """A text as a value after "key: " or "- "; the lines of a block are indented by `indent`."""
    if "\n" not in text or _UNPRINTABLE.search(text) or _BLOCK_BREAKS.search(text) or not text.strip("\n"):
        return inline(text)
    body = text.rstrip("\n")
    hint = str(indent_hint(indent)) if body.startswith((" ", "\n", "\t")) else ""
    chomp = "-" if text == body else "" if text == body + "\n" else "+"
    if chomp == "+":
        return inline(text)
    margin = " " * indent
    lines = (f"{margin}{line}" if line else "" for line in body.split("\n"))
    return "\n".join((f"|{hint}{chomp}", *lines))


def indent_hint(indent: int) -> int:
    """The number in the head of a block: its indentation beyond the key's, which is always two here."""
    return min(indent, 2)


def inline(text: str) -> str:
    """A text on one line, in quotation marks only where YAML would read something else."""
    written = yaml.safe_dump(text, width=float("inf"), allow_unicode=True, default_style=None)
    written = written.removesuffix("\n").removesuffix("\n...")
    return (
        written
        if "\n" not in written
        else yaml.safe_dump(text, width=float("inf"), allow_unicode=True, default_style='"').strip()
    )


def quoted(text: str) -> str:
    """A text in quotation marks, as it may stand between brackets."""
    return yaml.safe_dump(text, width=float("inf"), allow_unicode=True, default_style='"').strip()


def pair(key: str, value: Value, indent: int) -> str:
    """A key with its value, lists one item a line; without the margin of the first line, ending in a line end."""
    inner = indent + 2
    margin = " " * inner
    if isinstance(value, str):
        return f"{key}: {scalar(value, inner)}\n"
    if isinstance(value, Mapping):
        rows = (f"{margin}{name}: {scalar(text, inner + 2)}\n" for name, text in value.items())
        return f"{key}:\n{''.join(rows)}"
    rows = (f"{margin}- {scalar(text, inner + 2)}\n" for text in value)
    return f"{key}:\n{''.join(rows)}"


def entry(fields: Mapping[str, Value], indent: int = 0) -> str:
    """An entry as an item of a list; empty values are left out."""
    margin = " " * indent
    rows = [pair(key, value, indent + 2) for key, value in fields.items() if value]
    return f"{margin}- " + f"{margin}  ".join(rows)
