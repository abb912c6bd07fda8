"""Parsers of paths on the command line, for typer: `~` is expanded, and what is wrong is told in one sentence."""

from __future__ import annotations

import io
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.errors import UsageError
from bot.paths import expanded

STANDARD = "-"
"""What stands for stdin or stdout in place of a file."""


def path(given: str | Path) -> Path:
    """A path that need not exist.

    Raises:
        UsageError: no file can be called so.
    """
    try:
        return expanded(given)
    except ValueError as error:
        raise UsageError(f"{_shown(given)} cannot be used, expected {error}.") from None


def existing_folder(given: str | Path) -> Path:
    """A folder that is there.

    Raises:
        UsageError: it is not there, or is no folder.
    """
    found = path(given)
    if not _is(found, folder=True):
        raise UsageError(f"There is no folder {_shown(found)}. Check the path, or make the folder.")
    return found


def new_folder(given: str | Path) -> Path:
    """A folder that is there or can be made.

    Raises:
        UsageError: something else is in its place.
    """
    found = path(given)
    if _is(found, folder=False):
        raise UsageError(f"{_shown(found)} is a file. Name a folder.")
    return found


def existing_file(given: str | Path) -> Path:
    """A file that is there.

    Raises:
        UsageError: it is not there, or is a folder.
    """
    found = path(given)
    if not _is(found, folder=False):
        raise UsageError(f"There is no file {_shown(found)}. Check the path.")
    return found


def file_or_stdin(given: str | Path) -> Path:
    """A file that is there, or "-" for stdin.

    Raises:
        UsageError: it is not there, or is a folder.
    """
    return Path(STANDARD) if str(given) == STANDARD else existing_file(given)


@contextmanager
def opened_for_reading(source: Path) -> Generator[BinaryIO]:
    """A file, or stdin for "-", opened for reading bytes.

    Raises:
        UsageError: it cannot be opened.
    """
    if str(source) == STANDARD:
        yield getattr(sys.stdin, "buffer", io.BytesIO())  # without a stdin there is nothing to read
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise UsageError(f"{_shown(source)} cannot be read: {error.strerror}. Let this program read it.") from None
    with stream:
        yield stream


def _is(found: Path, *, folder: bool) -> bool:
    """Whether there is such a folder, or anything but a folder, such as a file or a pipe."""
    try:
        return found.is_dir() if folder else found.exists() and not found.is_dir()
    except OSError:  # the name is too long, or its folder may not be looked into
        return False


def _shown(given: str | Path) -> str:
    """A path in a sentence, not too long and in letters that can be printed."""
    text = str(given).encode("utf-8", "replace").decode()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 200
