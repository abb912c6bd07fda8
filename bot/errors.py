"""Errors that a person is meant to read: what is wrong, where, and how to mend it."""

from __future__ import annotations

from enum import StrEnum


class FootnoteError(Exception):
    """Base of every error whose text may be shown to an operator or a curator as it stands.

    Attributes:
        exit_code: what the command line returns for it (1 content or data at fault, 2 wrong usage).
    """

    exit_code = 1


class UsageError(FootnoteError):
    """The command or its settings were given wrongly."""

    exit_code = 2


class DatabaseFailure(StrEnum):
    """How a database fails."""

    FULL = "full"
    """Its disk is full; nothing was changed."""
    LOCKED = "locked"
    """Others hold it; nothing was changed, and it passes."""
    BUSY = "busy"
    """This process asks too much of it at once; nothing was changed, and it passes."""
    UNREACHABLE = "unreachable"
    """No connection, or it broke; when that was while saving, nobody knows whether the change was saved."""
    DAMAGED = "damaged"
    """It, its disk or the permissions need mending."""


class StorageError(FootnoteError):
    """Something could not be read from the database, or not be saved."""

    def __init__(self, text: str, trouble: DatabaseFailure) -> None:
        super().__init__(text)
        self.trouble = trouble


def import_error_in_words(error: ImportError) -> str:
    """What it means that a library cannot be imported, with the remedy."""
    return (
        f"A package that Footnote needs cannot be loaded: {error}. `make setup` installs all of them into .venv; start "
        "with .venv/bin/python -m bot."
    )
