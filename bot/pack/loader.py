"""Loader of packs: all of one is verified, or none is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.pack.checks import check_draft
from bot.pack.faults import Fault, PackError
from bot.pack.field_types import Ref
from bot.pack.fields import find
from bot.pack.kinds import KINDS
from bot.pack.models import LocalizedName, Pack, PackInfo, Question, Topic
from bot.pack.reading.draft import Draft, PartCache, read_draft
from bot.pack.reading.entry_files import Located
from bot.pack.slugs import is_id


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


def load_pack(folder: Path, cache: PartCache | None = None) -> Pack:
    """Read and check a pack.

    Args:
        folder: the pack's folder.
        cache: an empty dictionary to begin with; given again, only files that changed since are parsed.

    Raises:
        PackError: it has faults; all of them are named.
    """
    found = inspect_pack(folder, cache)
    draft = found.draft
    if found.faults or draft.info is None:
        raise PackError(folder, found.faults)
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
    draft = read_draft(folder, cache)
    found = sorted({*draft.faults, *check_draft(draft)})
    faults = tuple(fault for fault in found if fault.stops)
    return Examination(draft, faults, tuple(fault for fault in found if not fault.stops))


def examine(folder: Path, cache: PartCache | None = None) -> tuple[Draft, list[Fault]]:
    """Read a pack and list what keeps it from loading; `cache` as for `load_pack`."""
    found = inspect_pack(folder, cache)
    return found.draft, [*found.faults]


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
