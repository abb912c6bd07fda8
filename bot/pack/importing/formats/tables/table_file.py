"""Importer of tables: CSV and TSV, the exports of QnA Maker and Azure among them; delimiter and header are found."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from bot.pack.importing.formats.rows import Row, RowReading, field_of
from bot.pack.importing.formats.tables.table_columns import above_told, columns_of, values_of
from bot.pack.importing.models import Note, NoteKind, ReadFaq, SourceError
from bot.pack.importing.source_files import SourceFile

_DELIMITERS = "\t,;|"
_ESCAPED = re.compile(r"(?P<path>(?:(?<!\w)[A-Za-z]:|\\\\[\w.-]+|%\w+%|\$\w+)\\[\w.\\-]*)|\\n")
_LONGEST_CELL = 1_000_000


def read_table(file: SourceFile, base: str = "") -> ReadFaq:
    """Read a table of questions and answers.

    One of the first rows names the columns; without names, they are told by what stands in them.

    Raises:
        SourceError: the columns cannot be told, or the file is no table.
    """
    delimiter = _delimiter(file)
    rows = list(_rows(file, delimiter))
    if not rows:
        raise SourceError(f"{file.name}: The table is empty.")
    columns = columns_of(rows, file.name)
    names = columns.names
    exported = {"qnaid", "suggestedquestions"} & {name.casefold() for name in names}
    reading = RowReading(file, base)
    found: list[Row] = []
    unescaped: list[int] = []
    reading.notes += [Note(file.at(line), NoteKind.LEFT_OUT, above_told(cells)) for line, cells in columns.above]
    for number, cells in columns.rows:
        if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            told = (
                f"The row has {len(cells)} cells and the header {len(names)}; the last are left out. Quote the cells."
            )
            reading.notes.append(Note(file.at(number), NoteKind.LEFT_OUT, told))
        made = [_unescaped(cell) for cell in cells] if exported else list(cells)
        if made != list(cells):
            unescaped.append(number)
        found.append(Row(number, values_of(names, made)))
    if unescaped:
        told = f"\\n was read as the end of a line in {len(unescaped)} rows, as such exports write it."
        reading.notes.append(Note(file.at(unescaped[0]), NoteKind.CHANGED, told))
    reading.read(found)
    mark = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}[delimiter]
    return ReadFaq(
        f"a table with {mark}", reading.entries, sorted(reading.notes), reading.seen(), language=reading.language
    )


def _rows(file: SourceFile, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that are not empty, with the line each begins on."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(file.text, newline=""), delimiter=delimiter, strict=False)
    begin = 1
    try:
        for cells in reader:
            names_its_mark = begin == 1 and re.fullmatch(r"sep=.?", cells[0].strip() if cells else "", re.IGNORECASE)
            if any(cell.strip() for cell in cells) and not names_its_mark:  # Excel's first line, "sep=;"
                yield begin, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(f"{file.name}:{begin}: Not a table: {error}. Is a quotation mark never closed?") from None


def _delimiter(file: SourceFile) -> str:
    """The mark between cells: the one by which the header names most columns, then by which most rows have two."""

    def fitness(mark: str) -> tuple[int, int]:
        try:
            rows = [cells for _, cells in _rows(file, mark)][:50]
        except SourceError:
            return (0, 0)
        named = len({field_of(cell) for cell in rows[0]} - {""}) if rows else 0
        return (named, sum(len(cells) == len(rows[0]) > 1 for cells in rows))

    return max(_DELIMITERS, key=fitness)


def _unescaped(cell: str) -> str:
    r"""A cell of an export that writes line ends as \n; in a path such as C:\new they are none."""
    return cell if "\n" in cell else _ESCAPED.sub(lambda found: found.group("path") or "\n", cell)
