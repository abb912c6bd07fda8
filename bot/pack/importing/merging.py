"""Three-way merge of an import into a pack: the source then, the source now, and the pack as curators changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.pack.importing.existing import Existing
from bot.pack.importing.models import FaqEntry
from bot.pack.importing.normalising import same
from bot.pack.importing.record import FIELDS, ImportedEntry, digest
from bot.pack.slugs import readable_id


class ChangeKind(StrEnum):
    """What an import does to an entry."""

    ADDED = "added"
    UPDATED = "updated"
    KEPT = "kept"
    """The source says something else, and the curator's wording stays."""
    GONE = "gone"
    """The source has it no more; the pack keeps it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the pack and what is imported.

    Attributes:
        entry: id in the pack, and `place` its file and line there; empty for a new one.
        field: "entry", or the key whose text differs.
        before: the text in the pack, and `after` the source's.
        existing: the entry that is changed.
        added: the entry that is added.
    """

    kind: ChangeKind
    entry: str
    field: str
    place: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    existing: Existing | None = None
    added: FaqEntry | None = None


@dataclass(slots=True)
class Merge:
    """What is to be done, and what the record will say after it."""

    changes: list[Difference] = field(default_factory=list[Difference])
    record: dict[str, ImportedEntry] = field(default_factory=dict[str, ImportedEntry])
    unchanged: int = 0

    @property
    def writes(self) -> bool:
        """Whether any file of the pack changes."""
        return any(change.kind in (ChangeKind.ADDED, ChangeKind.UPDATED) for change in self.changes)


def merge(entries: Sequence[FaqEntry], pack: Mapping[str, Existing], record: Mapping[str, ImportedEntry]) -> Merge:
    """Compare what is imported with a pack.

    Args:
        entries: what was read, with keys.
        pack: the entries of the pack by id.
        record: what was imported from the same source last time, by key.
    """
    made = Merge()
    by_question = {same(each.texts["question"]): each for each in pack.values()}
    taken = {same(text): each.id for each in pack.values() for text in (each.texts["question"], *each.phrasings)}
    ids = {*pack, *(each.id for each in record.values())}
    for entry in entries:
        base = record.get(entry.key)
        if base is not None and base.id not in pack:
            made.record[entry.key] = base
            why = "It was taken out of the pack after the last import, and stays out."
            made.changes.append(Difference(ChangeKind.KEPT, base.id, "entry", after=entry.question, why=why))
            continue
        present = pack.get(base.id) if base is not None else by_question.get(same(entry.question))
        if present is None:
            name = _free(readable_id(entry.question), ids)
            ids.add(name)
            fresh = replace(entry, phrasings=tuple(each for each in entry.phrasings if same(each) not in taken))
            taken |= {same(text): name for text in (entry.question, *entry.phrasings)}
            made.changes.append(Difference(ChangeKind.ADDED, name, "entry", after=entry.question, added=fresh))
            made.record[entry.key] = ImportedEntry.of(name, entry)
            continue
        before = len(made.changes)
        made.changes += _texts(entry, present, base)
        made.changes += _phrasings(entry, present, base, taken)
        made.unchanged += len(made.changes) == before
        made.record[entry.key] = ImportedEntry.of(present.id, entry)
    _relate(made, {entry.key: entry for entry in entries}, pack, record)
    for key, base in record.items():
        if key not in made.record:
            made.record[key] = base
            if base.id in pack:
                why = "The source has it no more. Take it out of the pack if it should go."
                place = pack[base.id].place
                made.changes.append(
                    Difference(ChangeKind.GONE, base.id, "entry", place, pack[base.id].texts["question"], why=why)
                )
    return made


def _relate(
    made: Merge, entries: Mapping[str, FaqEntry], pack: Mapping[str, Existing], record: Mapping[str, ImportedEntry]
) -> None:
    """Put ids in the place of the source's keys of related entries; add those that are new to entries of the pack."""

    def ids(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(made.record[key].id for key in keys if key in made.record)

    made.changes = [
        replace(change, added=replace(change.added, see_also=ids(change.added.see_also))) if change.added else change
        for change in made.changes
    ]
    for key, entry in entries.items():
        present = pack.get(made.record[key].id)
        if present is None:
            continue
        known = set(record[key].see_also) if key in record else set[str]()
        for name in ids(each for each in entry.see_also if each not in known):
            if name not in present.see_also:
                made.changes.append(
                    Difference(ChangeKind.UPDATED, present.id, "see_also", present.place, after=name, existing=present)
                )


def _texts(entry: FaqEntry, present: Existing, base: ImportedEntry | None) -> Iterable[Difference]:
    for name in FIELDS:
        now, ours = getattr(entry, name), present.texts[name]
        if digest(now) == digest(ours) or (base is not None and base.texts.get(name) == digest(now)):
            continue
        if base is not None and base.texts.get(name) == digest(ours) and (ours or name != "source"):
            yield Difference(ChangeKind.UPDATED, present.id, name, present.place, ours, now, existing=present)
        else:
            why = "It was changed here since the last import." if base else "It stands here already."
            yield Difference(ChangeKind.KEPT, present.id, name, present.place, ours, now, why)


def _phrasings(
    entry: FaqEntry, present: Existing, base: ImportedEntry | None, taken: dict[str, str]
) -> Iterable[Difference]:
    known = set(base.phrasings) if base is not None else set[str]()
    here = {same(each) for each in (present.texts["question"], *present.phrasings)}
    for phrasing in entry.phrasings:
        if same(phrasing) in here or digest(phrasing) in known:
            continue  # it is there, or a curator took it out
        if same(phrasing) in taken:
            why = f"It belongs to {taken[same(phrasing)]!r} here."
            yield Difference(ChangeKind.KEPT, present.id, "phrasings", present.place, after=phrasing, why=why)
            continue
        taken[same(phrasing)] = present.id
        yield Difference(ChangeKind.UPDATED, present.id, "phrasings", present.place, after=phrasing, existing=present)


def _free(name: str, taken: set[str]) -> str:
    """An id that is not in use: the name, or the name with a number."""
    number = 2
    made = name
    while made in taken:
        made = f"{name[:56]}-{number}"
        number += 1
    return made
