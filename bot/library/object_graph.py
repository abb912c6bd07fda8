"""Serialisation of an object graph as data: plain JSON that names classes and the values of their fields, and arrays.

What is read can name nothing but classes of one package, and makes objects of them by setting fields: no code of the
classes runs, so a file can hold wrong values and nothing worse. What the reader has at hand anyhow (the pack, the
encoder) stays outside and is referred to by its place in a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from types import FunctionType, MethodType
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

Node: TypeAlias = "str | int | float | bool | list[Node] | None"
"""A value as JSON: itself, or a list that begins with its kind."""
Array: TypeAlias = npt.NDArray[Any]
PLAIN = frozenset({str, int, float, bool, type(None)})


class GraphWriter:
    """Turns objects into nodes.

    Attributes:
        classes: the classes met so far, each as its name and the names of its fields.
        arrays: the arrays met so far; a node refers to one by its place.
    """

    def __init__(self, package: str, outside: Iterable[object] = ()) -> None:
        """Take the package whose classes may occur, and what stays outside, in an order that the reader knows, too."""
        self._package = package
        self._outside = {id(value): number for number, value in enumerate(outside)}
        self._seen: dict[int, int] = {}
        self._open: set[int] = set()
        self._held: list[object] = []
        self._class_numbers: dict[tuple[type, tuple[str, ...]], int] = {}
        self.classes: list[Node] = []
        self.arrays: list[Array] = []

    def node(self, value: object) -> Node:
        """The node of a value.

        Raises:
            TypeError: something in it is no data (a function, an open file) or of a foreign class.
            ValueError: something in it holds itself.
        """
        if type(value) in PLAIN:
            return cast("Node", value)
        key = id(value)
        if key in self._outside:
            return ["outside", self._outside[key]]
        if key in self._seen:
            return ["seen", self._seen[key]]
        if key in self._open:
            raise ValueError(f"{type(value).__name__} holds itself.")
        self._open.add(key)
        found = self._parts(value)
        self._open.remove(key)
        self._held.append(value)  # an address must not be given to another object meanwhile
        self._seen[key] = len(self._seen)
        return found

    def _parts(self, value: object) -> list[Node]:
        kind = type(value)
        if kind in _SEQUENCES:
            return [_SEQUENCES[kind], *map(self.node, cast("Iterable[object]", value))]
        if kind is dict:
            return ["dict", *(self.node(one) for pair in cast("dict[Any, Any]", value).items() for one in pair)]
        if isinstance(value, np.ndarray):
            self.arrays.append(cast("Array", value))
            return ["array", len(self.arrays) - 1]
        if isinstance(value, MethodType):
            return ["method", self.node(value.__self__), value.__name__]
        names = _field_names(value)
        number = self._class(kind, names)
        if isinstance(value, Enum):
            return ["member", number, value.name]
        return ["object", number, *(self.node(getattr(value, name)) for name in names)]

    def _class(self, kind: type, names: tuple[str, ...]) -> int:
        if not f"{kind.__module__}.".startswith(f"{self._package}."):
            raise TypeError(f"{kind.__module__}.{kind.__qualname__} is not kept: it is no class of {self._package}.")
        if (kind, names) not in self._class_numbers:
            self._class_numbers[kind, names] = len(self.classes)
            self.classes.append([kind.__module__, kind.__qualname__, *names])
        return self._class_numbers[kind, names]


class GraphReader:
    """Turns nodes back into objects. Equal strings become one string."""

    def __init__(
        self, package: str, classes: Sequence[Sequence[str]], arrays: Sequence[Array], outside: Iterable[object] = ()
    ) -> None:
        """Take what a writer left, and what stayed outside, in the same order.

        Raises:
            ValueError: a class of another package is named.
        """
        self._classes: list[tuple[Any, list[str]]] = [
            (_class(package, module, name), names) for module, name, *names in classes
        ]
        self._arrays = arrays
        self._outside = list(outside)
        self._seen: list[Any] = []
        self._strings: dict[str, str] = {}
        self._makers: dict[str, Callable[[list[Any]], Any]] = {
            "list": lambda parts: [self.value(part) for part in parts],
            "tuple": lambda parts: tuple([self.value(part) for part in parts]),
            "set": lambda parts: {self.value(part) for part in parts},
            "frozenset": lambda parts: frozenset([self.value(part) for part in parts]),
            "dict": self._dict,
            "array": self._array,
            "method": self._method,
            "member": self._member,
            "object": self._object,
        }

    def value(self, node: Any) -> Any:  # of whatever type was written
        """The value of a node."""
        if type(node) is str:
            return self._strings.setdefault(node, node)
        if type(node) is not list:
            return node
        kind, *parts = cast("list[Any]", node)
        if kind == "outside":
            return self._outside[parts[0]]
        if kind == "seen":
            return self._seen[parts[0]]
        made = self._makers[kind](parts)
        self._seen.append(made)
        return made

    def _dict(self, parts: list[Any]) -> dict[Any, Any]:
        values = iter(parts)
        return {self.value(key): self.value(next(values)) for key in values}

    def _array(self, parts: list[int]) -> Array:
        return self._arrays[parts[0]]

    def _member(self, parts: list[Any]) -> object:
        number: int = parts[0]
        kind, _ = self._classes[number]
        return kind[parts[1]]

    def _method(self, parts: list[Any]) -> MethodType:
        owner: object = self.value(parts[0])
        function = vars(type(owner))[parts[1]]
        if not isinstance(function, FunctionType):
            raise TypeError(f"{parts[1]} is no method of {type(owner).__name__}.")
        return MethodType(function, owner)

    def _object(self, parts: list[Any]) -> object:
        number: int = parts[0]
        kind, names = self._classes[number]
        made: object = object.__new__(kind)
        for name, part in zip(names, parts[1:], strict=True):
            object.__setattr__(made, name, self.value(part))
        return made


def parts_of(value: object) -> Iterator[object]:
    """A model and all that it holds, always in the same order: models, records, tuples, lists and mappings."""
    if type(value) in PLAIN:
        return
    if isinstance(value, BaseModel) or is_dataclass(value):
        yield value
        names = type(value).model_fields if isinstance(value, BaseModel) else _field_names(value)
        yield from (part for name in names for part in parts_of(getattr(value, name)))
    elif isinstance(value, Mapping):
        yield value
        yield from (part for held in cast("Mapping[Any, object]", value).values() for part in parts_of(held))
    elif isinstance(value, Sequence | AbstractSet) and not isinstance(value, str | bytes) and value:
        yield value
        if not isinstance(value, AbstractSet):  # whose order changes from run to run
            yield from (part for held in cast("Sequence[object]", value) for part in parts_of(held))


_SEQUENCES: dict[type, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}


def _field_names(value: object) -> tuple[str, ...]:
    if isinstance(value, Enum):
        return ()
    if is_dataclass(value):
        return tuple(field.name for field in fields(value))
    if isinstance(value, BaseModel) or not hasattr(value, "__dict__"):
        raise TypeError(
            f"{type(value).__module__}.{type(value).__qualname__} is not kept: it is no plain object of fields."
        )
    return tuple(vars(value))


def _class(package: str, module: str, name: str) -> Any:  # an enumeration can be subscripted, another class called
    if not f"{module}.".startswith(f"{package}."):
        raise ValueError(f"{module}.{name} is no class of {package}.")
    found: Any = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    if not isinstance(found, type) or found.__module__ != module:
        raise ValueError(f"{module}.{name} is no class of {package}.")
    return found
