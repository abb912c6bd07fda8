"""Loader of packs: all of one is verified, or none is loaded."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from bot.pack.checks import check_draft
from bot.pack.faults import Fault, PackError
from bot.pack.field_types import Ref
from bot.pack.fields import find
from bot.pack.kinds import KINDS
from bot.pack.models import LocalizedName, Pack, PackInfo, Question, Topic
from bot.pack.reading.draft import Draft, PartCache, read_draft
from bot.pack.reading.entry_files import Located
from bot.pack.slugs import is_id

Passed: TypeAlias = Callable[[str], bool]
"""Told a pack's fingerprint: whether it is known to have passed the same checks before."""


@dataclass(frozen=True, slots=True)
class Examination:
    """A pack as read, and what is to be said of it.

    Attributes:
        faults: what keeps it from loading, in the order of files and lines.
        advice: what is worth a look and stops nothing, in the same order.
    """

    draft: Draft
    faults: tuple[Fault, ...]
    advice: tuple[Fault, ...]


def load_pack(folder: Path, cache: PartCache | None = None, *, passed: Passed | None = None) -> Pack:
    """Read and check a pack.

    Args:
        folder: the pack's folder.
        cache: an empty dictionary to begin with; given again, only files that changed since are parsed.
        passed: what spares a pack whose entries have the right shape the checks of what they say, which take longer
            than reading it; by default none is spared.

    Raises:
        PackError: it has faults; all of them are named.
    """
    with _uncollected():
        draft = read_draft(folder, cache)
        shapeless = any(fault.stops for fault in draft.faults)
        spared = not shapeless and passed is not None and passed(draft.fingerprint)
        faults = () if spared else _examined(draft, advice=False).faults
    if faults or draft.info is None:
        raise PackError(folder, faults)
    info = _with_topics(draft, draft.info.entry)
    return Pack(
        folder=folder,
        info=info,
        entries={kind.model: tuple(located.entry for located in draft.of(kind.model)) for kind in KINDS},
        topic_of={located.entry.id: _topic(located, info) for located in draft.of(Question)},
        fingerprint=draft.fingerprint,
    )


def inspect_pack(folder: Path, cache: PartCache | None = None) -> Examination:
    """Read a pack and list every fault in it and all advice on it; `cache` as for `load_pack`."""
    with _uncollected():
        return _examined(read_draft(folder, cache))


def examine(folder: Path, cache: PartCache | None = None) -> tuple[Draft, list[Fault]]:
    """Read a pack and list what keeps it from loading; `cache` as for `load_pack`."""
    with _uncollected():
        found = _examined(read_draft(folder, cache), advice=False)
    return found.draft, [*found.faults]


def _examined(draft: Draft, *, advice: bool = True) -> Examination:
    """Check a draft; `advice` as for `check_draft`."""
    found = sorted({*draft.faults, *check_draft(draft, advice=advice)})
    faults = tuple(fault for fault in found if fault.stops)
    return Examination(draft, faults, tuple(fault for fault in found if not fault.stops))


@contextmanager
def _uncollected() -> Generator[None]:
    """Without the garbage collector, which looks through every value read so far time and again, and finds nothing."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _topic(located: Located[Question], info: PackInfo) -> str:
    """The topic of a question: its own, else the file it stands in or the nearest folder so named; "" for none."""
    known = {topic.id for topic in info.topics}
    path = PurePosixPath(located.source.name)
    places = (path.stem, *reversed(path.parts[:-1]))
    return located.entry.topic or next((place for place in places if place in known), "")


def _with_topics(draft: Draft, info: PackInfo) -> PackInfo:
    """The pack's description with the topics that its entries and files name, where it lists none itself."""
    if info.topics:
        return info
    names = sorted({*_named_topics(draft)})
    topics = tuple(Topic(id=name, title=LocalizedName.of(_title(name), info.languages[0])) for name in names)
    return info.model_copy(update={"topics": topics})


def _named_topics(draft: Draft) -> Iterator[str]:
    for located in draft.everything():
        yield from (name for _, name, ref in find(located.entry, Ref) if ref.kind == "topic")
    files = {located.source.name for located in draft.of(Question)}
    if len(files) > 1:
        yield from (stem for stem in (PurePosixPath(file).stem for file in files) if is_id(stem))


def _title(name: str) -> str:
    """A topic's id as its name: "getting-started" is "Getting started"."""
    return name.replace("-", " ").capitalize()
