"""Inspection of a database that changes nothing in it: no file is made, no step taken."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.failures import put_into_words
from bot.storage.migrating import steps

_WAIT = 2.0
"""Seconds that SQLite waits for a lock."""


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What is known of a database from looking.

    Attributes:
        exists: whether there is one; SQLite's file is made by `run` and `migrate`.
        step: the migration step that it is at; None before the first.
        last: the step that this version needs.
        known: whether this version knows the step.
        damage: what the database itself finds wrong with it; empty when nothing.
        read_by_others: whether other users of the machine may read SQLite's file.
        only_read: whether nothing can be written to it (PostgreSQL: a replica).
    """

    exists: bool
    step: str | None
    last: str
    known: bool
    damage: str = ""
    read_by_others: bool = False
    only_read: bool = False

    @property
    def current(self) -> bool:
        """Whether it is at the step that this version needs."""
        return self.exists and self.step == self.last


async def inspect_database(address: Address) -> DatabaseState:
    """Look at a database.

    Raises:
        StorageError: it cannot be reached or opened; says why and what to do.
    """
    if address.file is None:
        return await _inspect_postgresql(address)
    with put_into_words(address):
        return _inspect_sqlite(address.file)


def _inspect_sqlite(file: Path) -> DatabaseState:
    if not file.exists():
        return _state(None, exists=False)
    with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True, timeout=_WAIT)) as connection:
        [first] = connection.execute("PRAGMA quick_check(1)").fetchone()
        tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
    others = bool(stat.S_IMODE(file.stat().st_mode) & (stat.S_IRGRP | stat.S_IROTH)) and hasattr(stat, "S_IRGRP")
    return _state(row[0] if row else None, damage="" if first == "ok" else str(first), read_by_others=others)


async def _inspect_postgresql(address: Address) -> DatabaseState:
    database = Database(address)
    try:
        with put_into_words(address):
            async with database.engine.connect() as connection:
                step = await connection.run_sync(_step)
                only_read = bool(await connection.scalar(text("SELECT pg_is_in_recovery()")))
    finally:
        await database.close()
    return _state(step, only_read=only_read)


def _step(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _state(
    step: str | None, *, exists: bool = True, damage: str = "", read_by_others: bool = False, only_read: bool = False
) -> DatabaseState:
    known = steps()
    return DatabaseState(
        exists=exists,
        step=step,
        last=known[-1],
        known=step is None or step in known,
        damage=damage,
        read_by_others=read_by_others,
        only_read=only_read,
    )
