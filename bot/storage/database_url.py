"""Database address: parsed from the URL that a host gives, shown without its password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import UsageError
from bot.paths import data_folder, expanded

EXPECTED = "postgresql://user:password@host:5432/name, or sqlite:///folder/file.db"
_SQLITE = frozenset({"sqlite", "sqlite+aiosqlite"})
_POSTGRESQL = frozenset({"postgres", "postgresql", "postgresql+asyncpg"})
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
"""How a connection to PostgreSQL may be encrypted (libpq, sslmode)."""
_FILES = ("passfile", "sslcert", "sslcrl", "sslkey", "sslrootcert")
"""Options that name files."""
_HOST = re.compile(r"[\w.:%-]+")
"""What a name or number of a host is made of; anything else comes from a password that was not escaped."""
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
        UsageError: it is no address of PostgreSQL or SQLite, or there is no such folder. What was given is not
            repeated: it may hold a password.
    """
    if given is None:
        return Address(URL.create("sqlite", database=str(data_folder() / "footnote.db")))
    text = given.get_secret_value() if isinstance(given, SecretStr) else given
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise UsageError(f"DATABASE_URL is not an address of a database. Expected {EXPECTED}.") from None
    if url.drivername in _SQLITE:
        return Address(_file_url(url))
    if url.drivername in _POSTGRESQL:
        return Address(_server_url(url, text.count("@")))
    raise UsageError(f"DATABASE_URL begins with “{url.drivername}”, which is not supported. Expected {EXPECTED}.")


def _file_url(url: URL) -> URL:
    """The address of SQLite's file, if it is one."""
    if url.host:
        raise UsageError("DATABASE_URL has two slashes after “sqlite:”. Write sqlite:///folder/file.db, with three.")
    if not url.database or ":memory:" in url.database:
        raise UsageError(f"DATABASE_URL names no file, and what is in memory only is lost. Expected {EXPECTED}.")
    if url.query or url.database.startswith("file:"):
        raise UsageError("DATABASE_URL has options for SQLite, which are not supported. Leave out what follows “?”.")
    try:
        file = expanded(url.database)
    except ValueError as error:
        raise UsageError(f"DATABASE_URL: after sqlite:/// something is wrong, expected {error}.") from None
    if url.database.endswith(("/", "\\")) or file.is_dir():
        raise UsageError(f"DATABASE_URL names a folder, {file}. Name a file in it: sqlite:///{file / 'footnote.db'}.")
    return URL.create("sqlite", database=str(file))


def _server_url(url: URL, ats: int) -> URL:
    """The address of a database on a PostgreSQL server, if it is one; `ats` says how often @ stands in it."""
    if ats > 1 or "@" in (url.database or "") or not (url.host is None or _HOST.fullmatch(url.host)):
        raise UsageError(
            "DATABASE_URL has a user or password with characters that mean something else in an address. Write @ as "
            "%40, / as %2F, : as %3A, # as %23, ? as %3F and % as %25."
        )
    mode = url.query.get("sslmode", "prefer")
    if mode not in _SSL_MODES:
        shown = mode if isinstance(mode, str) else " and ".join(mode)
        raise UsageError(f"DATABASE_URL: found sslmode={shown}, expected one of {', '.join(_SSL_MODES)}.")
    return url.set(drivername="postgresql").update_query_dict(dict(_files_in(url)))


def _files_in(url: URL) -> Iterator[tuple[str, str]]:
    """The options that name files, with the path in full."""
    for option in _FILES:
        given = url.query.get(option)
        if isinstance(given, str) and given:
            try:
                file = expanded(given)
            except ValueError as error:
                raise UsageError(f"DATABASE_URL: {option} is wrong, expected {error}.") from None
            if not file.is_file():
                raise UsageError(f"DATABASE_URL: {option} names {file}, which is no file. Correct the path.")
            yield option, str(file)
