"""Check of references: ids are unique, and every one that is referred to exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from rapidfuzz import process

from bot.pack.faults import Fault
from bot.pack.field_types import Ref
from bot.pack.fields import Keys, find
from bot.pack.kinds import KINDS, Kind
from bot.pack.reading.draft import Draft
from bot.pack.reading.entry_files import Located


def check_references(draft: Draft) -> Iterator[Fault]:
    """Duplicate ids, references to nothing, references that say nothing new."""
    for kind in KINDS:
        group = draft.of(kind.model)
        if kind.identified:
            yield from _duplicates(group)
        for located in group:
            yield from _duplicate_parts(located, kind)
    if not draft.readable:
        return  # what the unreadable file declares is not known: references to it cannot be judged
    known = _known_ids(draft)
    for located in draft.everything():
        yield from _references(located, known)
    for kind in KINDS:
        if draft.first_format and kind.named_after in known:
            yield from _file_names(draft, kind, known[kind.named_after])


def _known_ids(draft: Draft) -> dict[str, frozenset[str]]:
    """The ids that may be referred to, by kind; a kind that lies in an entry that could not be read is left out.

    So are topics where the pack lists none: there the topics are those that entries name.
    """
    known = {kind.name: draft.ids(kind.name) for kind in KINDS if kind.identified}
    for kind in KINDS:
        for key, name in kind.parts.items():
            holders = draft.of(kind.model)
            if holders and (name != "topic" or any(getattr(holder.entry, key) for holder in holders)):
                known[name] = frozenset(part.id for holder in holders for part in getattr(holder.entry, key))
    return known


def _references(located: Located[Any], known: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    """Faults of the ids in an entry that refer to others: unknown ones, the same twice, the entry itself."""
    listed: dict[tuple[Keys, str], Keys] = {}
    for keys, name, ref in find(located.entry, Ref):
        kind: str = ref.kind
        if kind not in known:
            continue
        if name not in known[kind]:
            problem = f"There is no {kind} {name!r}{nearest_hint(name, known[kind])}"
            yield located.fault(problem, f"Use the id of one that exists, or add the {kind}.", *keys)
        *holder, key = keys
        if not isinstance(key, int):
            continue
        if listed.setdefault((tuple(holder), name), keys) != keys:
            yield located.fault(f"{name!r} stands twice in {holder[-1]}.", "Take one out.", *keys)
        if located.kind == kind and name == located.entry.id:
            yield located.fault(f"The {kind} refers to itself.", "Take the id out.", *keys)


def _file_names(draft: Draft, kind: Kind[Any], known: frozenset[str]) -> Iterator[Fault]:
    """Files that must be called after an entry of another kind and are not."""
    for name in sorted({located.source.name for located in draft.of(kind.model)}):
        stem = PurePosixPath(name).stem
        if stem not in known:
            problem = f"The file is named after no {kind.named_after} of pack.yaml{nearest_hint(stem, known)}"
            yield Fault(name, 1, stem, problem, f"Rename it or add the {kind.named_after}.")


def _duplicates(group: Iterable[Located[Any]]) -> Iterator[Fault]:
    """The second and later entries of the same id."""
    first: dict[str, Located[Any]] = {}
    for located in group:
        known = first.setdefault(located.entry.id, located)
        if known is not located:
            place = f"{known.source.name}:{known.line()}"
            problem = f"The id {located.entry.id!r} stands already in {place}."
            remedy = "Give one of the two another id."
            if not located.source.has(located.location("id")):
                remedy = "Put the two together, or give one of them an id of its own: `id: another-name`."
            yield located.fault(problem, remedy, "id")


def _duplicate_parts(located: Located[Any], kind: Kind[Any]) -> Iterator[Fault]:
    """Topics, speakers and the like that have the id of an earlier one."""
    for key in kind.parts:
        seen: set[str] = set()
        for position, part in enumerate(getattr(located.entry, key)):
            if part.id in seen:
                problem = f"The id {part.id!r} stands twice among the {key}."
                yield located.fault(problem, "Give one of the two another id.", key, position, "id")
            seen.add(part.id)


def nearest_hint(name: str, known: Collection[str]) -> str:
    """The end of a sentence: the nearest known id, when one is near."""
    nearest = process.extractOne(name, sorted(known), score_cutoff=70)
    return f"; did you mean {nearest[0]!r}?" if nearest else "."
