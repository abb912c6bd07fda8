"""Construction of the values of a YAML document, and what YAML would do to them in silence.

Each of these is a fault with its line: a key that stands twice (the first would be dropped), a comment that cuts a text
short, aliases that unfold to more than a pack can hold, values that Python cannot make, and the marks of an unresolved
merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from bot.pack.faults import Fault, Severity
from bot.pack.reading.source import Source, YamlLoader

MOST_VALUES = 500_000
"""Values that a file may hold when its aliases are unfolded; ten times the largest pack that was ever tried."""
_LONGEST_NUMBER = 40
"""Characters of the longest plain value that may be a number or a date."""
_NO_TEXTS = frozenset(
    {"id", "article", "paragraph", "voice", "speaker", "topic", "kind", "colour", "date_kind", "citation"}
    | {"attribution", "support", "marks", "topics", "see_also", "related", "answers", "languages"}
)
"""Keys whose values are no texts, so that a comment after one cuts nothing off."""
_ANCHOR = re.compile(r"(?<![^\s\[{,:-])&[^\s,\]}]")
"""What an alias refers to. More than that is matched; nothing less."""
_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_QUOTE = "Put the whole text in quotation marks, or the comment on a line of its own."


def parse(source: Source) -> tuple[Any, list[Fault]]:
    """The YAML document as plain Python values, and what is wrong with how it is written.

    Returns:
        The values (None where they cannot be made), and the faults, none of which the values show.

    Raises:
        yaml.YAMLError: the text is not YAML.
    """
    tree = source.tree
    if tree is None:
        return None, []
    if unfolding := list(_unfolding(source, tree)):
        return None, unfolding
    nodes = [*_nodes(tree)]
    found = [*_repeated_keys(source, nodes), *_cut_texts(source, nodes)]
    if unreadable := [*_unreadable(source, nodes)]:
        return None, [*found, *unreadable]
    loader: Any = YamlLoader("")
    return loader.construct_document(tree), found


def conflicts(source: Source) -> Iterator[Fault]:
    """Marks that git leaves where two changes could not be merged."""
    for match in _CONFLICT.finditer(source.text):
        if match[1].startswith("|"):
            continue  # between the two others, which are told
        line = source.text.count("\n", 0, match.start()) + 1
        side = "begins" if match[1].startswith("<") else "ends"
        problem = f"A merge conflict {side} here ({match[1]})."
        remedy = "Keep one of the two versions and delete the lines of <<<<<<<, ======= and >>>>>>>."
        yield Fault(source.name, line, source.name, problem, remedy)


def _nodes(tree: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    """Every value once, with the key that it stands under, or that of the list in which it stands."""
    pending, visited = [("", tree)], set[int]()
    while pending:
        key, node = pending.pop()
        if id(node) in visited:
            continue  # an alias of what was seen
        visited.add(id(node))
        yield key, node
        if isinstance(node, yaml.SequenceNode):
            pending.extend((key, item) for item in reversed(node.value))
        elif isinstance(node, yaml.MappingNode):
            pending.extend((str(name.value), value) for name, value in reversed(node.value))


def _unfolding(source: Source, tree: yaml.Node) -> Iterator[Fault]:
    """Aliases that lead back to what holds them, or that unfold to far more than is written ("YAML bombs")."""
    if _ANCHOR.search(source.text) is None:
        return  # most files have none, and the walk costs as much as reading them
    sizes: dict[int, int] = {}
    inside: set[int] = set()
    pending = [(tree, False)]
    while pending:
        node, done = pending.pop()
        if id(node) in sizes:
            continue
        children: list[yaml.Node] = []
        if isinstance(node, yaml.SequenceNode):
            children = node.value
        elif isinstance(node, yaml.MappingNode):
            children = [part for pair in node.value for part in pair]
        line = node.start_mark.line + 1
        if done:
            inside.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes.get(id(child), 1) for child in children)
            if sizes[id(node)] > MOST_VALUES:
                problem = f"With its aliases (*) unfolded the file holds more than {MOST_VALUES:,} values."
                yield Fault(source.name, line, source.name, problem, "Write the values out instead of the aliases.")
                return
        elif id(node) in inside:
            problem = "An alias (*) stands inside the very value that it refers to."
            yield Fault(source.name, line, source.name, problem, "Write the value out instead of the alias.")
            return
        else:
            inside.add(id(node))
            pending.append((node, True))
            pending.extend((child, False) for child in reversed(children))


def _repeated_keys(source: Source, nodes: list[tuple[str, yaml.Node]]) -> Iterator[Fault]:
    """YAML would silently drop the first of two equal keys."""
    for _, node in nodes:
        seen: dict[str, int] = {}
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode) or key.tag == "tag:yaml.org,2002:merge":
                continue
            line = key.start_mark.line + 1
            if key.value in seen:
                problem = f"The key stands twice; the first time on line {seen[key.value]}."
                yield Fault(source.name, line, key.value, problem, "Keep one of the two.")
            seen[key.value] = line


def _cut_texts(source: Source, nodes: list[tuple[str, yaml.Node]]) -> Iterator[Fault]:
    """Texts whose end YAML takes for a comment: "how do I join #general"; advice where it may well be one."""
    if not source.commented_lines:
        return
    for key, node in nodes:
        if not isinstance(node, yaml.ScalarNode) or node.style or key in _NO_TEXTS or key == "quote":
            continue  # the words of a citation are checked with it
        comment = source.comment_behind(node)
        if not comment:
            continue
        sure = not comment.startswith("# ") and comment != "#"
        if sure or " " in node.value:
            problem = f"YAML takes the end of the line, {comment!r:.60}, for a comment; the text ends before it."
            severity = Severity.FAULT if sure else Severity.ADVICE
            yield Fault(source.name, node.end_mark.line + 1, key or source.name, problem, _QUOTE, severity)


def _unreadable(source: Source, nodes: list[tuple[str, yaml.Node]]) -> Iterator[Fault]:
    """Plain values of which Python cannot make what YAML takes them for: 2024-13-45, a number of 5,000 digits."""
    loader: Any = YamlLoader("")
    for key, node in nodes:
        if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:str":
            continue
        line = node.start_mark.line + 1
        shown = node.value if len(node.value) <= _LONGEST_NUMBER else f"{node.value[:_LONGEST_NUMBER]}…"
        if len(node.value) > _LONGEST_NUMBER:
            problem = f"{shown} is a value of {len(node.value):,} characters, and no text."
            yield Fault(source.name, line, key or source.name, problem, "Shorten it, or put it in quotation marks.")
            continue
        try:
            loader.construct_object(node)
        except (ValueError, OverflowError, KeyError, yaml.YAMLError):
            if node.tag.startswith("!"):
                problem = f"A text that begins with ! ({node.tag}) is read as the name of a type."
                yield Fault(source.name, line, key or source.name, problem, "Put the whole text in quotation marks.")
                continue
            problem = f"{shown} looks like a number or a date to YAML and is none."
            yield Fault(source.name, line, key or source.name, problem, "Put it in quotation marks.")
