"""Whatever single character of a citation, quote, id or reference changes, the check names the file and the line.

The shipped pack is edited as text, the way a slip of the hand would edit it. An edit that leaves every value as it was
(a space that YAML drops, say) is no slip, and another is drawn.
"""

from __future__ import annotations

import gc
import random
import shutil
import string
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bot.pack.faults import Fault
from bot.pack.loader import examine
from bot.pack.reading.draft import DraftPart
from bot.pack.reading.published_ids import write_register

from .conftest import SEEDS

EDITS, CHUNKS = 300, 60
CHARACTERS = string.ascii_letters + string.digits + " -.,;:'\"’“”#"
TEXTS = {"quote", "text"}
REFERENCES = {"id", "article", "paragraph", "see_also", "related", "answers", "speaker", "topic", "topics"}


@dataclass(frozen=True)
class Value:
    """A value that an edit may hit, and where its characters stand in the text of its file."""

    file: str
    key: str
    line: int
    start: int
    end: int


class Shipped:
    """A copy of the shipped pack, with a register of its ids, that is checked again after every edit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        write_register(folder)
        self.cache: dict[str, DraftPart] = {}
        self.faults_before = examine(folder, self.cache)[1]
        files = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
        self.texts = {file: (folder / file).read_text("utf-8") for file in files if not file.endswith((".txt", ".npz"))}
        self.values: dict[tuple[str, str], list[Value]] = defaultdict(list)
        for file, text in self.texts.items():
            for value in values(file, text):
                self.values[file.split("/")[0], value.key].append(value)

    def edit(self, chance: random.Random) -> tuple[Value, str]:
        """A random edit: the value it hits, and the text of the file after it. Every kind of value is as likely."""
        value = chance.choice(self.values[chance.choice(sorted(self.values))])
        text = self.texts[value.file]
        kind = chance.choice(["insert", "delete", "replace"])
        at = chance.randrange(value.start, value.end + (kind == "insert"))
        put = "" if kind == "delete" else chance.choice(CHARACTERS)
        return value, text[:at] + put + text[at + (kind != "insert") :]

    def check(self, file: str, text: str) -> list[Fault]:
        """What is said when the file has another text; the file is restored."""
        (self.folder / file).write_text(text, "utf-8")
        faults = examine(self.folder, dict(self.cache))[1]
        (self.folder / file).write_text(self.texts[file], "utf-8")
        return faults

    def changes(self, file: str, text: str) -> bool:
        """Whether the file, with that text, holds other values."""
        return parsed(file, text) != parsed(file, self.texts[file])


def front_matter(text: str) -> str:
    return text.split("---\n", 2)[1]


def parsed(file: str, text: str) -> object:
    try:
        return yaml.CSafeLoader(front_matter(text) if file.endswith(".md") else text).get_single_data()
    except yaml.YAMLError:
        return None


def values(file: str, text: str) -> Iterator[Value]:
    """The values of citations, quotes, ids and references in a file."""
    skipped = len("---\n") if file.endswith(".md") else 0
    document = front_matter(text) if skipped else text
    keys = REFERENCES | TEXTS if file != "calibration.yaml" else REFERENCES

    def walk(node: yaml.Node | None, key: str) -> Iterator[Value]:
        if isinstance(node, yaml.ScalarNode) and key in keys:
            start, end = inside(node, document)
            yield Value(file, key, node.start_mark.line + 1 + bool(skipped), start + skipped, end + skipped)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from walk(item, key)
        elif isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                yield from walk(value, name.value)

    yield from walk(yaml.CSafeLoader(document).get_single_node(), "")


def inside(node: yaml.ScalarNode, text: str) -> tuple[int, int]:
    """Where the characters of a value stand: without quotation marks, or the sign and indentation of a block."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        block = text[text.index("\n", start) : end]
        return end - len(block.lstrip()), end - len(block) + len(block.rstrip())
    return (start + 1, end - 1) if node.style else (start, end)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shipped]:
    pack = Shipped(shutil.copytree(SEEDS, tmp_path_factory.mktemp("shipped") / "seeds"))
    gc.disable()  # the parsed files are a great many small objects: the collector would walk over them all the time
    yield pack
    gc.enable()


def test_the_edits_can_hit_every_kind_of_reference(shipped: Shipped) -> None:
    assert {key for _, key in shipped.values} == TEXTS | REFERENCES
    assert {file for file, key in shipped.values if key == "id"} == {
        "articles", "chitchat.yaml", "glossary.yaml", "pack.yaml", "questions", "quotes.yaml", "unanswerable.yaml",
    }  # fmt: skip
    assert shipped.faults_before == []


@pytest.mark.parametrize("chunk", [0, *(pytest.param(number, marks=pytest.mark.slow) for number in range(1, CHUNKS))])
def test_no_edit_of_a_single_character_goes_unnoticed(chunk: int, shipped: Shipped) -> None:
    chance = random.Random(chunk)
    done = 0
    while done < EDITS // CHUNKS:
        value, text = shipped.edit(chance)
        faults = shipped.check(value.file, text)
        if not any((fault.file, fault.line) == (value.file, value.line) for fault in faults):
            assert not shipped.changes(value.file, text), f"{value.file}:{value.line} {value.key}: {faults[:3]}"
            continue
        done += 1
