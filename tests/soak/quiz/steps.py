"""Journals of the workers read back: their lines, and how far each member has come with what is done step by step."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Steps(NamedTuple):
    """The last step that was acknowledged, and the last that was begun; -1 for none."""

    done: int
    begun: int


def lines_of(journal: Path) -> list[dict[str, Any]]:
    """The lines of a journal; one cut short by death tells of nothing that was acknowledged."""
    written = journal.read_text().splitlines() if journal.exists() else []
    return [json.loads(line) for line in written if line.startswith("{") and line.endswith("}")]


def lines_in(folder: Path) -> list[dict[str, Any]]:
    """The lines of all journals."""
    return [line for journal in sorted(folder.glob("slot-*.jsonl")) for line in lines_of(journal)]


def steps_of(lines: Sequence[Mapping[str, Any]], what: str, member: int) -> Steps:
    """How far a member has come with one kind of thing."""
    mine = [line for line in lines if line.get("what") == what and line["member"] == member]
    last = [max((line[key] for line in mine if key in line), default=-1) for key in Steps._fields]
    return Steps(*last)
