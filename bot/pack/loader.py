"""Loader of packs: all of one is verified, or none is loaded."""

from __future__ import annotations

from pathlib import Path

from bot.pack.checks import check_draft
from bot.pack.faults import Fault, PackError
from bot.pack.kinds import KINDS
from bot.pack.models import Pack, Question
from bot.pack.reading.draft import Draft, PartCache, read_draft


def load_pack(folder: Path, cache: PartCache | None = None) -> Pack:
    """Read and check a pack.

    Args:
        folder: the pack's folder.
        cache: an empty dictionary to begin with; given again, only files that changed since are parsed.

    Raises:
        PackError: it has faults; all of them are named.
    """
    draft, faults = examine(folder, cache)
    if faults or draft.info is None:
        raise PackError(folder, faults)
    return Pack(
        folder=folder,
        info=draft.info.entry,
        entries={kind.model: tuple(located.entry for located in draft.of(kind.model)) for kind in KINDS},
        topic_of={located.entry.id: Path(located.source.name).stem for located in draft.of(Question)},
        fingerprint=draft.fingerprint,
    )


def examine(folder: Path, cache: PartCache | None = None) -> tuple[Draft, list[Fault]]:
    """Read a pack and list every fault in it, in the order of files and lines; `cache` as for `load_pack`."""
    draft = read_draft(folder, cache)
    return draft, sorted({*draft.faults, *check_draft(draft)})
