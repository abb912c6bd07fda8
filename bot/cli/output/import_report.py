"""Reports of imports as rich text: what was taken, changed and left out, and what differs from the pack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from bot.cli.output.machine_object import MachineObject
from bot.pack.importing.merging import ChangeKind, Difference, Merge
from bot.pack.importing.models import Amounts, Note, NoteKind, ReadFaq
from bot.pack.importing.normalising import tally


class NoteObject(MachineObject):
    """Something that was changed or left out, with its place in the source."""

    file: str
    line: int
    kind: NoteKind
    text: str


class ChangeObject(MachineObject):
    """A difference between the pack and the source."""

    kind: ChangeKind
    entry: str
    field: str
    place: str
    before: str
    after: str


class TallyObject(MachineObject):
    """How much there was of what."""

    entries: int
    phrasings: int
    links: int
    blocks: int

    @classmethod
    def of(cls, tally: Amounts) -> TallyObject:
        """The object of a tally."""
        return cls(entries=tally.entries, phrasings=tally.phrasings, links=tally.links, blocks=tally.blocks)


class ImportObject(MachineObject):
    """What an import did."""

    format: str
    seen: TallyObject
    taken: TallyObject
    notes: tuple[NoteObject, ...]
    changes: tuple[ChangeObject, ...]
    unchanged: int
    written: tuple[str, ...]
    by_hand: tuple[str, ...]

    @classmethod
    def of(cls, read: ReadFaq, merge: Merge, written: Sequence[str], by_hand: Sequence[str]) -> ImportObject:
        """The object of an import."""
        return cls(
            format=read.format,
            seen=TallyObject.of(read.seen),
            taken=TallyObject.of(tally(read.entries)),
            notes=tuple(
                NoteObject(file=note.place.file, line=note.place.line, kind=note.kind, text=note.text)
                for note in read.notes
            ),
            changes=tuple(
                ChangeObject(
                    kind=change.kind,
                    entry=change.entry,
                    field=change.field,
                    place=change.place,
                    before=change.before,
                    after=change.after,
                )
                for change in merge.changes
            ),
            unchanged=merge.unchanged,
            written=tuple(written),
            by_hand=tuple(by_hand),
        )


_COUNTS = (("entries", "entries"), ("phrasings", "phrasings"), ("links", "links"), ("blocks", "blocks of code"))
_CHANGES = {
    ChangeKind.ADDED: ("New in the pack", "green"),
    ChangeKind.UPDATED: ("Changed as the source changed", "yellow"),
    ChangeKind.KEPT: ("Kept as it stands in the pack", "cyan"),
    ChangeKind.GONE: ("No more in the source, still in the pack", "magenta"),
}
_LONGEST = 70


def show_source(read: ReadFaq, taken: Amounts) -> RenderableType:
    """What a source held and what was made of it, with everything that was changed or left out."""
    table = Table(
        "Read as " + read.format, Column("in", justify="right"), Column("out", justify="right"), box=SIMPLE_HEAD
    )
    for name, label in _COUNTS:
        table.add_row(label, f"{getattr(read.seen, name):,}", f"{getattr(taken, name):,}")
    return Group(
        table, *_notes(read.notes, NoteKind.CHANGED, "Changed"), *_notes(read.notes, NoteKind.LEFT_OUT, "Left out")
    )


def show_merge(merge: Merge) -> RenderableType:
    """How a pack that is there differs from what is imported."""
    parts: list[RenderableType] = []
    for kind, (title, style) in _CHANGES.items():
        found = [change for change in merge.changes if change.kind is kind]
        if found:
            parts += [Text(f"{title} ({len(found)})", f"bold {style}"), *map(_change, found), Text()]
    return Group(*parts, Text(f"The same in both: {merge.unchanged:,}."))


def _notes(notes: Sequence[Note], kind: NoteKind, title: str) -> Iterator[RenderableType]:
    found = [note for note in notes if note.kind is kind]
    if found:
        yield Text(f"{title} ({len(found)})", "bold")
        places: dict[str, list[Note]] = {}
        for note in found:
            places.setdefault(note.text, []).append(note)
        for text, alike in places.items():
            more = f" ({len(alike)} times)" if len(alike) > 1 else ""
            yield Text(f"  {alike[0].place}: {text}{more}")
        yield Text()


def _change(change: Difference) -> Text:
    place = f"{change.place}: " if change.place else ""
    line = Text(f"  {place}{change.entry}")
    if change.field != "entry":
        line.append(f" {change.field}")
    if change.before and change.after:
        line.append(f"\n    - {_short(change.before)}\n    + {_short(change.after)}")
    elif change.after:
        line.append(f": {_short(change.after)}")
    if change.why:
        line.append(f"\n    {change.why}", "dim")
    return line


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
