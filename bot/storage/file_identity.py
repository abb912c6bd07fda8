"""Identity of SQLite's file: whether what lies under its name is still the file that was opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.errors import DatabaseFailure, StorageError


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """A file as the system knows it, whatever its name."""

    path: Path
    device: int
    number: int

    @classmethod
    def of(cls, path: Path) -> FileIdentity:
        """The identity of a file that is there."""
        found = path.stat()
        return cls(path, found.st_dev, found.st_ino)

    def check(self) -> None:
        """Make sure that the file is still there, under its name.

        An open file lives on without a name: all that is written to it would seem saved, and be gone at the next start.

        Raises:
            StorageError: it was deleted, or another file put in its place.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            what = "was deleted"
        else:
            if (found.st_dev, found.st_ino) == (self.device, self.number):
                return
            what = "was replaced by another file"
        raise StorageError(
            f"The database {self.path} {what} while it was open, so nothing is saved any more. Stop the bot, put the "
            "right file there (or restore a backup), and start again.",
            DatabaseFailure.DAMAGED,
        )
