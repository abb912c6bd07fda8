"""Register of published ids, `ids.txt`: ids outlive an edit, so one that changes by mistake must show.

Buttons under old messages, feedback and the history of quotes refer to entries by id. A pack may do without the
register; one that keeps it is told of every id that appears or goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from bot.pack.faults import PackError
from bot.pack.kinds import ID_FILE, KINDS
from bot.pack.reading.draft import Draft, read_draft
from bot.pack.reading.entry_files import Located

Registered: TypeAlias = tuple[str, Located[Any], tuple[int | str, ...]]
"""A line of the register ("kind id"), the entry it stands for, and the keys that lead to the id."""


def registered(draft: Draft) -> Iterator[Registered]:
    """Everything in a pack that has a lasting id, in the order of files and lines within each kind."""
    for kind in KINDS:
        for located in draft.of(kind.model):
            if kind.identified:
                yield f"{kind.name} {located.entry.id}", located, ("id",)
            for key, name in kind.parts.items():
                for position, part in enumerate(getattr(located.entry, key)):
                    yield f"{name} {part.id}", located, (key, position, "id")


def listed(draft: Draft) -> dict[str, int]:
    """The lines of the pack's register with their numbers, from 1; empty lines do not count."""
    lines = draft.register.text.splitlines() if draft.register else []
    return {line.strip(): number for number, line in enumerate(lines, 1) if line.strip()}


def write_register(folder: Path) -> Path:
    """Write `ids.txt` again: "kind id" a line, sorted; says that every id now in the pack is meant.

    Returns:
        The file written.

    Raises:
        PackError: some entry could not be read, so that its id would be lost.
    """
    draft = read_draft(folder)
    if faults := [fault for fault in draft.faults if fault.stops]:
        raise PackError(folder, faults)
    lines = sorted({tuple(key.split(" ")) for key, _, _ in registered(draft)})
    path = folder / ID_FILE
    path.write_text("".join(f"{kind} {name}\n" for kind, name in lines), encoding="utf-8", newline="\n")
    return path
