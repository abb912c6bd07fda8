"""YAML parser that knows the line on which each value begins, and how it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from bot.pack.faults import Fault

# The C parser of libyaml is ten times as fast; a Python without it still works.
YamlLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Location: TypeAlias = Sequence[int | str]
"""Where a value stands inside a document: keys and indexes from the top, as pydantic gives them."""


@dataclass(frozen=True)
class Source:
    """The text of one file of a pack."""

    name: str
    """Path relative to the pack's folder, with forward slashes."""
    text: str

    @classmethod
    def read(cls, folder: Path, path: Path) -> Source:
        """Read a file as UTF-8 (a byte-order mark is dropped).

        Raises:
            OSError: the file cannot be read.
            UnicodeDecodeError: it is not UTF-8.
        """
        return cls(path.relative_to(folder).as_posix(), path.read_bytes().decode("utf-8-sig"))

    @cached_property
    def tree(self) -> yaml.Node | None:
        """The parsed document as nodes with marks; None when the file is empty.

        Raises:
            yaml.YAMLError: the text is not YAML.
        """
        return YamlLoader(self.text).get_single_node()

    def line(self, location: Location) -> int:
        """The 1-based line where the value at `location` begins; of the nearest value around it when it is missing."""
        *_, nearest = self._path(location)
        return nearest.start_mark.line + 1 if nearest and location else 1

    def line_within(self, location: Location, offset: int) -> int:
        """The 1-based line on which the line `offset` (from 0) of the text at `location` is written.

        Known where a text is written line by line, after |; else the line is given on which the text begins.
        """
        *_, nearest = self._path(location)
        block = isinstance(nearest, yaml.ScalarNode) and nearest.style == "|"
        return self.line(location) + 1 + offset if block else self.line(location)

    def has(self, location: Location) -> bool:
        """Whether there is a value at `location`."""
        return len([*self._path(location)]) == len(location) + 1

    def written(self, location: Location) -> str | None:
        """A plain value as it was typed ("no", "1:30"), before YAML took it for something else; None for others."""
        *path, nearest = self._path(location)
        found = nearest if len(path) == len(location) else None
        return found.value if isinstance(found, yaml.ScalarNode) else None

    def comment_after(self, location: Location) -> str:
        """What follows the value at `location` on its last line, from the # on; usually nothing."""
        if not self.commented_lines:
            return ""
        *_, nearest = self._path(location)
        return self.comment_behind(nearest) if nearest else ""

    def comment_behind(self, node: yaml.Node) -> str:
        """What follows a value on its last line, from the # on; usually nothing."""
        rest = self.commented_lines.get(node.end_mark.line, "")[node.end_mark.column :]
        return rest.strip() if rest.startswith(" #") else ""

    @cached_property
    def commented_lines(self) -> dict[int, str]:
        """Lines with a value and perhaps a comment after it, by their numbers from 0."""
        return {number: line for number, line in enumerate(self.text.split("\n")) if " #" in line.lstrip()}

    def _path(self, location: Location) -> Iterator[yaml.Node | None]:
        """The document and the values on the way to `location`, as far as they are there."""
        node = self.tree
        yield node
        for step in location:
            node = _child(node, step)
            if node is None:
                return
            yield node


def not_yaml(source: Source, entry: str, error: yaml.YAMLError) -> Fault:
    """The fault of a text that is not YAML, at the line where the mistake most likely is."""
    line, problem, remedy = 1, str(error), "Mend the line named, or the one before it."
    if isinstance(error, yaml.MarkedYAMLError):
        problem, mark = error.problem or problem, error.problem_mark
        context = error.context or ""
        if "quoted scalar" in context and problem == "found unexpected end of stream":
            problem, mark = "a quotation mark is never closed", error.context_mark
        elif "flow" in context:
            mark = error.context_mark  # where the bracket opens that is not closed
        elif "simple key" in context and error.context_mark:
            mark, problem = error.context_mark, "what begins here is read as a key, and no colon follows it"
        elif mark and (opened := _closed_late(source.text, mark.line)):
            problem, mark = f"a quotation mark that opens here closes only on line {mark.line + 1}", opened
        elif told := _UNQUOTED.get(problem):
            problem, remedy = told, "Put the whole text in quotation marks."
        line = mark.line + 1 if mark else 1
    elif isinstance(error, yaml.reader.ReaderError):
        character = error.character if isinstance(error.character, int) else ord(error.character)
        problem = f"{error.reason} (U+{character:04X})"
        line = source.text.partition(chr(character))[0].count("\n") + 1
    return Fault(source.name, line, entry, f"Not YAML: {problem}.", remedy)


_UNQUOTED = {
    "mapping values are not allowed in this context": "a text with a colon in it (“: ”) is read as a key and its value",
    "mapping values are not allowed here": "a text with a colon in it (“: ”) is read as a key and its value",
    "found character that cannot start any token": "no text may begin with this character (@, ` or %)",
    "found character '@' that cannot start any token": "no text may begin with this character (@)",
    "found character '`' that cannot start any token": "no text may begin with this character (`)",
    "found character '%' that cannot start any token": "no text may begin with this character (%)",
    "did not find expected alphabetic or numeric character": "a text that begins with * or & is read as a reference",
    "found undefined alias": "a text that begins with * is read as a reference to another value",
    "did not find URI escape sequence": "a text that begins with ! is read as the name of a type",
    "found unknown escape character": "a backslash in double quotation marks is read as a sign for something else",
}
"""What the parser says of texts that quotation marks would mend, and what a curator understands of it."""


def _closed_late(text: str, line: int) -> yaml.Mark | None:
    """Where a quoted value begins that goes over lines and ends on the (0-based) line that is at fault."""
    loader: Any = YamlLoader(text)
    try:
        while loader.check_token():
            token: yaml.Token = loader.get_token()
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and token.end_mark.line == line:
                return token.start_mark if token.start_mark.line < line else None
    except yaml.YAMLError:
        pass
    return None


def _child(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    """One step down: an item of a list, or the value of a key."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None
