"""The file of a backup: JSON Lines under gzip. The first line tells what it holds, the last is a digest of all before.

Format 1: a header (`footnote`, `format`, `step`, `made`, and `rows`: how many by table), a line
`[table, {column: value}]` for each row, and `{"sha256": …}` of all lines before.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.errors import FootnoteError

LONGEST_LINE = 4_000_000
"""Bytes; no row comes near."""


class BackupHeader(BaseModel):
    """What a backup holds: from which migration step, when it was made, and how many rows of each table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    footnote: Literal["backup"] = "backup"
    format: Literal[1] = 1
    step: str
    made: datetime
    rows: dict[str, int]


class BackupError(FootnoteError):
    """A file is no backup, or not a whole one."""


class BackupWriter:
    """Writes a backup; leaving the block ends the file with its digest, an error leaves it without."""

    def __init__(self, raw: IO[bytes], header: BackupHeader) -> None:
        self._file = gzip.GzipFile(fileobj=raw, mode="wb", mtime=0)
        self._digest = hashlib.sha256()
        self._line(header.model_dump_json())

    def add(self, table: str, row: dict[str, object]) -> None:
        """Add a row."""
        self._line(json.dumps([table, row], ensure_ascii=False, separators=(",", ":")))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._line(json.dumps({"sha256": self._digest.hexdigest()}))
        self._file.close()

    def _line(self, text: str) -> None:
        line = f"{text}\n".encode()
        self._digest.update(line)
        self._file.write(line)


def read_header(file: Path) -> BackupHeader:
    """What a backup holds, once all of it was looked through: that it is whole, and as it was written.

    Raises:
        BackupError: it is not; says what is wrong.
        OSError: it cannot be read.
    """
    digest, last, first = hashlib.sha256(), b"", b""
    rows: Counter[str] = Counter()
    for number, line in enumerate(_lines(file)):
        if number == 0:
            first = line
        elif last and number > 1:
            rows[_row(file, last)[0]] += 1
        if last:
            digest.update(last)
        last = line
    header = _header(file, first)
    if _end(last) is None:
        raise BackupError(f"{file} ends too early: it is not a whole backup. Take another one.")
    if _end(last) != digest.hexdigest() or dict(rows) != {name: count for name, count in header.rows.items() if count}:
        raise BackupError(f"{file} is not as it was written: it was damaged or changed. Take another backup.")
    return header


def read_rows(file: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """The rows of a backup that `read_header` has found whole."""
    lines = _lines(file)
    next(lines)
    for line in lines:
        if _end(line) is None:
            yield _row(file, line)


def _lines(file: Path) -> Iterator[bytes]:
    try:
        with gzip.open(file) as lines:
            while line := lines.readline(LONGEST_LINE):
                yield line
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise BackupError(
            f"{file} is no backup of Footnote, or not a whole one. Name one that `backup` wrote."
        ) from None


def _header(file: Path, line: bytes) -> BackupHeader:
    try:
        return BackupHeader.model_validate_json(line)
    except ValidationError:
        raise BackupError(f"{file} is no backup that this version of Footnote can read.") from None


_ROW = TypeAdapter(tuple[str, dict[str, object]])


def _row(file: Path, line: bytes) -> tuple[str, dict[str, object]]:
    try:
        return _ROW.validate_json(line)
    except ValidationError:
        raise BackupError(f"{file} is not as it was written: it was damaged or changed. Take another backup.") from None


def _end(line: bytes) -> str | None:
    """The digest at the end of a file; None for any other line."""
    if not line.startswith(b'{"sha256"'):
        return None
    try:
        return str(json.loads(line)["sha256"])
    except (ValueError, KeyError):
        return None
