"""Files of a pack's folder: which are read, which are known not to be, and which must be named to the curator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.pack.faults import Fault, Severity
from bot.pack.kinds import ID_FILE, KINDS, kind_at

VECTORS_FILE = "vectors.npz"
"""The file of vectors that a pack may ship with; it is no text."""
_LITTER = re.compile(r"~$|^#.*#$|^(?:Thumbs\.db|desktop\.ini|__pycache__)$|\.(?:swp|swo|bak|orig|tmp)$", re.IGNORECASE)
"""Names of what editors and desktops leave behind; names that begin with a dot are left alone as well."""
_ABOUT = re.compile(r"^(?:readme|licen[cs]e|copying|notice|changelog|contributing|makefile)(?:\.\w+)?$", re.IGNORECASE)
"""Names of what belongs to a repository rather than to the pack in it; at the top of the folder only."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder.

    Attributes:
        read: those that are part of the pack, in order.
        unread: a fault or a piece of advice for each that is not, and that nobody would expect to be passed over.
    """

    read: tuple[Path, ...]
    unread: tuple[Fault, ...]


def list_files(folder: Path) -> Listing:
    """Sort the files below a folder into those that are read and those that are named."""
    read: list[Path] = []
    unread: list[Fault] = []
    for path in sorted(_below(folder, frozenset())):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() and path.exists():
            problem = "This is no file, but a pipe or a device, so it is not read."
            unread.append(Fault(name, 1, path.name, problem, "Put a file in its place, or take it out."))
        elif kind_at(name) is not None or name == ID_FILE:
            read.append(path)
        elif name != VECTORS_FILE and not (_ABOUT.match(name) and "/" not in name):
            unread.append(_not_read(name))
    return Listing(tuple(read), (*unread, *_twins(folder, read)))


def _below(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    """What lies in a folder and those below; links that lead back above are not followed, and those to nothing kept."""
    around = above | {folder.resolve()}
    for path in folder.iterdir():
        if path.name.startswith(".") or _LITTER.search(path.name):
            continue
        if not path.is_dir():
            yield path
        elif path.resolve() not in around:
            yield from _below(path, around)


def _not_read(name: str) -> Fault:
    """A fault where a file looks like content of the pack; advice where it may well lie beside it."""
    path = PurePosixPath(name)
    folders = {PurePosixPath(kind.files).parts[0]: kind for kind in KINDS if "*" in kind.files}
    kind = folders.get(path.parts[0]) if len(path.parts) > 1 else None
    if kind is not None:
        suffix = PurePosixPath(kind.files).suffix
        problem = f"The pack does not read this file: {kind.name}s stand in {suffix} files."
        return Fault(name, 1, path.name, problem, f"Rename it to {path.stem}{suffix}, or take it out.")
    if path.suffix.lower() in (".yaml", ".yml"):
        remedy = "Rename it or take it out; see docs/pack-format.md."
        return Fault(name, 1, path.name, "The pack has no such file.", remedy)
    problem = "The pack does not read this file."
    return Fault(name, 1, path.name, problem, "Move it elsewhere if it is not meant to be read.", Severity.ADVICE)


def _twins(folder: Path, read: list[Path]) -> Iterator[Fault]:
    """Files that hold the same in two spellings, as `glossary.yaml` and `glossary.yml`: one may be a stale copy."""
    first: dict[str, str] = {}
    for path in read:
        name = path.relative_to(folder).as_posix()
        known = first.setdefault(str(PurePosixPath(name).with_suffix("")).lower(), name)
        if known != name:
            yield Fault(name, 1, path.name, f"{known} is a file of the same name.", "Put the two together, or rename.")
