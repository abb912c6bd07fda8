"""Decoder of source files: bytes in the encodings that exports come in, with the lines counted."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import Path

from bot.pack.importing.models import SourceError, SourceLine

MOST_BYTES = 20_000_000
"""Largest file that is read: a FAQ of a hundred thousand entries is smaller."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text of the source.

    Attributes:
        name: path relative to the source that was named.
    """

    name: str
    text: str

    def at(self, line: int) -> SourceLine:
        """A line of it."""
        return SourceLine(self.name, line)


def read_source(path: Path, name: str | None = None) -> SourceFile:
    """Read a file in UTF-8, or in UTF-16 with its byte-order mark (as Excel writes "Unicode text").

    Raises:
        SourceError: it is in another encoding, or too large.
        OSError: it cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        raise SourceError(f"{path} has more than {MOST_BYTES:,} bytes. Import it in parts.")
    raw = path.read_bytes()
    utf16 = raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SourceError(
            f"{path}:{line}: The file is neither UTF-8 nor UTF-16. Save it as UTF-8 (in Excel: CSV UTF-8)."
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise SourceError(f"{path}:{line}: The file is no text. Export it as Markdown, CSV, TSV, YAML or JSON.")
    return SourceFile(name or path.name, text.removeprefix(BOM_UTF8.decode()).replace("\r\n", "\n").replace("\r", "\n"))
