"""What a benchmark found: tables and figures against their floors, printed and kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table as Drawn

Cell: TypeAlias = str | int | float | None
"""One field of a table; None where nothing was measured."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures under one title; shares run from 0 to 1."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure and the least, or the most, that it may be.

    Attributes:
        at_least: whether the bound is the least; otherwise it is the most.
    """

    what: str
    value: float
    bound: float
    at_least: bool = True

    @property
    def held(self) -> bool:
        """Whether the figure keeps to its bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one benchmark found."""

    tables: tuple[Table, ...]
    floors: tuple[Floor, ...] = ()


def at_most(what: str, value: float, bound: float) -> Floor:
    """A figure that may not exceed its bound."""
    return Floor(what, value, bound, at_least=False)


def show(report: Report, console: Console) -> None:
    """Print the tables, then the floors."""
    for table in report.tables:
        _draw(console, table.title, table.columns, table.rows)
    if report.floors:
        rows = [(f.what, f.value, f"{'≥' if f.at_least else '≤'} {f.bound:g}", _verdict(f)) for f in report.floors]
        _draw(console, "Against the floors", ("what", "measured", "floor", ""), rows)


def keep(report: Report, target: Path) -> None:
    """Write a report as JSON, its figures to four digits."""
    data = {
        "tables": [
            {"title": t.title, "rows": [dict(zip(t.columns, map(_short, row), strict=True)) for row in t.rows]}
            for t in report.tables
        ],
        "floors": [
            {"what": f.what, "value": _short(f.value), "at_least" if f.at_least else "at_most": f.bound, "held": f.held}
            for f in report.floors
        ],
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _verdict(floor: Floor) -> str:
    return "held" if floor.held else "MISSED"


def _draw(console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    drawn = Drawn(title=title, title_justify="left", title_style="bold")
    for position, column in enumerate(columns):
        drawn.add_column(column, justify="right" if position else "left", no_wrap=not position)
    for row in rows:
        drawn.add_row(*map(_said, row))
    console.print(drawn)


def _said(cell: Cell) -> str:
    if cell is None:
        return "–"
    return _rounded(cell) if isinstance(cell, float) else str(cell)


def _rounded(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"


def _short(cell: Cell) -> Cell:
    return float(f"{cell:.4g}") if isinstance(cell, float) else cell
