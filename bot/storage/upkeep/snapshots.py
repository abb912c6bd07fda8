"""Rows of any step of the database as plain values, and back: what is stored alike in both kinds of database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, Date, DateTime, MetaData, Time

VERSION_TABLE = "alembic_version"
"""Where the step stands; it is set by migrating, not by restoring."""


def step_of(connection: Connection) -> str | None:
    """The migration step that a database is at; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def tables_of(connection: Connection) -> MetaData:
    """The tables as they are in a database, which may be at an earlier step than the code."""
    found = MetaData()
    found.reflect(connection)
    if VERSION_TABLE in found.tables:
        found.remove(found.tables[VERSION_TABLE])
    return found


def in_file(value: object) -> object:
    """A value as it stands in a backup: moments in UTC, dates and times as ISO 8601 has them."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return value


def in_database(column: Column[object], value: object, *, on_sqlite: bool) -> object:
    """A value of a backup as a column takes it.

    Raises:
        ValueError, TypeError: it is no value for that column.
    """
    kind = column.type
    if value is None or not isinstance(kind, (DateTime, Date, Time)):
        return value
    if not isinstance(value, str):
        raise TypeError(f"{column.name} is no date or time")
    if isinstance(kind, DateTime):
        moment = datetime.fromisoformat(value).astimezone(UTC)
        return moment.replace(tzinfo=None) if on_sqlite else moment
    return date.fromisoformat(value) if isinstance(kind, Date) else time.fromisoformat(value)
