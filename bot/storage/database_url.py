"""Where the database is: read from the address that a host gives, shown without its password."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs
from pydantic import SecretStr
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import UsageError

EXPECTED = "postgresql://user:password@host:5432/name, or sqlite:///folder/file.db"
_SQLITE = frozenset({"sqlite", "sqlite+aiosqlite"})
_POSTGRESQL = frozenset({"postgres", "postgresql", "postgresql+asyncpg"})
_ONLY_LIBPQ = ("channel_binding", "connect_timeout", "gssencmode", "keepalives", "pgbouncer")
"""Options in addresses that hosts give, which mean nothing to the driver used here."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is.

    Attributes:
        url: with the password, if there is one; not for display.
    """

    url: URL

    @property
    def on_postgresql(self) -> bool:
        """Whether a PostgreSQL server holds it; otherwise it is a file of SQLite."""
        return self.url.drivername == "postgresql"

    @property
    def file(self) -> Path | None:
        """SQLite's file; None for PostgreSQL."""
        return None if self.on_postgresql else Path(self.url.database or "")

    @property
    def dsn(self) -> str:
        """The address in full, password included, as the PostgreSQL driver takes it."""
        return self.url.difference_update_query(_ONLY_LIBPQ).render_as_string(hide_password=False)

    def __str__(self) -> str:
        """Where it is, in words, without user and password."""
        if not self.on_postgresql:
            return str(self.file)
        host = f"{self.url.host}:{self.url.port or 5432}" if self.url.host else "this machine"
        return f"“{self.url.database or ''}” on {host}"


def address_of(given: SecretStr | str | None) -> Address:
    """Read the address of a database.

    Args:
        given: as hosts write it; None means a file in the user's data folder.

    Raises:
        UsageError: it is no address of PostgreSQL or SQLite. What was given is not repeated: it may hold a password.
    """
    if given is None:
        return Address(URL.create("sqlite", database=str(_default_file())))
    try:
        url = make_url(given.get_secret_value() if isinstance(given, SecretStr) else given)
    except (ArgumentError, ValueError):
        raise UsageError(f"DATABASE_URL is not an address of a database. Expected {EXPECTED}.") from None
    if url.drivername in _SQLITE and url.database in (None, "", ":memory:"):
        raise UsageError(f"DATABASE_URL names no file, and what is in memory only is lost. Expected {EXPECTED}.")
    if url.drivername in _SQLITE:
        return Address(url.set(drivername="sqlite"))
    if url.drivername in _POSTGRESQL:
        return Address(url.set(drivername="postgresql"))
    raise UsageError(f"DATABASE_URL begins with “{url.drivername}”, which is not supported. Expected {EXPECTED}.")


def _default_file() -> Path:
    return Path(platformdirs.user_data_dir("footnote", appauthor=False)) / "footnote.db"
