"""Small XLSX files for tests, as Excel lays them out: one part a sheet, texts in the cells themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Cells = Sequence[Sequence[str | float | None]]


def write_xlsx(path: Path, sheets: Mapping[str, Cells], merged: Sequence[str] = ()) -> Path:
    """Write a workbook; `merged` are ranges of the first sheet, such as "A2:A4"."""
    names = list(sheets)
    entries = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    with ZipFile(path, "w") as made:
        made.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        made.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}">'
            f'<Relationship Id="r1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        made.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>{entries}</sheets></workbook>'
        )
        made.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>')
        for number, cells in enumerate(sheets.values(), 1):
            ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged) if number == 1 else ""
            merges = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
            made.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{_rows(cells)}</sheetData>{merges}</worksheet>',
            )
    return path


def _rows(cells: Cells) -> str:
    return "".join(
        f'<row r="{number}">{"".join(_cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row))}</row>'
        for number, row in enumerate(cells, 1)
    )


def _cell(place: str, value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
