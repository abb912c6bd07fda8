"""Detection of what a source is, and the one call that reads any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from bot.pack.importing.formats.html_page import read_html
from bot.pack.importing.formats.json_faq import read_json
from bot.pack.importing.formats.markdown_faq import read_markdown
from bot.pack.importing.formats.rasa import is_rasa, read_rasa
from bot.pack.importing.formats.tables.table_file import read_table
from bot.pack.importing.formats.tables.workbook import read_workbook
from bot.pack.importing.formats.tag_folder import read_tags
from bot.pack.importing.models import Amounts, FaqEntry, Note, NoteKind, ReadFaq, SourceError
from bot.pack.importing.normalising import normalised
from bot.pack.importing.source_files import SourceFile, read_source


class Format(StrEnum):
    """What a source may be."""

    MARKDOWN = "markdown"
    """One FAQ, or a folder of them."""
    HTML = "html"
    """A web page as it was saved."""
    TAGS = "tags"
    """A folder with a file for each entry."""
    TABLE = "table"
    """CSV or TSV."""
    WORKBOOK = "workbook"
    """A sheet of XLSX, XLS or ODS."""
    RASA = "rasa"
    """NLU data with responses."""
    JSON = "json"
    """JSON or JSON Lines."""


_BY_SUFFIX = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".csv": Format.TABLE,
    ".tsv": Format.TABLE,
    ".tab": Format.TABLE,
    ".xlsx": Format.WORKBOOK,
    ".xlsm": Format.WORKBOOK,
    ".xlsb": Format.WORKBOOK,
    ".xls": Format.WORKBOOK,
    ".ods": Format.WORKBOOK,
    ".yml": Format.RASA,
    ".yaml": Format.RASA,
    ".json": Format.JSON,
    ".jsonl": Format.JSON,
    ".jsonld": Format.JSON,
}
_ELSEWHERE = (
    (frozenset({".numbers", ".gsheet"}), "export it as Excel (.xlsx) or CSV."),
    (
        frozenset({".docx", ".doc", ".odt", ".rtf", ".rst", ".adoc", ".pdf", ".org", ".wiki", ".tex"}),
        "save it as a web page (.html), or make Markdown of it: pandoc FAQ -o FAQ.md.",
    ),
)
"""Endings of files that are not read, with what to do about them."""
_READERS: Mapping[Format, Callable[[SourceFile, str], ReadFaq]] = {
    Format.MARKDOWN: read_markdown,
    Format.HTML: read_html,
    Format.TABLE: read_table,
    Format.JSON: read_json,
}
"""What reads a format whose every file stands by itself."""
_MOST_FILES = 20_000


def read_faq(path: Path, *, wanted: Format | None = None, base: str = "", sheet: str = "") -> ReadFaq:
    """Read a FAQ, a file or a folder, and bring it into the form of a pack.

    Args:
        path: the source.
        wanted: what it is; found out by its names and contents if not given.
        base: address of the page on which it stands, by which relative links are completed.
        sheet: of a workbook; its first one with questions and answers if not given.

    Raises:
        SourceError: it cannot be read, or nothing in it is a question with an answer.
        OSError: a file cannot be read.
    """
    if not path.exists():
        raise SourceError(f"There is no {path}. Check the path.")
    found = _folder(path, wanted, base) if path.is_dir() else _file(path, wanted, base, sheet)
    if not found.entries:
        told = "".join(f"\n  {note.place}: {note.text}" for note in found.notes[:10])
        raise SourceError(f"{path}: No question with an answer was found in it.{told}")
    return normalised(found)


def _file(path: Path, wanted: Format | None, base: str, sheet: str) -> ReadFaq:
    kind = wanted or _BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(sorted(_BY_SUFFIX))
        remedy = next((told for suffixes, told in _ELSEWHERE if path.suffix.lower() in suffixes), "or give --format.")
        raise SourceError(f"{path} ends in {path.suffix!r}, which is not read. Known are {known}; {remedy}")
    if kind is Format.WORKBOOK:
        return read_workbook(path, base=base, sheet=sheet)
    if sheet:
        raise SourceError(f"{path} has no sheets: leave --sheet out.")
    file = read_source(path)
    match kind:
        case Format.TAGS:
            return read_tags([file], base)
        case Format.RASA:
            return read_rasa([file], base)
        case Format.MARKDOWN | Format.HTML | Format.TABLE | Format.JSON:
            return _READERS[kind](file, base)


def _folder(path: Path, wanted: Format | None, base: str) -> ReadFaq:
    """Read a folder: each file by what it is, all of a Rasa project and all tags together."""
    notes: list[Note] = []
    groups: dict[Format, list[SourceFile]] = {}
    found: list[ReadFaq] = []
    for place in _files(path):
        name = place.relative_to(path).as_posix()
        kind = wanted or _BY_SUFFIX.get(place.suffix.lower())
        if kind is None:
            told = f"The file was not read: nothing is known of {place.suffix or 'names without an ending'!r}."
            notes.append(Note(SourceFile(name, "").at(1), NoteKind.LEFT_OUT, told))
            continue
        if kind is Format.WORKBOOK:
            found.append(read_workbook(place, name, base))
            continue
        file = read_source(place, name)
        if kind is Format.RASA and not is_rasa(file.text):
            notes.append(Note(file.at(1), NoteKind.LEFT_OUT, "The file was not read: it is no part of a Rasa project."))
            continue
        if kind is Format.MARKDOWN and wanted is None and len(read_markdown(file, base).entries) < 2:
            kind = Format.TAGS
        groups.setdefault(kind, []).append(file)
    for kind, files in groups.items():
        if kind is Format.TAGS:
            found.append(read_tags(files, base))
        elif kind is Format.RASA:
            found.append(read_rasa(files, base))
        else:
            read = {
                Format.MARKDOWN: read_markdown,
                Format.HTML: read_html,
                Format.TABLE: read_table,
                Format.JSON: read_json,
            }[kind]
            found += [read(file, base) for file in files]
    return _together(found, notes)


def _files(path: Path) -> Iterator[Path]:
    """The files of a folder in the order of their names, those that begin with a dot left out."""
    found = sorted(
        each
        for each in path.rglob("*")
        if each.is_file() and not any(part.startswith(".") for part in each.relative_to(path).parts)
    )
    if len(found) > _MOST_FILES:
        raise SourceError(f"{path} holds {len(found):,} files; {_MOST_FILES:,} are read. Name the folder of the FAQ.")
    yield from found


def _together(parts: list[ReadFaq], notes: list[Note]) -> ReadFaq:
    """Several sources as one."""
    entries: list[FaqEntry] = [entry for part in parts for entry in part.entries]
    kinds = list(dict.fromkeys(part.format for part in parts))
    return ReadFaq(
        " and ".join(kinds) or "an empty folder",
        entries,
        sorted([*notes, *(note for part in parts for note in part.notes)]),
        sum((part.seen for part in parts), Amounts()),
        parts[0].title if len(parts) == 1 else "",
        next((part.language for part in parts if part.language), ""),
    )
