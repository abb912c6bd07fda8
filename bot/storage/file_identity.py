"""Identity of SQLite's file: whether what lies under its name is still the file that was opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DatabaseFailure, StorageError

WAITS = 0.5
"""Seconds that are waited for another who writes."""
COUNTER = slice(60, 64)
"""Where the number stands in a file that SQLite leaves to its users (`user_version` in SQLite's file format)."""


def count_opening(path: Path) -> None:
    """Count, in the file itself, that a process opens it to write; one that cannot be written now stays as it is.

    The number is brought into the file at once, so that it can be read without SQLite.
    """
    with (
        closing(sqlite3.connect(path, timeout=WAITS, isolation_level=None)) as connection,
        suppress(sqlite3.OperationalError),
    ):
        connection.execute("BEGIN IMMEDIATE")
        (before,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute(f"PRAGMA user_version = {before + 1}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _openings(path: Path) -> int:
    with path.open("rb") as file:
        return int.from_bytes(file.read(COUNTER.stop)[COUNTER], "big")


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """A file as the system knows it, whatever its name."""

    path: Path
    device: int
    number: int
    opening: int = 0
    """How many times it had been opened to be written when this process opened it: copies made before have fewer."""

    @classmethod
    def of(cls, path: Path) -> FileIdentity:
        """The identity of a file that is there."""
        found = path.stat()
        return cls(path, found.st_dev, found.st_ino, _openings(path))

    def check(self) -> None:
        """Make sure that the file is still there, under its name.

        An open file lives on without a name: all that is written to it would seem saved, and be gone at the next start.

        Raises:
            StorageError: it was deleted, or another file put in its place.
        """
        try:
            found, openings = self.path.stat(), _openings(self.path)
        except FileNotFoundError:
            what = "was deleted"
        else:
            if (found.st_dev, found.st_ino) != (self.device, self.number):
                what = "was replaced by another file"
            elif openings < self.opening:
                what = "was overwritten with an older copy"
            else:
                return
        raise StorageError(
            f"The database {self.path} {what} while it was open, so nothing is saved any more. Stop the bot, put the "
            "right file there (or restore a backup), and start again.",
            DatabaseFailure.DAMAGED,
        )
