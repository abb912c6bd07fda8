"""A pack as read from its files, before it is checked: everything that has the right shape, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias, cast

from yaml import YAMLError

from bot.pack.faults import Fault
from bot.pack.models import (
    Article,
    ArticleInfo,
    Chitchat,
    Entry,
    LabelledQuestion,
    PackInfo,
    Question,
    Quote,
    Term,
    UnanswerableGroup,
)
from bot.pack.reading.article_files import read_article
from bot.pack.reading.entry_files import KINDS, Located, as_mapping, validate
from bot.pack.reading.source import Source, not_yaml

LISTS: dict[str, type[Entry]] = {
    "glossary.yaml": Term,
    "quotes.yaml": Quote,
    "chitchat.yaml": Chitchat,
    "unanswerable.yaml": UnanswerableGroup,
    "calibration.yaml": LabelledQuestion,
}
"""The files that hold one list each, and what is in it; besides these, each file of `questions/` lists questions."""
REQUIRED = ("pack.yaml", "articles", "questions")
REGISTER = "ids.txt"
"""The file that keeps the ids in use, one "kind id" a line; a pack may do without."""


@dataclass(frozen=True)
class DraftPart:
    """What one file gives."""

    source: Source
    entries: tuple[Located[Any], ...] = ()
    article: Article | None = None
    declared: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of every entry, also of those of the wrong shape, so that one slip is told once."""
    faults: tuple[Fault, ...] = ()
    readable: bool = True
    """Whether the file could be parsed: if not, what refers to its entries cannot be judged."""


PartCache: TypeAlias = MutableMapping[str, DraftPart]
"""Parts of an earlier reading by file name; a file whose text is the same is not parsed again."""


@dataclass(frozen=True)
class Draft:
    """What was read, kind by kind, in the order of files and lines."""

    folder: Path
    info: Located[PackInfo] | None = None
    articles: tuple[Article, ...] = ()
    front_matter: tuple[Located[ArticleInfo], ...] = ()
    questions: tuple[Located[Question], ...] = ()
    terms: tuple[Located[Term], ...] = ()
    quotes: tuple[Located[Quote], ...] = ()
    chitchat: tuple[Located[Chitchat], ...] = ()
    unanswerable: tuple[Located[UnanswerableGroup], ...] = ()
    calibration: tuple[Located[LabelledQuestion], ...] = ()
    declared: frozenset[tuple[str, str]] = frozenset()
    register: Source | None = None
    faults: tuple[Fault, ...] = ()
    readable: bool = True
    fingerprint: str = ""
    _by_id: dict[str, Article] = field(default_factory=dict[str, Article], repr=False)

    def article(self, name: str) -> Article | None:
        """The article of that id, or None."""
        return self._by_id.get(name)

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
        Fault(name, 1, "pack", "It is missing.", "See docs/pack-format.md for a pack's files.")
        for name in REQUIRED
        if not (folder / name).exists()
    ]
    parts: list[DraftPart] = []
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".md", ".txt") and p.is_file()):
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
    folder, _, name = source.name.rpartition("/")
    if source.name == "pack.yaml":
        return _entries(source, PackInfo, single=True)
    if source.name in LISTS:
        return _entries(source, LISTS[source.name])
    if folder == "questions" and name.endswith(".yaml"):
        return _entries(source, Question)
    if folder == "articles" and name.endswith(".md"):
        info, article, faults = read_article(source)
        named = frozenset({("article", name.removesuffix(".md"))})
        return DraftPart(source, (info,) if info else (), article, named, tuple(faults))
    if not name.endswith(".yaml"):
        return DraftPart(source)
    remedy = "Rename it or take it out; see docs/pack-format.md."
    return DraftPart(source, faults=(Fault(source.name, 1, name, "The pack has no such file.", remedy),))


def _entries(source: Source, model: type[Entry], *, single: bool = False) -> DraftPart:
    """The entries of a file that have the right shape; what has not becomes faults."""
    try:
        data, faults = source.parse()
    except YAMLError as error:
        return DraftPart(source, faults=(not_yaml(source, source.name, error),), readable=False)
    if single:
        data = [data]
    if not isinstance(data, list):
        fault = Fault(source.name, 1, source.name, "The file is not a list.", "Begin each entry with '- '.")
        return DraftPart(source, faults=(*faults, fault), readable=False)
    entries: list[Located[Any]] = []
    declared: set[tuple[str, str]] = set()
    for index, raw in enumerate(cast("list[object]", data)):
        if model in KINDS and (name := as_mapping(raw).get("id")):
            declared.add((KINDS[model], str(name)))
        located, wrong = validate(model, raw, source, -1 if single else index)
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
    articles = tuple(part.article for part in parts if part.article)
    return Draft(
        folder=folder,
        info=next(iter(found.get(PackInfo, ())), None),
        articles=articles,
        front_matter=tuple(found.get(ArticleInfo, ())),
        questions=tuple(found.get(Question, ())),
        terms=tuple(found.get(Term, ())),
        quotes=tuple(found.get(Quote, ())),
        chitchat=tuple(found.get(Chitchat, ())),
        unanswerable=tuple(found.get(UnanswerableGroup, ())),
        calibration=tuple(found.get(LabelledQuestion, ())),
        declared=frozenset[tuple[str, str]]().union(*(part.declared for part in parts)),
        register=next((part.source for part in parts if part.source.name == REGISTER), None),
        faults=(*faults, *(fault for part in parts for fault in part.faults)),
        readable=all(part.readable for part in parts),
        fingerprint=fingerprint,
        _by_id={article.id: article for article in articles},
    )
