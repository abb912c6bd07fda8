"""Reflection over models: every value of an entry with the keys that lead to it, found by its type or by a mark.

What a check looks for (citations, references, texts in a language) is found by how the models are declared, so that a
new kind of entry is checked as soon as it exists.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

Keys: TypeAlias = tuple[int | str, ...]
"""Keys and positions that lead from an entry to a value inside it."""


class FoundValue(NamedTuple):
    """A value inside an entry.

    Attributes:
        mark: the mark by which it was found, an item of an `Annotated` type; None when it was found by its type.
    """

    keys: Keys
    value: Any
    mark: Any


class _Field(NamedTuple):
    """A field in which something is to be looked for: it is the thing itself, or the thing lies inside."""

    name: str
    many: bool
    hit: bool
    mark: Any


def find(entry: BaseModel, wanted: type, keys: Keys = ()) -> Iterator[FoundValue]:
    """Every value inside an entry, however deep, that is a `wanted` model or whose type is marked with a `wanted`.

    For example `find(question, Citation)` gives each citation, with keys such as `("citations", 0)`.
    """
    for name, many, hit, mark in _fields(type(entry), wanted):
        value = getattr(entry, name)
        if value is None:
            continue
        for index, item in enumerate(value) if many else ((None, value),):
            place = (*keys, name) if index is None else (*keys, name, index)
            if hit:
                yield FoundValue(place, item, mark)
            if isinstance(item, BaseModel):
                yield from find(item, wanted, place)


def holds(model: type[BaseModel], wanted: type) -> bool:
    """Whether `find` could find anything in an entry of that model."""
    return bool(_fields(model, wanted))


@cache
def _fields(model: type[BaseModel], wanted: type) -> tuple[_Field, ...]:
    """The fields of a model in which a `wanted` may be."""
    found: list[_Field] = []
    for name, field in model.model_fields.items():
        types, marks, many = _parts(field.annotation)
        marks += field.metadata
        mark = next((mark for mark in marks if isinstance(mark, wanted)), None)
        hit = mark is not None or any(issubclass(each, wanted) for each in types)
        if hit or any(_fields(each, wanted) for each in types if issubclass(each, BaseModel)):
            found.append(_Field(name, many, hit, mark))
    return tuple(found)


def _parts(annotation: Any) -> tuple[list[type], list[Any], bool]:
    """The classes of an annotation, the marks on them, and whether it is a list."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        types, marks, many = _parts(arguments[0])
        return types, [*marks, *arguments[1:]], many
    if origin in (Union, UnionType, tuple):
        parts = [_parts(each) for each in arguments if each is not Ellipsis]
        types, marks = [one for part in parts for one in part[0]], [one for part in parts for one in part[1]]
        return types, marks, origin is tuple or any(part[2] for part in parts)
    return ([annotation] if isinstance(annotation, type) else []), [], False
