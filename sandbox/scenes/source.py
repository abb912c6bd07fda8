"""Reader of YAML that keeps the line of every value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

Location: TypeAlias = "tuple[int | str, ...]"
"""Keys and indexes from the top of the document."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a line, counted from 1."""

    line: int
    text: str


class SceneError(Exception):
    """A scene file cannot be used; the text has a line `file:line: fault` for each fault."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        ordered = sorted(faults, key=lambda fault: fault.line)
        super().__init__("\n".join(f"{name}:{fault.line}: {fault.text}" for fault in ordered))


class _Loader(yaml.SafeLoader):
    """YAML without dates: in a scene they are text, and an impossible one is no mistake of its syntax."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(slots=True)
class YamlSource:
    """A parsed document.

    Attributes:
        data: the document as plain values.
        faults: keys that stand twice in one mapping, and aliases, which are not read.
    """

    data: Any = None
    faults: list[Fault] = field(default_factory=list[Fault])
    _lines: dict[Location, int] = field(default_factory=dict[Location, int])

    @classmethod
    def parse(cls, text: str) -> YamlSource:
        """Parse YAML.

        Raises:
            yaml.YAMLError: it is none.
            ValueError: a value is not what its tag says.
            RecursionError: it is nested too deeply.
        """
        source: YamlSource = cls()
        loader: Any = _Loader(text)  # the stubs leave its constructor untyped
        try:
            node = loader.get_single_node()
            if node is not None:
                source._walk(node, (), set())
                if not source.faults:
                    source.data = loader.construct_document(node)
        finally:
            loader.dispose()
        return source

    def line(self, location: Sequence[int | str]) -> int:
        """Where a value begins; for one that is missing, where what should hold it begins."""
        place = tuple(location)
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def _walk(self, node: yaml.Node, place: Location, seen: set[int]) -> None:
        if id(node) in seen:
            self.faults.append(Fault(node.start_mark.line + 1, "aliases (*name) are not read here; write it out."))
            return
        seen.add(id(node))
        self._lines.setdefault(place, node.start_mark.line + 1)
        for key, child in _children(node):
            if (*place, key) in self._lines:
                self.faults.append(Fault(child.start_mark.line + 1, f"{key!r} stands twice here; keep one."))
            self._walk(child, (*place, key), seen)


def _children(node: yaml.Node) -> Iterator[tuple[int | str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), value
    elif isinstance(node, yaml.SequenceNode):
        yield from enumerate(node.value)
