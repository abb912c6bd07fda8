"""Columns of a table: which row names them, and what they are where no row does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bot.pack.importing.formats.markdown_outline import asks
from bot.pack.importing.formats.rows import field_of
from bot.pack.importing.models import SourceError

TableRow = tuple[int, Sequence[str]]
"""The line on which a row begins, from 1, and its cells."""
_ROWS_ABOVE = 20
"""How many rows may stand above the one with the names: a title, a date, a remark."""
_EXPECTED = "Name the columns in the first row: question, answer, and if there are any source, topic, id, phrasings."


class Columns(NamedTuple):
    """The columns of a table.

    Attributes:
        names: as the table gives them; "question", "answer", "topic" or "column 3" where it does not.
        above: rows that stand before the one with the names.
        rows: the rows of questions.
    """

    names: Sequence[str]
    above: Sequence[TableRow]
    rows: Sequence[TableRow]


def columns_of(rows: Sequence[TableRow], place: str) -> Columns:
    """Find the row that names the columns, or tell them by what stands in them.

    Args:
        rows: those that are not empty.
        place: of the table, for the error: a file, or a sheet in one.

    Raises:
        SourceError: no column can be told for the question, or none for the answer.
    """
    for at, (_, cells) in enumerate(rows[:_ROWS_ABOVE]):
        names = [cell.strip() for cell in cells]
        known = {field_of(name) for name in names}
        if {"question", "answer"} <= known:
            return Columns(names, rows[:at], rows[at + 1 :])
    names = _told_by_contents([cells for _, cells in rows])
    if not names:
        line = rows[0][0] if rows else 1
        raise SourceError(f"{place}:{line}: No column is called question and none answer. {_EXPECTED}")
    return Columns(names, (), rows)


def values_of(names: Sequence[str], cells: Sequence[str]) -> Mapping[str, Any]:
    """The cells of a row by the names of their columns; those of columns with one name as a list."""
    found: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=False):
        if name not in found:
            found[name] = cell
        else:
            before = found[name]
            found[name] = [*before, cell] if isinstance(before, list) else [before, cell]
    return found


def above_told(cells: Sequence[str]) -> str:
    """A sentence for a row above the names of the columns, which has no place in a pack."""
    words = " ".join(" ".join(cells).split())
    return f"A row above the names of the columns was left out: {words[:60]}{'…' * (len(words) > 60)}"


def _told_by_contents(rows: Sequence[Sequence[str]]) -> list[str]:
    """Names for the columns of a table without any: most that asks is the question, the longest after it the answer."""
    width = max((len(cells) for cells in rows), default=0)
    columns = [[cells[at].strip() for cells in rows if at < len(cells)] for at in range(width)]
    asked = [sum(asks(cell) for cell in column if cell) for column in columns]
    question = max(range(width), key=lambda at: asked[at], default=0)
    if width < 2 or not any(asked) or (question == width - 1 and width == 2):
        return []
    others = range(question + 1, width) if question < width - 1 else range(question)
    answer = max(others, key=lambda at: sum(len(cell) for cell in columns[at]))
    names = [f"column {number}" for number in range(1, width + 1)]
    names[question], names[answer] = "question", "answer"
    for at, column in enumerate(columns):
        said = [cell for cell in column if cell]
        if at not in (question, answer) and len(said) * 2 > len(rows) and len(set(said)) * 3 <= len(said):
            names[at] = "topic"
            break
    return names
