"""Draft of a pack: what its files hold, before it is checked, with the place of everything that has the right shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias, TypeVar, cast

from yaml import YAMLError

from bot.pack.faults import Fault
from bot.pack.kinds import ID_FILE, KINDS, Form, Kind, kind_at, kind_of
from bot.pack.models import Article, Entry, PackInfo
from bot.pack.models.pack_info import is_first_format, languages_declared
from bot.pack.reading.article_files import read_article
from bot.pack.reading.entry_files import Located, as_mapping, validate
from bot.pack.reading.pack_files import list_files
from bot.pack.reading.source import Source, not_yaml
from bot.pack.reading.yaml_values import conflicts, parse
from bot.pack.slugs import named

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
    languages: tuple[str, ...] = ()
    """The languages of the pack by which it was read."""


PartCache: TypeAlias = MutableMapping[str, DraftPart]
"""Parts of an earlier reading by file name; a file whose text is the same is not parsed again."""


@dataclass(frozen=True)
class Draft:
    """What was read.

    Attributes:
        entries: everything that has the right shape, kind by kind, in the order of files and lines; `of` reads it.
        declared: kind and id of every entry, also of those of the wrong shape.
        register: the register of ids, where the pack keeps one.
        first_format: whether it is of the first format, in which more was required.
        faults: what is wrong with the files and with the shape of entries, and advice on them.
        readable: whether every file could be parsed.
        fingerprint: hash over the bytes of all files.
    """

    folder: Path
    entries: Mapping[type[Entry], tuple[Located[Any], ...]] = field(
        default_factory=dict[type[Entry], tuple[Located[Any], ...]]
    )
    declared: frozenset[tuple[str, str]] = frozenset()
    register: Source | None = None
    first_format: bool = False
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
    listing = list_files(folder)
    names = {path: path.relative_to(folder).as_posix() for path in listing.read}
    held = {kind.name for kind in map(kind_at, names.values()) if kind}
    faults = [*listing.unread, *(_missing(kind) for kind in KINDS if kind.required and kind.name not in held)]
    info = next((path for path, name in names.items() if kind_of(PackInfo).holds(name)), None)
    declared = _pack_yaml(folder, info) if info else None
    languages = languages_declared(declared)
    parts: list[DraftPart] = []
    digest = sha256()
    for path in listing.read:
        part = _read(folder, path, cache, languages)
        digest.update(f"{part.source.name}\0{part.source.text}\0".encode())
        parts.append(part)
    draft = _assemble(folder, parts, faults, digest.hexdigest())
    return replace(draft, first_format=is_first_format(declared))


def _missing(kind: Kind[Any]) -> Fault:
    """The fault of a folder without a file that every pack needs; tells what to write into it."""
    if kind.model is PackInfo:
        remedy = "Write it with one line: title: The name of your FAQ"
        return Fault(kind.place, 1, "pack", "The pack has no pack.yaml.", f"{remedy} (docs/pack-format.md).")
    remedy = 'Write questions.yaml with, for each, the two lines "- question: …" and "  answer: …"'
    return Fault(kind.also, 1, "pack", f"The pack has no {kind.name}s.", f"{remedy} (docs/pack-format.md).")


def _pack_yaml(folder: Path, path: Path) -> object:
    """The values of `pack.yaml`, by which all else is read; None while it cannot be read itself."""
    try:
        return parse(Source.read(folder, path))[0]
    except (OSError, UnicodeDecodeError, YAMLError):
        return None  # told when it is read with the others


def _read(folder: Path, path: Path, cache: PartCache | None, languages: tuple[str, ...]) -> DraftPart:
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
    same = known is not None and known.source == source and known.languages == languages
    part = known if known and same else replace(_part(source, languages), languages=languages)
    if cache is not None:
        cache[name] = part
    return part


def _part(source: Source, languages: tuple[str, ...]) -> DraftPart:
    """Parse a file according to its place in the pack."""
    kind = kind_at(source.name)
    if unmerged := tuple(conflicts(source)):
        return DraftPart(source, declared=_declared_by_name(source), faults=unmerged, readable=False)
    if kind is None:
        return DraftPart(source)
    return _article(source) if kind.form is Form.ARTICLE else _entries(source, kind, languages)


def _article(source: Source) -> DraftPart:
    """The article of a file."""
    located, faults = read_article(source)
    return DraftPart(source, (located,) if located else (), _declared_by_name(source), tuple(faults))


def _declared_by_name(source: Source) -> frozenset[tuple[str, str]]:
    """The id that an article has whatever is wrong with its text: the name of its file."""
    kind = kind_at(source.name)
    return frozenset({(kind.name, PurePosixPath(source.name).stem)} if kind and kind.form is Form.ARTICLE else ())


def _entries(source: Source, kind: Kind[Any], languages: tuple[str, ...]) -> DraftPart:
    """The entries of a YAML file that have the right shape; what has not becomes faults."""
    try:
        data, faults = parse(source)
    except YAMLError as error:
        return DraftPart(source, faults=(not_yaml(source, source.name, error),), readable=False)
    if data is None and any(fault.stops for fault in faults):
        return DraftPart(source, faults=tuple(faults), readable=False)
    single = kind.form is Form.MAPPING
    if single:
        data = [data]
    if not isinstance(data, list):
        fault = Fault(source.name, 1, source.name, "The file is not a list.", "Begin each entry with '- '.")
        return DraftPart(source, faults=(*faults, fault), readable=False)
    entries: list[Located[Any]] = []
    declared: set[tuple[str, str]] = set()
    named_by = kind.model.named_by
    for index, typed in enumerate(cast("list[object]", data)):
        raw = named(typed, named_by, languages[0] if languages else "en")
        if kind.identified and (name := as_mapping(raw).get("id")):
            declared.add((kind.name, str(name)))
        located, wrong = validate(kind.model, raw, source, -1 if single else index, languages=languages)
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
