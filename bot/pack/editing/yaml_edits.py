"""Editor of YAML texts: adds an item, a value or an entry, and touches no other line.

A round trip through a library that keeps comments would still write every list with one indentation: of the shipped
pack it changes most lines. Here the parser says where a value stands, the new text is put there, and the result is
parsed again and held against what was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

import yaml

from bot.errors import FootnoteError
from bot.pack.editing.yaml_writing import Value, entry, pair, quoted, scalar

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Steps: TypeAlias = Sequence[int | str]
"""Keys and positions that lead from the top of a document to a value."""


class EditError(FootnoteError):
    """A change that cannot be made in place, because of how the file is written; says what to do by hand."""


def add_item(text: str, location: Steps, key: str, item: str) -> str:
    """Add an item to the list under `key` of the mapping at `location`; the list is made when it is not there.

    Raises:
        EditError: the file is written in a way that this cannot add to.
    """
    whole, node = _at(text, location)
    lines = _lines(text)
    values = {each.value: (each, value) for each, value in node.value}
    by_hand = f"add {item!r} under {key} by hand"
    if key not in values:
        margin = " " * node.start_mark.column
        if node.flow_style:
            raise EditError(f"The entry stands in braces: {by_hand}.")
        at = _last_line(node, lines) + 1
        lines.insert(at, margin + pair(key, [item], node.start_mark.column))
    else:
        name, value = values[key]
        if isinstance(value, yaml.SequenceNode) and value.flow_style:
            mark = value.end_mark
            line = lines[mark.line]
            comma = ", " if value.value else ""
            lines[mark.line] = f"{line[: mark.column - 1]}{comma}{quoted(item)}{line[mark.column - 1 :]}"
        elif isinstance(value, yaml.SequenceNode) and value.value:
            margin = " " * value.start_mark.column
            written = scalar(item, value.start_mark.column + 2)
            lines.insert(_last_line(value.value[-1], lines) + 1, f"{margin}- {written}\n")
        elif isinstance(value, yaml.ScalarNode) and value.value in ("", "null", "~"):
            margin, head = " " * (node.start_mark.column + 2), int(name.start_mark.line)
            lines[head] = lines[head].replace(": ~", ":").replace(": null", ":")
            lines.insert(head + 1, f"{margin}- {scalar(item, node.start_mark.column + 4)}\n")
        else:
            raise EditError(f"{key} is no list: {by_hand}.")
    wanted = _unshared(whole)
    target = _value(wanted, location)
    target[key] = [*(target.get(key) or []), item]
    return _checked("".join(lines), wanted, by_hand)


def remove_item(text: str, location: Steps, key: str, item: str) -> str:
    """Take an item out of the list under `key` of the mapping at `location`.

    Raises:
        EditError: it stands between brackets, or is not there.
    """
    whole, node = _at(text, location)
    by_hand = f"take {item!r} out of {key} by hand"
    value = next((value for name, value in node.value if name.value == key), None)
    if not isinstance(value, yaml.SequenceNode) or value.flow_style:
        raise EditError(f"{key} is no list with an item a line: {by_hand}.")
    lines = _lines(text)
    found = next((each for each in value.value if each.value == item), None)
    if found is None:
        raise EditError(f"{item!r} does not stand there any more.")
    del lines[found.start_mark.line : _last_line(found, lines) + 1]
    wanted = _unshared(whole)
    target = _value(wanted, location)
    target[key].remove(item)
    if not target[key]:
        target[key] = None
    return _checked("".join(lines), wanted, by_hand)


def set_text(text: str, location: Steps, value: str) -> str:
    """Put another text in the place of the one at `location`.

    Raises:
        EditError: it is no plain text.
    """
    whole, owner = _at(text, location[:-1])
    key = location[-1]
    by_hand = f"write {value[:60]!r} under {key} by hand"
    node = next((value for name, value in owner.value if name.value == key), None)
    if not isinstance(node, yaml.ScalarNode) or owner.flow_style:
        raise EditError(f"{key} is no plain text: {by_hand}.")
    lines = _lines(text)
    begin, end = node.start_mark, _last_line(node, lines)
    before = lines[begin.line][: begin.column]
    block = node.style in ("|", ">")
    after = "\n" if block else lines[node.end_mark.line][node.end_mark.column :]
    written = scalar(value, owner.start_mark.column + 2)
    if "\n" in written:
        after = "\n"
    lines[begin.line : end + 1] = [f"{before}{written}{after or chr(10)}"]
    wanted = _unshared(whole)
    _value(wanted, location[:-1])[key] = value
    return _checked("".join(lines), wanted, by_hand)


def add_entry(text: str, fields: Mapping[str, Value]) -> str:
    """Add an entry at the end of a file that holds a list, or nothing yet.

    Raises:
        EditError: the file holds something else, or its list stands between brackets.
    """
    root = _composed(text)
    by_hand = "add the entry by hand"
    if root is not None and (not isinstance(root, yaml.SequenceNode) or (root.flow_style and root.value)):
        raise EditError(f"The file is no list with '- ' before each entry: {by_hand}.")
    if isinstance(root, yaml.SequenceNode) and root.flow_style:
        text, root = "".join(line for line in _lines(text) if line.strip() != "[]"), None
    whole: list[Any] = yaml.load(text, Loader=_Loader) if root is not None else []  # noqa: S506 - a safe loader
    indent = root.start_mark.column if root is not None else 0
    body = text.rstrip("\n")
    apart = "\n\n" if root is None or len(root.value) < 2 or _spaced(root, _lines(text)) else "\n"
    made = f"{body}{apart if body else ''}{entry(fields, indent)}"
    added = {key: _plain(value) for key, value in fields.items() if value}
    return _checked(made, [*whole, added], by_hand)


def remove_entry(text: str, index: int) -> str:
    """Take an entry of a list out, with the comments between it and the one before."""
    root = _composed(text)
    by_hand = "take the entry out by hand"
    if not isinstance(root, yaml.SequenceNode) or root.flow_style or index >= len(root.value):
        raise EditError(f"The file is no list with '- ' before each entry: {by_hand}.")
    lines = _lines(text)
    begin = int(root.value[index].start_mark.line)
    if index:
        while begin and not lines[begin - 1].strip():
            begin -= 1
    del lines[begin : _last_line(root.value[index], lines) + 1]
    wanted = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    del wanted[index]
    return _checked("".join(lines), wanted or None, by_hand)


def _composed(text: str) -> yaml.Node | None:
    """The document as nodes, which know where they stand; None for an empty one."""
    loader = _Loader(text)
    return loader.get_single_node()


def _plain(value: Value) -> Any:
    if isinstance(value, str):
        return value
    return dict(value) if isinstance(value, Mapping) else list(value)


def _spaced(root: yaml.SequenceNode, lines: Sequence[str]) -> bool:
    """Whether there is an empty line between the last two entries."""
    begin = int(root.value[-1].start_mark.line)
    return not lines[begin - 1].strip()


def _at(text: str, location: Steps) -> tuple[Any, yaml.MappingNode]:
    """The document as plain values, and the node of the mapping at a place in it."""
    node = _composed(text)
    for step in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
    if not isinstance(node, yaml.MappingNode):
        raise EditError("The entry is not written as keys with values: change it by hand.")
    return yaml.load(text, Loader=_Loader), node  # noqa: S506 - a safe loader


def _unshared(data: Any) -> Any:
    """A copy in which an alias is a value of its own: what is meant for one entry must not reach another."""
    if isinstance(data, dict):
        return {key: _unshared(value) for key, value in cast("dict[Any, Any]", data).items()}
    return [_unshared(each) for each in cast("list[Any]", data)] if isinstance(data, list) else data


def _value(data: Any, location: Steps) -> Any:
    for step in location:
        data = data[step]
    return data


def _lines(text: str) -> list[str]:
    """The lines with their ends; the last has one, too."""
    lines = text.split("\n")
    return [f"{line}\n" for line in (lines[:-1] if lines[-1] == "" else lines)]


def _last_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """The last line, from 0, that a value stands on; empty lines and comments after it are not its own."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1][1], lines)
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1], lines)
    mark = node.end_mark
    line = mark.line if mark.column or mark.line == node.start_mark.line else mark.line - 1
    line = min(line, len(lines) - 1)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        line = min(mark.line, len(lines)) - 1 if mark.line > node.start_mark.line else node.start_mark.line
    while line > node.start_mark.line and not lines[line].strip():
        line -= 1
    return line


def _checked(text: str, wanted: Any, by_hand: str) -> str:
    """The text, if it says what was meant."""
    try:
        found: object = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError:
        found = EditError
    if found != wanted:
        raise EditError(f"The file is written so that it cannot be changed by a program: {by_hand}.")
    return text
