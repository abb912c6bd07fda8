"""Migration runner: brings a database to the schema of this version, in one transaction, one process at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.errors import FootnoteError, UsageError
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.failures import put_into_words
from bot.storage.file_identity import count_opening
from bot.storage.tables import Table

EMPTY = "base"
"""What Alembic calls the state before the first step."""
PATIENCE = 60.0
"""Seconds that one process waits for another to finish migrating."""
NOTICE = 2.0
"""Seconds of such waiting after which it is told."""
log = logging.getLogger(__name__)
_LOCK = 0x466F6F746E6F7465
"""Key of the advisory lock that a migration holds on PostgreSQL; any number will do, if it is always the same."""


class FutureError(FootnoteError):
    """The database was made by a later version of the bot."""


@dataclass(frozen=True, slots=True)
class MigratedSteps:
    """From which step to which a database was brought; `EMPTY` is before the first."""

    before: str
    after: str


async def migrate(address: Address, to: str | None = None, *, notice: float = NOTICE) -> MigratedSteps:
    """Bring a database up, or down, to a step. A database that is there already is left alone.

    The steps take effect all together or not at all: a process that is killed in the middle leaves the database as it
    was. Others that migrate at the same time wait and then find it done.

    Args:
        address: where the database is.
        to: the step's name; None means the last there is. Going down drops what later steps added, with its content.
        notice: seconds after which it is logged that the database lets it wait.

    Raises:
        FutureError: the database is at a step that this version does not know.
        UsageError: there is no step of that name.
        StorageError: the database is full, locked, unreachable or damaged.
    """
    database = Database(address, patience=PATIENCE, checks_references=False)  # tables are rebuilt under others' feet
    waiting = asyncio.get_running_loop().call_later(notice, _tell_that_it_waits, address)
    try:
        with put_into_words(address):
            async with database.engine.begin() as connection:
                if address.on_postgresql:
                    await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                return await connection.run_sync(_move, address, to)
    finally:
        waiting.cancel()
        await database.close()


def _tell_that_it_waits(address: Address) -> None:
    log.warning(
        "The database %s does not answer yet; another program may hold it. Waiting for up to %d seconds.",
        address,
        PATIENCE,
    )


@asynccontextmanager
async def opened(address: Address, deadline: float | None = None) -> AsyncGenerator[Database]:
    """A database, brought up to the last step first; closed at the end.

    Args:
        address: where it is.
        deadline: seconds after which a transaction fails, whatever it waits for.

    Raises:
        FutureError: the database is at a step that this version does not know.
        StorageError: the database is full, locked, unreachable or damaged.
    """
    moved = await migrate(address)
    if moved.before != moved.after:
        log.info("The database %s was brought from step %s to %s", address, moved.before, moved.after)
    if address.file:
        await asyncio.to_thread(count_opening, address.file)
    database = Database(address, deadline=deadline, new=moved.before == EMPTY)
    try:
        yield database
    finally:
        await database.close()


async def differences(database: Database) -> list[str]:
    """Where a database that was migrated differs from `tables.py`; empty when the two agree."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_compare)


def steps() -> tuple[str, ...]:
    """The names of all steps, from the first to the last."""
    return tuple(script.revision for script in reversed([*_scripts().walk_revisions()]))


def _move(connection: Connection, address: Address, to: str | None) -> MigratedSteps:
    known = (EMPTY, *steps())
    target = known[-1] if to is None else to
    if target not in known:
        raise UsageError(f"No step of the database is called {target!r}. There are {', '.join(known)}.")
    before = MigrationContext.configure(connection).get_current_revision() or EMPTY
    if before not in known:
        raise FutureError(
            f"The database {address} is at step {before!r}, which this version of Footnote does not know: its last is "
            f"{known[-1]!r}. Start the version that made it, or restore a backup from before."
        )
    config = _config(connection)
    if known.index(target) > known.index(before):
        command.upgrade(config, target)
    elif target != before:
        command.downgrade(config, target)
    _check_references(connection)
    return MigratedSteps(before, target)


def _check_references(connection: Connection) -> None:
    """Refuse a step that left rows of SQLite pointing nowhere; PostgreSQL does so by itself."""
    if connection.dialect.name == "sqlite" and (row := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
        raise FootnoteError(f"Migrating would leave a row of {row[0]} without what it belongs to; nothing was changed.")


def _compare(connection: Connection) -> list[str]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return [str(difference) for difference in compare_metadata(context, Table.metadata)]


def _config(connection: Connection) -> Config:
    config = _located()
    config.attributes["connection"] = connection
    return config


def _located() -> Config:
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_located())
