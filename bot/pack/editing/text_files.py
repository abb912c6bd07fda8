"""Text files that are edited: read and written with the line ends and the byte-order mark that they had."""

from __future__ import annotations

import os
import tempfile
from codecs import BOM_UTF8
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text as it is edited, with line feeds only, and how it is to be written.

    Attributes:
        raw: the bytes as they were read; empty for a new file.
    """

    path: Path
    text: str
    raw: bytes = b""

    @classmethod
    def read(cls, path: Path) -> TextFile:
        """Read a file in UTF-8; a file that is not there is empty."""
        raw = path.read_bytes() if path.exists() else b""
        return cls(path, raw.decode("utf-8-sig").replace("\r\n", "\n"), raw)

    def write(self, text: str) -> None:
        """Put another text in its place, whole or not at all."""
        if b"\r\n" in self.raw:
            text = text.replace("\n", "\r\n")
        mark = BOM_UTF8 if self.raw.startswith(BOM_UTF8) else b""
        replace_file(self.path, mark + text.encode())


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with the permissions that it had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's mask of permissions, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
