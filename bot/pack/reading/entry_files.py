"""Entries of a YAML file, each validated on its own, and located by file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError

from bot.pack.faults import Fault, Severity
from bot.pack.fields import Keys
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
        return self.source.line(self.location(*keys))

    def comment_after(self, *keys: int | str) -> str:
        """The comment on the last line of the value that `keys` lead to; usually none."""
        return self.source.comment_after(self.location(*keys))

    def location(self, *keys: int | str) -> Keys:
        """Where in the file a value of this entry stands, under a key of the first format where that was used."""
        return _located(self.source, self.index, type(self.entry), keys)

    def fault(self, problem: str, remedy: str, *keys: int | str, severity: Severity = Severity.FAULT) -> Fault:
        """A fault of the value that `keys` lead to inside this entry, or a piece of advice on it."""
        return Fault(self.source.name, self.line(*keys), self.name, problem, remedy, severity)

    def advice(self, problem: str, remedy: str, *keys: int | str) -> Fault:
        """A piece of advice on the value that `keys` lead to inside this entry."""
        return self.fault(problem, remedy, *keys, severity=Severity.ADVICE)


def validate(
    model: type[E], raw: Any, source: Source, index: int = -1, *, languages: Sequence[str] = ()
) -> tuple[Located[E] | None, list[Fault]]:
    """One entry as a model, or a fault for each thing that is wrong with its shape.

    Args:
        model: what the entry is to become.
        raw: the parsed values of the entry.
        source: the file.
        index: the entry's place in the file's list; -1 when the file holds one mapping.
        languages: those of the pack, the first one first; empty when they are not known.
    """
    try:
        return Located(model.model_validate(raw, context={"languages": tuple(languages)}), source, index), []
    except ValidationError as error:
        return None, list(_shape_faults(model, source, index, raw, error))


def _shape_faults(model: type[Entry], source: Source, index: int, raw: Any, error: ValidationError) -> Iterator[Fault]:
    name = _name(as_mapping(raw), source, index)
    told: set[Keys] = set()
    for found in error.errors():
        if found["type"] == "too_short" and found["input"]:
            continue  # the items that are there are told of one by one
        keys = _as_written(model, raw, found["loc"])
        if keys in told and found["type"] not in ("missing", "extra_forbidden"):
            continue  # a value that may be of several kinds is told of once
        told.add(keys)
        location = keys if index < 0 else (index, *keys)
        said = problem_and_remedy({**found, "loc": keys}, source.written(location))
        yield Fault(source.name, source.line(location), name, *said)


def _as_written(model: type[Entry], raw: object, keys: Keys) -> Keys:
    """The keys of a value as far as the curator wrote them: a string has no languages, an old key no mapping."""
    older = model.written_as(keys)
    if older != keys and as_mapping(raw).get(str(older[0])) is not None:
        return older
    written: list[int | str] = []
    for key in keys:
        if key == "[key]" or not isinstance(raw, Mapping | list):
            break
        written.append(key)
        raw = _step(cast("object", raw), key)
    return tuple(written)


def _step(raw: object, key: int | str) -> object:
    if isinstance(raw, list) and isinstance(key, int):
        items = cast("list[object]", raw)
        return items[key] if key < len(items) else None
    return as_mapping(cast("object", raw)).get(str(key))


def _located(source: Source, index: int, model: type[Entry], keys: Keys) -> Keys:
    """Where in a file a value stands, whose keys may have other names in the first format."""
    before = () if index < 0 else (index,)
    older = model.written_as(keys)
    return (*before, *older) if older != keys and source.has((*before, *older)) else (*before, *keys)


def as_mapping(raw: object) -> Mapping[str, Any]:
    """A parsed value as keys and values; nothing when it is something else."""
    return cast("Mapping[str, Any]", raw) if isinstance(raw, Mapping) else {}


def _name(entry: Mapping[str, Any], source: Source, index: int) -> str:
    """What an entry is called in a report: its id, else the beginning of its text, else its place."""
    place = f"entry {index + 1}" if index >= 0 else PurePath(source.name).stem
    return str(entry.get("id") or str(entry.get("text") or "")[:40] or place)
