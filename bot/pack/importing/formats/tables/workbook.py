"""Importer of spreadsheets: one sheet of an XLSX, XLS or ODS file, read as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.pack.importing.formats.rows import Row, RowReading, field_of
from bot.pack.importing.formats.tables.table_columns import Columns, TableRow, above_told, columns_of, values_of
from bot.pack.importing.models import Note, NoteKind, ReadFaq, SourceError
from bot.pack.importing.source_files import MOST_BYTES, SourceFile

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_NUMBER_ANSWER = "The answer is the bare number {}: what the sheet shows with it, such as € or %, is a format, no text."
_NO_READER = (
    "Reading {} needs the package python-calamine, which is not installed: python -m pip install python-calamine, "
    "or save the sheet as CSV (in Excel: CSV UTF-8)."
)


class _Sheet(NamedTuple):
    """A sheet as texts.

    Attributes:
        columns: what its columns are called, and its rows that are not empty, by their numbers in the sheet.
        banners: rows with one text across several columns, as titles of sections are written.
        joined: rows whose question stands in the cell above, with which it is merged, so that the answer goes on.
        numbers: cells that hold a number and no text: row and column, the latter from 0.
    """

    name: str
    columns: Columns
    banners: frozenset[int]
    joined: frozenset[tuple[int, int]]
    numbers: frozenset[tuple[int, int]]


def read_workbook(path: Path, name: str = "", base: str = "", sheet: str = "") -> ReadFaq:
    """Read a sheet of questions and answers.

    Args:
        path: the workbook.
        name: what it is called in notes; its file name if not given.
        base: as for Markdown FAQs.
        sheet: name of the sheet; without one, the first that has a column of questions and one of answers.

    Raises:
        SourceError: it is no workbook, or protected, or has no such sheet, or no sheet of questions.
    """
    if path.stat().st_size > MOST_BYTES:
        raise SourceError(f"{path} has more than {MOST_BYTES:,} bytes. Import it in parts.")
    file = SourceFile(name or path.name, "")
    workbook = _opened(path)
    seen = [each.name for each in workbook.sheets_metadata if str(each.visible).endswith(".Visible")]
    if sheet and sheet not in workbook.sheet_names:
        raise SourceError(f"{path} has no sheet {sheet!r}. It has: {', '.join(workbook.sheet_names)}.")
    reasons: list[str] = []
    for each in [sheet] if sheet else seen:
        if not workbook.get_sheet_by_name(each).height:
            continue
        try:
            found = _sheet(workbook.get_sheet_by_name(each), f"{file.name}, sheet {each!r}")
        except SourceError as error:
            reasons.append(str(error))
            continue
        return _read(file, base, found, [_passed_over(workbook, other) for other in seen if other != each])
    raise SourceError(
        reasons[0] if reasons else f"{path}: {f'The sheet {sheet!r}' if sheet else 'The workbook'} is empty."
    )


def _opened(path: Path) -> CalamineWorkbook:
    try:
        import python_calamine  # noqa: PLC0415 - only here it is needed, and its absence is no fault of the rest
    except ImportError:
        raise SourceError(_NO_READER.format(path)) from None
    try:
        return python_calamine.CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
    except python_calamine.PasswordError:
        raise SourceError(f"{path} is protected by a password. Save it without one.") from None
    except python_calamine.CalamineError:
        raise SourceError(f"{path} is no workbook, or a damaged one. Save it anew, or the sheet as CSV.") from None


def _passed_over(workbook: CalamineWorkbook, name: str) -> str:
    """A sentence for a sheet that is not read; none for an empty one."""
    sheet = workbook.get_sheet_by_name(name)
    if not sheet.height:
        return ""
    try:
        _sheet(sheet, name)
    except SourceError:
        return f"The sheet {name!r} was not read: it has no columns of questions and answers."
    return f"The sheet {name!r} was not read. Bring it into the same pack with --sheet {name!r}."


def _read(file: SourceFile, base: str, found: _Sheet, others: Sequence[str]) -> ReadFaq:
    """The entries of a sheet; `others` are sentences about the rest."""
    reading = RowReading(file, base)
    columns = found.columns
    fields = [field_of(name) for name in columns.names]
    title = ""
    for line, cells in columns.above:
        if not title and sum(map(bool, cells)) == 1:
            title = "".join(cells)
        else:
            reading.notes.append(Note(file.at(line), NoteKind.LEFT_OUT, above_told(cells)))
    rows = list(_rows(fields, found))
    reading.notes += [
        Note(file.at(row), NoteKind.CHANGED, _NUMBER_ANSWER.format(cells[column]))
        for row, cells in columns.rows
        for column in range(min(len(cells), len(fields)))
        if fields[column] == "answer" and (row, column) in found.numbers
    ]
    reading.notes += [Note(file.at(1), NoteKind.LEFT_OUT, told) for told in others if told]
    reading.read(rows)
    kind = f"the sheet {found.name!r} of a workbook"
    return ReadFaq(kind, reading.entries, sorted(reading.notes), reading.seen(), title, reading.language)


def _rows(fields: Sequence[str], found: _Sheet) -> Iterator[Row]:
    """Rows by the names of the columns; answers that go on are joined, a line across the table names the topic."""
    names = found.columns.names
    topic = ""
    row: Row | None = None
    for line, cells in found.columns.rows:
        if line in found.banners and sum(map(bool, cells)) == 1:
            topic = next(cell for cell in cells if cell)
            continue
        asked = {at for at, field in enumerate(fields) if field == "question"}
        if row is not None and any((line, at) in found.joined for at in asked):
            values = dict(row.values)
            for name, cell, field in zip(names, cells, fields, strict=False):
                if field == "answer" and cell:
                    values[name] = f"{values[name]}\n{cell}"
            row = Row(row.line, values)
            continue
        if row is not None:
            yield row
        values = dict(values_of(names, cells))
        if topic and "topic" not in fields:
            values["topic"] = topic
        row = Row(line, values)
    if row is not None:
        yield row


def _sheet(sheet: CalamineSheet, place: str) -> _Sheet:
    """A sheet with what its merged cells hold in each of their rows."""
    cells = sheet.to_python(skip_empty_area=False)
    values = [[_text(cell) for cell in row] for row in cells]
    numbers = frozenset(
        (line, at)
        for line, row in enumerate(cells, 1)
        for at, cell in enumerate(row)
        if isinstance(cell, (int, float)) and not isinstance(cell, bool)
    )
    banners: set[int] = set()
    joined: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= len(values) or left >= len(values[top]):
            continue
        if right > left:
            banners.add(top + 1)
        for line in range(top + 1, min(bottom + 1, len(values))):
            values[line][left] = values[top][left]
            joined.add((line + 1, left))
    rows: list[TableRow] = [(line, cells) for line, cells in enumerate(values, 1) if any(cells)]
    return _Sheet(sheet.name, columns_of(rows, place), frozenset(banners), frozenset(joined), numbers)


def _text(cell: object) -> str:
    """What a cell says: numbers without a needless ".0", times without seconds, days as 2026-01-31."""
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
        case dt.datetime():
            return cell.isoformat(" ", "minutes")
        case dt.time():
            return cell.isoformat("minutes")
        case _:
            return str(cell).replace("\r\n", "\n").replace("_x000D_", "").strip()
