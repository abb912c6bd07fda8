"""Draft of a pack: what its files hold, before it is checked, with the place of everything that has the right shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias, TypeVar, cast

from yaml import YAMLError

from bot.pack.faults import Fault
from bot.pack.kinds import ID_FILE, KINDS, SUFFIXES, Form, Kind, kind_at
from bot.pack.models import Article, Entry, PackInfo
from bot.pack.reading.article_files import read_article
from bot.pack.reading.entry_files import Located, as_mapping, validate
from bot.pack.reading.source import Source, not_yaml

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class DraftPart:
    """What one file gives."""

    source: Source
    entries: tuple[Located[Any], ...] = ()
    declared: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of every entry, also of those of the wrong shape, so that one slip is told once."""
    faults: tuple[Fault, ...] = ()
    readable: bool = True
    """Whether the file could be parsed: if not, what refers to its entries cannot be judged."""


PartCache: TypeAlias = MutableMapping[str, DraftPart]
"""Parts of an earlier reading by file name; a file whose text is the same is not parsed again."""


@dataclass(frozen=True)
class Draft:
    """What was read.

    Attributes:
        entries: everything that has the right shape, kind by kind, in the order of files and lines; `of` reads it.
        declared: kind and id of every entry, also of those of the wrong shape.
        register: the register of ids, where the pack keeps one.
        readable: whether every file could be parsed.
        fingerprint: hash over the bytes of all files.
    """

    folder: Path
    entries: Mapping[type[Entry], tuple[Located[Any], ...]] = field(
        default_factory=dict[type[Entry], tuple[Located[Any], ...]]
    )
    declared: frozenset[tuple[str, str]] = frozenset()
    register: Source | None = None
    faults: tuple[Fault, ...] = ()
    readable: bool = True
    fingerprint: str = ""

    def of(self, model: type[E]) -> tuple[Located[E], ...]:
        """The entries of one kind, named by its model: `draft.of(Term)`."""
        return self.entries.get(model, ())

    def everything(self) -> Iterator[Located[Any]]:
        """All entries, kind by kind in the order of the register."""
        for kind in KINDS:
            yield from self.entries.get(kind.model, ())

    @property
    def info(self) -> Located[PackInfo] | None:
        """`pack.yaml`; None when it is missing or faulty."""
        return next(iter(self.of(PackInfo)), None)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles."""
        return tuple(located.entry for located in self.of(Article))

    def article(self, name: str) -> Article | None:
        """The article of that id, or None."""
        return self._article_by_id.get(name)

    @cached_property
    def _article_by_id(self) -> Mapping[str, Article]:
        return {article.id: article for article in self.articles}

    def ids(self, kind: str) -> frozenset[str]:
        """The ids that entries of this kind have, whatever else is wrong with them."""
        return frozenset(name for of, name in self.declared if of == kind)


def read_draft(folder: Path, cache: PartCache | None = None) -> Draft:
    """Read every file of a pack and validate the shape of each entry; collects faults instead of raising.

    Args:
        folder: the pack's folder.
        cache: what an earlier reading left; only files whose text has changed are parsed, and the cache follows.
    """
    if not folder.is_dir():
        fault = Fault(".", 1, "pack", f"There is no folder {folder}.", "Name the folder that holds pack.yaml.")
        return Draft(folder, faults=(fault,), readable=False)
    faults = [
        Fault(kind.place, 1, "pack", "It is missing.", "See docs/pack-format.md for a pack's files.")
        for kind in KINDS
        if kind.required and not (folder / kind.place).exists()
    ]
    parts: list[DraftPart] = []
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in SUFFIXES and p.is_file()):
        part = _read(folder, path, cache)
        digest.update(f"{part.source.name}\0{part.source.text}\0".encode())
        parts.append(part)
    return _assemble(folder, parts, faults, digest.hexdigest())


def _read(folder: Path, path: Path, cache: PartCache | None) -> DraftPart:
    """What a file gives; a file that is not text gives a fault."""
    name = path.relative_to(folder).as_posix()
    try:
        source = Source.read(folder, path)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = Fault(name, line, path.stem, "The file is not UTF-8.", "Save it as UTF-8.")
        return DraftPart(Source(name, ""), faults=(fault,), readable=False)
    except OSError as error:
        fault = Fault(name, 1, path.stem, f"The file cannot be read: {error.strerror}.", "Check its permissions.")
        return DraftPart(Source(name, ""), faults=(fault,), readable=False)
    known = cache.get(name) if cache is not None else None
    part = known if known and known.source == source else _part(source)
    if cache is not None:
        cache[name] = part
    return part


def _part(source: Source) -> DraftPart:
    """Parse a file according to its place in the pack."""
    kind = kind_at(source.name)
    if kind is not None:
        return _article(source) if kind.form is Form.ARTICLE else _entries(source, kind)
    if not source.name.endswith(".yaml"):
        return DraftPart(source)
    name, remedy = PurePosixPath(source.name).name, "Rename it or take it out; see docs/pack-format.md."
    return DraftPart(source, faults=(Fault(source.name, 1, name, "The pack has no such file.", remedy),))


def _article(source: Source) -> DraftPart:
    """The article of a file."""
    located, faults = read_article(source)
    named = frozenset({("article", PurePosixPath(source.name).stem)})
    return DraftPart(source, (located,) if located else (), named, tuple(faults))


def _entries(source: Source, kind: Kind[Any]) -> DraftPart:
    """The entries of a YAML file that have the right shape; what has not becomes faults."""
    try:
        data, faults = source.parse()
    except YAMLError as error:
        return DraftPart(source, faults=(not_yaml(source, source.name, error),), readable=False)
    single = kind.form is Form.MAPPING
    if single:
        data = [data]
    if not isinstance(data, list):
        fault = Fault(source.name, 1, source.name, "The file is not a list.", "Begin each entry with '- '.")
        return DraftPart(source, faults=(*faults, fault), readable=False)
    entries: list[Located[Any]] = []
    declared: set[tuple[str, str]] = set()
    for index, raw in enumerate(cast("list[object]", data)):
        if kind.identified and (name := as_mapping(raw).get("id")):
            declared.add((kind.name, str(name)))
        located, wrong = validate(kind.model, raw, source, -1 if single else index)
        faults.extend(wrong)
        if located:
            entries.append(located)
    return DraftPart(source, tuple(entries), declared=frozenset(declared), faults=tuple(faults))


def _assemble(folder: Path, parts: Iterable[DraftPart], faults: list[Fault], fingerprint: str) -> Draft:
    """Sort what the files gave by kind."""
    parts = tuple(parts)
    found: dict[type[Entry], list[Located[Any]]] = {}
    for part in parts:
        for located in part.entries:
            entry: Entry = located.entry
            found.setdefault(type(entry), []).append(located)
    return Draft(
        folder=folder,
        entries={model: tuple(entries) for model, entries in found.items()},
        declared=frozenset[tuple[str, str]]().union(*(part.declared for part in parts)),
        register=next((part.source for part in parts if part.source.name == ID_FILE), None),
        faults=(*faults, *(fault for part in parts for fault in part.faults)),
        readable=all(part.readable for part in parts),
        fingerprint=fingerprint,
    )
