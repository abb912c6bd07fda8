"""Translation of database errors: full, locked, out of reach or damaged, and in which words."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import DatabaseFailure, StorageError, UsageError
from bot.storage.database_url import Address

_SQLITE = {
    sqlite3.SQLITE_FULL: DatabaseFailure.FULL,
    sqlite3.SQLITE_BUSY: DatabaseFailure.LOCKED,
    sqlite3.SQLITE_LOCKED: DatabaseFailure.LOCKED,
    sqlite3.SQLITE_CANTOPEN: DatabaseFailure.UNREACHABLE,
    sqlite3.SQLITE_READONLY: DatabaseFailure.DAMAGED,
    sqlite3.SQLITE_PERM: DatabaseFailure.DAMAGED,
    sqlite3.SQLITE_IOERR: DatabaseFailure.DAMAGED,
    sqlite3.SQLITE_CORRUPT: DatabaseFailure.DAMAGED,
    sqlite3.SQLITE_NOTADB: DatabaseFailure.DAMAGED,
}
_POSTGRESQL = {
    "53100": DatabaseFailure.FULL,
    "53": DatabaseFailure.LOCKED,  # too many connections, too little memory: it passes
    "40": DatabaseFailure.LOCKED,  # deadlock, or a transaction overtaken by another
    "55P03": DatabaseFailure.LOCKED,
    "57014": DatabaseFailure.LOCKED,  # cancelled, for it took too long
    "57": DatabaseFailure.UNREACHABLE,  # shutting down or starting up
    "08": DatabaseFailure.UNREACHABLE,
    "28": DatabaseFailure.UNREACHABLE,  # user or password refused
    "3D": DatabaseFailure.UNREACHABLE,  # no database of that name
    "25006": DatabaseFailure.DAMAGED,  # a replica that only reads
    "42501": DatabaseFailure.DAMAGED,  # not permitted
    "54": DatabaseFailure.DAMAGED,
    "58": DatabaseFailure.DAMAGED,
    "XX": DatabaseFailure.DAMAGED,
}
"""By the code of an error, or by its class, the code's first two characters (PostgreSQL, appendix A)."""
_WORDS = {
    DatabaseFailure.FULL: "is full, so nothing was changed. Make room on its disk, then try again",
    DatabaseFailure.LOCKED: "is held locked or too busy, so nothing was changed. Try again; if this goes on, end the "
    "program that holds it",
    DatabaseFailure.BUSY: "is asked too much at once, so nothing was changed. Try again",
    DatabaseFailure.UNREACHABLE: "cannot be reached. Check that it is running, and the address in DATABASE_URL",
    DatabaseFailure.DAMAGED: "cannot be used. Check its disk, and that this program may write to it",
}
_FILE_WORDS = _WORDS | {
    DatabaseFailure.UNREACHABLE: "cannot be opened. Let this program write to that file and its folder, or set "
    "DATABASE_URL to sqlite:///folder/file.db, a file that it may write",
    DatabaseFailure.DAMAGED: "cannot be used. Check its disk, that it is a database, and that this program may write "
    "to it",
}
"""Of SQLite, which is a file and not a server."""


@contextmanager
def put_into_words(address: Address) -> Generator[None]:
    """Turn what the drivers raise inside into a `StorageError`; a mistake in our own queries passes as it is."""
    try:
        yield
    except (DBAPIError, PoolTimeoutError, sqlite3.Error, OSError) as error:
        trouble = _trouble_of(error)
        if trouble is None:
            raise
        words = (_WORDS if address.on_postgresql else _FILE_WORDS)[trouble]
        raise StorageError(f"The database {address} {words} ({_reason(error)}).", trouble) from error


@contextmanager
def put_address_errors_into_words() -> Generator[None]:
    """Turn what the PostgreSQL driver says of an address, before it connects anywhere, into a `UsageError`."""
    try:
        yield
    except Exception as error:
        first = next(_causes(error))
        # What is not found or does not answer is an OSError; then the address may be right.
        if isinstance(first, OSError) or not isinstance(first, (ValueError, OverflowError, LookupError, RuntimeError)):
            raise
        ours_to_repeat = type(first).__module__.startswith("asyncpg.")  # others may hold a part of the password
        told = _reason(error) if ours_to_repeat else type(first).__name__
        raise UsageError(
            f"DATABASE_URL cannot be used ({told}). Check its user, host, port (at most 65535) and options, and the "
            "environment for variables that begin with PG."
        ) from None


def _trouble_of(error: BaseException) -> DatabaseFailure | None:
    """What the deepest error that is known means; None when it is our own mistake."""
    for cause in _causes(error):
        if isinstance(cause, sqlite3.Error):
            return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)  # the rest of it tells more than is needed
        code = str(getattr(cause, "sqlstate", None) or "")
        if code:
            return _POSTGRESQL.get(code) or _POSTGRESQL.get(code[:2])
        if isinstance(cause, PoolTimeoutError):
            return DatabaseFailure.BUSY
        if isinstance(cause, OSError) or (isinstance(cause, DBAPIError) and cause.connection_invalidated):
            return DatabaseFailure.UNREACHABLE
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, the first of all first."""
    inner = error.orig if isinstance(error, DBAPIError) else None
    cause = inner or error.__cause__
    if cause is not None:
        yield from _causes(cause)
    yield error


def _reason(error: BaseException) -> str:
    """The driver's own words, without the statement and its values."""
    first = next(_causes(error))
    return " ".join(str(first).split()).rstrip(".") or type(first).__name__
