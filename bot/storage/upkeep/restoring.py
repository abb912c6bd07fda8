"""Restoring of a backup into an empty database of either kind, all of it or nothing."""

from __future__ import annotations

from itertools import groupby, islice
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError

from bot.errors import FootnoteError
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.migrating import FutureError, migrate, steps
from bot.storage.upkeep.backup_file import BackupError, BackupHeader, read_header, read_rows
from bot.storage.upkeep.snapshots import in_database, tables_of

AT_ONCE = 500
"""Rows that are inserted with one statement."""


class NotEmptyError(FootnoteError):
    """A database holds something, which a restored backup would overwrite."""


async def restore(address: Address, file: Path) -> BackupHeader:
    """Bring a backup into an empty database, and that to the step of this version.

    The file is checked as a whole before anything is done; then all rows are inserted in one transaction, in which they
    are counted. A backup of an earlier step goes through the migrations since.

    Raises:
        BackupError: the file is no backup, or damaged.
        FutureError: the backup was made by a later version.
        NotEmptyError: the database holds something.
        StorageError: the database fails; then it is as empty as before.
        OSError: the file cannot be read.
    """
    header = read_header(file)
    if header.step not in steps():
        raise FutureError(
            f"{file} was made at step {header.step!r}, which this version of Footnote does not know: its last is "
            f"{steps()[-1]!r}. Restore it with the version that made it, or a later one."
        )
    await _must_be_empty(address)
    await migrate(address, header.step)
    database = Database(address)
    try:
        async with database.writing() as session:
            connection = await session.connection()
            await connection.run_sync(_insert, file, header)
    finally:
        await database.close()
    await migrate(address)
    return header


async def _must_be_empty(address: Address) -> None:
    """Refuse a database with any row in it; no file is made by looking."""
    if address.file is not None and not address.file.exists():
        return
    database = Database(address)
    try:
        async with database.reading() as session:
            connection = await session.connection()
            filled = await connection.run_sync(_filled)
    finally:
        await database.close()
    if filled:
        raise NotEmptyError(
            f"The database {address} holds something ({', '.join(filled)}), and restoring overwrites nothing. Name an "
            "empty one in DATABASE_URL, or put this one away first."
        )


def _filled(connection: Connection) -> list[str]:
    tables = tables_of(connection).sorted_tables
    return [table.name for table in tables if connection.scalar(select(func.count()).select_from(table))]


def _insert(connection: Connection, file: Path, header: BackupHeader) -> None:
    """Insert all rows; on any doubt nothing is kept."""
    tables, on_sqlite = tables_of(connection).tables, connection.dialect.name == "sqlite"
    unknown = header.rows.keys() - tables.keys()
    if unknown:
        raise BackupError(f"{file} has tables that step {header.step} does not have: {', '.join(sorted(unknown))}.")
    for name, rows in groupby(read_rows(file), key=lambda row: row[0]):
        while chunk := [row for _, row in islice(rows, AT_ONCE)]:
            _insert_some(connection, tables[name], chunk, file, on_sqlite=on_sqlite)
    for name, count in header.rows.items():
        found = connection.scalar(select(func.count()).select_from(tables[name]))
        if found != count:
            raise BackupError(f"{file} should bring {count} rows into {name}, and brought {found}; nothing was kept.")
        if not on_sqlite:
            _count_on(connection, tables[name])


def _insert_some(
    connection: Connection, table: Table, rows: list[dict[str, object]], file: Path, *, on_sqlite: bool
) -> None:
    columns = {column.name: column for column in table.columns}
    try:
        values = [
            {name: in_database(columns[name], value, on_sqlite=on_sqlite) for name, value in row.items()}
            for row in rows
        ]
        connection.execute(insert(table), values)
    except (KeyError, ValueError, TypeError, DataError, IntegrityError) as error:
        raise BackupError(
            f"{file} does not fit the table {table.name} ({type(error).__name__}); nothing was kept."
        ) from None


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL's counter of a table go on after the highest number; SQLite does so by itself."""
    for column in table.primary_key.columns:
        sequence = connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
        )
        highest = connection.scalar(select(func.max(column))) if sequence else None
        if highest is not None:
            connection.execute(
                text("SELECT setval(CAST(:sequence AS regclass), :highest)"), {"sequence": sequence, "highest": highest}
            )
