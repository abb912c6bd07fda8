"""Object graphs as data."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel

from bot.library.object_graph import GraphReader, GraphWriter, parts_of

PACKAGE = __name__


class Size(Enum):
    """A member of an enumeration."""

    SMALL = 1


@dataclass(frozen=True, slots=True)
class Point:
    """A record with slots."""

    x: int
    held: object = None

    def shifted(self, by: int) -> int:
        """A method that another object may hold."""
        return self.x + by


class Box:
    """An ordinary object."""

    def __init__(self, held: object) -> None:
        """Hold something."""
        self.held = held


class Shelf(BaseModel):
    """A model that stays outside."""

    label: str
    books: tuple[tuple[str, str], ...] = ()


def there_and_back(value: object, *, outside: tuple[object, ...] = ()) -> Any:
    writer = GraphWriter(PACKAGE, outside)
    node, classes = json.loads(json.dumps([writer.node(value), writer.classes]))
    return GraphReader(PACKAGE, classes, writer.arrays, outside).value(node)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -3,
        0.1,
        "新质生产力",
        "\ud800 alone",
        [1, [2, ()]],
        {"a": {1, 2}, 3: frozenset({"b"}), (1, "c"): []},
        ["list", "seen", 0],
        Size.SMALL,
        Point(1, Point(2, Size.SMALL)),
    ],
    ids=repr,
)
def test_what_is_written_is_read(value: object) -> None:
    read = there_and_back(value)
    assert read == value
    assert type(read) is type(value)


def test_ordinary_objects_come_back_with_what_they_hold() -> None:
    assert there_and_back(Box([Box(7)])).held[0].held == 7


def test_arrays_are_referred_to() -> None:
    array = np.arange(3)
    assert there_and_back(Box(array)).held is array


def test_what_is_held_twice_is_one_object_afterwards_too() -> None:
    shared = [1]
    first, second = there_and_back([Box(shared), Point(1, shared)])
    assert first.held is second.held


def test_equal_strings_are_one_string_afterwards() -> None:
    first, second = there_and_back(["".join(["ab", "cd"]), "".join(["a", "bcd"])])
    assert first is second


def test_a_method_is_held_with_its_object() -> None:
    point = Point(3)
    shifted: Callable[[int], int] = there_and_back([point, Box(point.shifted)])[1].held
    assert shifted(4) == 7


def test_what_stays_outside_is_neither_copied_nor_read() -> None:
    shelf = Shelf(label="top", books=(("a", "b"),))
    outside = tuple(parts_of(shelf))
    read = there_and_back([Box(shelf), shelf.books[0]], outside=outside)
    assert read[0].held is shelf
    assert read[1] is shelf.books[0]


def kind_of(value: object) -> str:
    return type(value).__name__


@pytest.mark.parametrize("value", [print, partial(int, "3"), object(), Shelf(label="a"), b"bytes"], ids=kind_of)
def test_what_is_no_data_or_foreign_is_not_written(value: object) -> None:
    with pytest.raises(TypeError, match="is not kept"):
        GraphWriter(PACKAGE).node([value])


def test_what_holds_itself_is_not_written() -> None:
    box = Box(None)
    box.held = [box]
    with pytest.raises(ValueError, match="Box holds itself"):
        GraphWriter(PACKAGE).node(box)


@pytest.mark.parametrize(
    ("module", "name"),
    [("os", "system"), ("subprocess", "Popen"), (f"{PACKAGE}s", "Box"), (PACKAGE, "pytest"), (PACKAGE, "BaseModel")],
)
def test_a_file_can_name_no_class_but_those_of_the_package(module: str, name: str) -> None:
    with pytest.raises((ValueError, ImportError)):
        GraphReader(PACKAGE, [[module, name]], [])


def test_a_file_can_name_no_method_but_an_objects_own() -> None:
    reader = GraphReader(PACKAGE, [[PACKAGE, "Point", "x", "held"]], [])
    with pytest.raises(KeyError):
        reader.value(["method", ["object", 0, 1, None], "__reduce__"])
