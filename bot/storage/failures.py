"""What it means when a database fails: full, locked, out of reach or damaged, and in which words."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import StorageError, Trouble
from bot.storage.address import Address

_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_CANTOPEN: Trouble.UNREACHABLE,
    sqlite3.SQLITE_READONLY: Trouble.DAMAGED,
    sqlite3.SQLITE_PERM: Trouble.DAMAGED,
    sqlite3.SQLITE_IOERR: Trouble.DAMAGED,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
_POSTGRESQL = {
    "53100": Trouble.FULL,
    "53": Trouble.LOCKED,  # too many connections, too little memory: it passes
    "40": Trouble.LOCKED,  # deadlock, or a transaction overtaken by another
    "55P03": Trouble.LOCKED,
    "57014": Trouble.LOCKED,  # cancelled, for it took too long
    "57": Trouble.UNREACHABLE,  # shutting down or starting up
    "08": Trouble.UNREACHABLE,
    "28": Trouble.UNREACHABLE,  # user or password refused
    "3D": Trouble.UNREACHABLE,  # no database of that name
    "25006": Trouble.DAMAGED,  # a replica that only reads
    "42501": Trouble.DAMAGED,  # not permitted
    "54": Trouble.DAMAGED,
    "58": Trouble.DAMAGED,
    "XX": Trouble.DAMAGED,
}
"""By the code of an error, or by its class, the code's first two characters (PostgreSQL, appendix A)."""
_WORDS = {
    Trouble.FULL: "is full, so nothing was changed. Make room on its disk, then try again",
    Trouble.LOCKED: "is held locked or too busy, so nothing was changed. Try again; if this goes on, end the program "
    "that holds it",
    Trouble.UNREACHABLE: "cannot be reached. Check that it is running, and the address in DATABASE_URL",
    Trouble.DAMAGED: "cannot be used. Check its disk, and that this program may write to it",
}


@contextmanager
def put_into_words(address: Address) -> Generator[None]:
    """Turn what the drivers raise inside into a `StorageError`; a mistake in our own queries passes as it is."""
    try:
        yield
    except (DBAPIError, PoolTimeoutError, sqlite3.Error, OSError) as error:
        trouble = _trouble_of(error)
        if trouble is None:
            raise
        raise StorageError(f"The database {address} {_WORDS[trouble]} ({_reason(error)}).", trouble) from error


def _trouble_of(error: BaseException) -> Trouble | None:
    """What the deepest error that is known means; None when it is our own mistake."""
    for cause in _causes(error):
        if isinstance(cause, sqlite3.Error):
            return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)  # the rest of it tells more than is needed
        code = str(getattr(cause, "sqlstate", None) or "")
        if code:
            return _POSTGRESQL.get(code) or _POSTGRESQL.get(code[:2])
        if isinstance(cause, PoolTimeoutError):
            return Trouble.LOCKED
        if isinstance(cause, OSError) or (isinstance(cause, DBAPIError) and cause.connection_invalidated):
            return Trouble.UNREACHABLE
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
