"""Database connections: transactions that only read, transactions that write, and the lock and pool settings."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Dialect, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from bot.storage.database_url import Address
from bot.storage.failures import put_address_errors_into_words, put_into_words
from bot.storage.file_identity import FileIdentity
from bot.storage.tables import Table

if TYPE_CHECKING:
    import aiosqlite
    from sqlalchemy.engine.interfaces import AdaptedConnection
    from sqlalchemy.pool import ConnectionPoolEntry

PATIENCE = 2.0
"""Seconds that a transaction waits for a lock or a connection: less than Discord waits for a reply."""
MANNERS = 0.2
"""Seconds for a connection to be ended in good manners once its transaction has taken too long."""
AGAIN = 0.02
"""Seconds between two tries where SQLite itself does not wait."""
_COMMON = {"pool_size": 5, "max_overflow": 5, "hide_parameters": True}
"""Few connections suffice; values, which may be members' words, are kept out of errors."""
_KEPT = {**_COMMON, "max_overflow": 0}
"""On SQLite all that are opened are kept: each is a thread, and opening and closing them in a rush takes memory."""
_PRAGMAS = (
    "journal_mode = WAL",  # readers and a writer do not wait for each other
    "synchronous = FULL",  # what was reported as saved outlives a power cut
    "secure_delete = ON",  # what was erased is overwritten
)
_READING = "footnote_reading"


class Database:
    """A pool of connections to one database. Close it at the end.

    Args:
        patience: seconds that a transaction waits for a lock or a connection before it fails.
        deadline: seconds after which a transaction fails, whatever it waits for; None for those that may take long.
        checks_references: whether SQLite checks references between tables; migrations rebuild tables and switch it off.
        new: whether its tables were made just now, so that it is empty.

    Attributes:
        deadline: as above; it may be changed.

    Raises:
        StorageError: SQLite's file cannot be made or opened.
    """

    def __init__(
        self,
        address: Address,
        *,
        patience: float = PATIENCE,
        deadline: float | None = None,
        checks_references: bool = True,
        new: bool = False,
    ) -> None:
        self.address = address
        self.new = new
        self.deadline = deadline
        if address.on_postgresql:
            self.engine = _postgresql(address, patience)
        else:
            self.engine = _sqlite(address, patience, checks_references=checks_references)
        self._file = FileIdentity.of(address.file) if address.file else None
        level = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if address.on_postgresql else {}
        self._for_reading = self.engine.execution_options(**{_READING: True}, **level)
        self._turn: AbstractAsyncContextManager[None] = nullcontext() if address.on_postgresql else asyncio.Lock()
        self._closed = False
        event.listen(self.engine.sync_engine, "checkin", self._take_back)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncSession]:
        """A transaction that only reads and sees one moment throughout.

        Raises:
            StorageError: the database is locked, unreachable or damaged.
        """
        with put_into_words(self.address):
            self._check_file()
            async with _ended_after(self.deadline), AsyncSession(self._for_reading) as session, session.begin():
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncSession]:
        """A transaction that takes effect as a whole when the block ends, or not at all when an error leaves it.

        On SQLite it locks out other writers from its beginning, so what it reads stays true until it ends. On
        PostgreSQL lock what you read with `with_for_update()`.

        Raises:
            StorageError: the database is full, locked, unreachable or damaged.
        """
        with put_into_words(self.address):
            self._check_file()
            # Writers of this process wait for each other here, in turn, and not in SQLite, which makes them guess.
            async with (
                _ended_after(self.deadline),
                self._turn,
                AsyncSession(self.engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session

    def _check_file(self) -> None:
        """Make sure that SQLite's file is the one that was opened; see `FileIdentity.check`."""
        if self._file is not None:
            self._file.check()

    async def close(self) -> None:
        """Close every connection; those of transactions that are under way are closed as they end."""
        self._closed = True
        await self.engine.dispose()

    def _take_back(self, _connection: object, entry: ConnectionPoolEntry) -> None:
        """Let a connection that comes back late end here, for nobody will ask the pool for it or close it any more."""
        if self._closed:
            entry.invalidate()


@asynccontextmanager
async def _ended_after(seconds: float | None) -> AsyncGenerator[None]:
    """End what is done inside after so many seconds, by a `TimeoutError`.

    It is cancelled twice: the first time SQLAlchemy would end the connection in good manners, which takes two seconds
    more where the server has fallen silent.
    """
    firmly = None if seconds is None else seconds + MANNERS
    async with asyncio.timeout(firmly), asyncio.timeout(seconds):
        yield


def insert_into(session: AsyncSession, table: type[Table]) -> sqlite.Insert | postgresql.Insert:
    """An insertion that may say `on_conflict_do_nothing` or `on_conflict_do_update`, on either database."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if on_sqlite else postgresql.insert(table)


async def one_by_one(session: AsyncSession, what: str) -> None:
    """Wait until no other transaction is at the same thing; until this one ends, others wait for it.

    For bounds on rows that cannot be locked, for they are not there yet. SQLite's writers come one by one anyway.
    """
    if session.get_bind().dialect.name != "sqlite":
        key = int.from_bytes(blake2b(what.encode(), digest_size=8).digest(), "big", signed=True)
        await session.execute(select(func.pg_advisory_xact_lock(key)))


def _sqlite(address: Address, patience: float, *, checks_references: bool) -> AsyncEngine:
    """SQLite, with transactions that begin as ours do, and a file that is set up as `_PRAGMAS` say."""
    if address.file is not None:
        with put_into_words(address):
            address.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not address.file.exists():
                address.file.touch(mode=0o600)  # SQLite would let all read it; its other files take the mode over
            # Tried here, for the driver leaves a thread behind when it cannot open a file.
            sqlite3.connect(address.file, timeout=patience).close()
    url = address.url.set(drivername="sqlite+aiosqlite")
    engine = create_async_engine(
        url, connect_args={"timeout": patience, "isolation_level": None}, pool_timeout=patience, **_KEPT
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: AdaptedConnection, _entry: ConnectionPoolEntry) -> None:
        pragmas = (*_PRAGMAS, f"foreign_keys = {checks_references}")
        connection.run_async(partial(_set_up, pragmas=pragmas, patience=patience))

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get(_READING, False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


async def _set_up(connection: aiosqlite.Connection, pragmas: tuple[str, ...], patience: float) -> None:
    """Make settings on a new connection.

    SQLite waits for a lock in everything but this: when several are the first to open a file, only one of them can turn
    it to WAL at a time, and the others are told at once that it is locked.
    """
    ends = time.monotonic() + patience
    for pragma in pragmas:
        while True:
            try:
                await connection.execute_fetchall(f"PRAGMA {pragma}")
                break
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > ends:
                    raise
            await asyncio.sleep(AGAIN)


def _postgresql(address: Address, patience: float) -> AsyncEngine:
    """PostgreSQL, through a few connections that are tried before they are used again."""
    limits = {"lock_timeout": f"{patience * 1000:.0f}ms", "idle_in_transaction_session_timeout": "60s"}
    engine = create_async_engine(
        "postgresql+asyncpg://",  # the driver reads the address itself: it knows sslmode and its kin
        connect_args={"dsn": address.dsn, "timeout": 5, "command_timeout": 60, "server_settings": limits},
        pool_timeout=patience,
        pool_pre_ping=True,
        pool_recycle=1800,
        **_COMMON,
    )

    @event.listens_for(engine.sync_engine, "do_connect")
    def _connect(dialect: Dialect, _record: object, given: list[Any], named: dict[str, Any]) -> object:
        with put_address_errors_into_words():
            return dialect.connect(*given, **named)

    return engine
