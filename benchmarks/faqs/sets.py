"""Public question sets on disk: read, and held against the manifest that names each with its source and its licence."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from benchmarks.files import DataMissingError, lines

MANIFEST = Path(__file__).parent / "manifest.toml"
STRANGERS = "strangers"
"""Small talk by language: questions that no pack answers."""
PARTS = ("entries.jsonl", "asked.jsonl")


class SetInfo(BaseModel):
    """What the manifest says of a set.

    Attributes:
        group: sets of one group are never on both sides of a comparison.
        digest: SHA-256 of its files, one after the other.
        across: whether it is asked only in other languages than its entries'.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: str
    source: str
    licence: str
    digest: str
    across: bool = False


class Entry(BaseModel):
    """A question with its answer, if any, in one language."""

    id: str
    question: str
    answer: str = ""
    lang: str = "en"


class Asked(BaseModel):
    """What somebody asked, and the entries that answer it; `near`: none does, though it is about the same."""

    text: str
    gold: tuple[str, ...] = ()
    near: bool = False
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """One set."""

    name: str
    info: SetInfo
    entries: Sequence[Entry]
    asked: Sequence[Asked]


@cache
def manifest() -> Mapping[str, SetInfo]:
    """Every set by its folder's name."""
    return {name: SetInfo.model_validate(row) for name, row in tomllib.loads(MANIFEST.read_text("utf-8")).items()}


def read_sets(folder: Path) -> list[QuestionSet]:
    """Read every set that the manifest names.

    Args:
        folder: where each set has a folder of its own.

    Raises:
        DataMissingError: one is not there, or is not what the manifest says.
    """
    return [_read(folder / name, info) for name, info in manifest().items() if name != STRANGERS]


def read_strangers(folder: Path) -> Mapping[str, list[str]]:
    """Small talk by language; `DataMissingError` as for `read_sets`."""
    found: dict[str, list[str]] = defaultdict(list)
    for asked in _read(folder / STRANGERS, manifest()[STRANGERS]).asked:
        found[asked.lang].append(asked.text)
    return found


def digest(folder: Path) -> str:
    """What the manifest keeps of a set's files."""
    found = hashlib.sha256()
    for part in PARTS:
        found.update((folder / part).read_bytes())
    return found.hexdigest()


def _read(folder: Path, info: SetInfo) -> QuestionSet:
    if not all((folder / part).is_file() for part in PARTS):
        raise DataMissingError(f"There is no set {folder}; give --data the folder that holds it.")
    if digest(folder) != info.digest:
        raise DataMissingError(f"{folder} is not what {MANIFEST.name} names: the digest differs.")
    entries, asked = (lines(folder / part) for part in PARTS)
    return QuestionSet(
        folder.name, info, [Entry.model_validate(row) for row in entries], [Asked.model_validate(row) for row in asked]
    )
