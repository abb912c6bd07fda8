"""Entries of a YAML file, each validated on its own, and located by file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError

from bot.pack.faults import Fault
from bot.pack.kinds import kind_of
from bot.pack.models import Entry
from bot.pack.reading.source import Source
from bot.validation import problem_and_remedy

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Located(Generic[E]):
    """An entry and its place."""

    entry: E
    source: Source
    index: int
    """Position in the file's list, from 0; -1 when the file holds one mapping."""

    @property
    def name(self) -> str:
        """The entry's id, or the beginning of its text."""
        return _name({key: getattr(self.entry, key, None) for key in ("id", "text")}, self.source, self.index)

    @property
    def kind(self) -> str:
        """Name of its kind."""
        return kind_of(type(self.entry)).name

    def line(self, *keys: int | str) -> int:
        """The line of the value that `keys` lead to inside this entry; without keys, where the entry begins."""
        return self.source.line(keys if self.index < 0 else (self.index, *keys))

    def comment_after(self, *keys: int | str) -> str:
        """The comment on the last line of the value that `keys` lead to; usually none."""
        return self.source.comment_after(keys if self.index < 0 else (self.index, *keys))

    def fault(self, problem: str, remedy: str, *keys: int | str) -> Fault:
        """A fault of the value that `keys` lead to inside this entry."""
        return Fault(self.source.name, self.line(*keys), self.name, problem, remedy)


def validate(model: type[E], raw: Any, source: Source, index: int = -1) -> tuple[Located[E] | None, list[Fault]]:
    """One entry as a model, or a fault for each thing that is wrong with its shape."""
    try:
        return Located(model.model_validate(raw), source, index), []
    except ValidationError as error:
        return None, list(_shape_faults(source, index, raw, error))


def _shape_faults(source: Source, index: int, raw: Any, error: ValidationError) -> Iterator[Fault]:
    name = _name(as_mapping(raw), source, index)
    for found in error.errors():
        keys = found["loc"]
        if found["type"] == "too_short" and found["input"]:
            continue  # the items that are there are told of one by one
        line = source.line(keys if index < 0 else (index, *keys))
        yield Fault(source.name, line, name, *problem_and_remedy(found))


def as_mapping(raw: object) -> Mapping[str, Any]:
    """A parsed value as keys and values; nothing when it is something else."""
    return cast("Mapping[str, Any]", raw) if isinstance(raw, Mapping) else {}


def _name(entry: Mapping[str, Any], source: Source, index: int) -> str:
    """What an entry is called in a report: its id, else the beginning of its text, else its place."""
    place = f"entry {index + 1}" if index >= 0 else PurePath(source.name).stem
    return str(entry.get("id") or str(entry.get("text") or "")[:40] or place)
