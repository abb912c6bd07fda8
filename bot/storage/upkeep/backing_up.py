"""Backup of a whole database, as it was at one moment, into a file that either kind of database is restored from."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import MetaData, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import FootnoteError, UsageError
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.migrating import steps
from bot.storage.upkeep.backup_file import BackupHeader, BackupWriter
from bot.storage.upkeep.snapshots import in_file, step_of, tables_of


@asynccontextmanager
async def as_it_is(address: Address) -> AsyncGenerator[Database]:
    """A database at the step at which it is; closed at the end.

    Raises:
        UsageError: there is no such file.
        StorageError: it cannot be opened.
    """
    if address.file is not None and not address.file.exists():
        raise UsageError(f"There is no database {address}, so there is nothing to back up. Correct DATABASE_URL.")
    database = Database(address)
    try:
        yield database
    finally:
        await database.close()


async def back_up(database: Database, file: Path, now: datetime) -> BackupHeader:
    """Write everything in a database into a new file, whole or not at all; whoever uses the database may go on.

    Args:
        database: of any step that this version knows; it is not changed.
        file: where to; readable for its owner only.
        now: when this is.

    Raises:
        UsageError: the file is there already, or its folder is not.
        FootnoteError: there is nothing to keep, or the database is of a later version.
        StorageError: the database cannot be read.
        OSError: the file cannot be written.
    """
    with new_file(file) as raw:
        async with database.reading() as session:
            header, tables = await _header(session, database, now)
            with BackupWriter(raw, header) as writer:
                async for name, row in _rows(session, tables):
                    writer.add(name, row)
    return header


@contextmanager
def new_file(file: Path) -> Generator[IO[bytes]]:
    """A file that is there, whole and on the disk, once the block has ended well; else there is none.

    Raises:
        UsageError: there is one already, or its folder is not there.
    """
    if file.exists():
        raise _there_already(file)
    if not file.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {file.parent}. Make it, or name another.")
    handle, part = tempfile.mkstemp(dir=file.absolute().parent, prefix=f"{file.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as raw:
            yield raw
            raw.flush()
            os.fsync(raw.fileno())
        _put(Path(part), file)
    finally:
        Path(part).unlink(missing_ok=True)


async def _header(session: AsyncSession, database: Database, now: datetime) -> tuple[BackupHeader, MetaData]:
    connection = await session.connection()
    step = await connection.run_sync(step_of)
    if step is None:
        raise FootnoteError(f"The database {database.address} holds nothing yet, so there is nothing to back up.")
    if step not in steps():
        raise FootnoteError(
            f"The database {database.address} is at step {step!r}, which this version of Footnote does not know. Back "
            "it up with the version that made it."
        )
    tables = await connection.run_sync(tables_of)
    counts = {
        table.name: await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables.sorted_tables
    }
    return BackupHeader(step=step, made=now, rows=counts), tables


async def _rows(session: AsyncSession, tables: MetaData) -> AsyncIterator[tuple[str, dict[str, object]]]:
    """Every row of every table, what is referred to before what refers to it."""
    for table in tables.sorted_tables:
        async for row in await session.stream(select(table).order_by(*table.primary_key.columns)):
            values = zip(table.columns, tuple(row), strict=True)
            yield table.name, {column.name: in_file(value) for column, value in values}


def _put(part: Path, file: Path) -> None:
    """Give a finished file its name, unless somebody else took it meanwhile."""
    try:
        os.link(part, file)
    except FileExistsError:
        raise _there_already(file) from None
    except OSError:  # a file system without links
        part.replace(file)


def _there_already(file: Path) -> UsageError:
    return UsageError(f"{file} is there already, and a backup overwrites nothing. Name a new file.")
