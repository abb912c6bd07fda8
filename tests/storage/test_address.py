"""Addresses of databases as hosts give them, and how they are shown."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.errors import UsageError
from bot.storage.database import Database
from bot.storage.database_url import Address, address_of
from bot.storage.migrating import opened


@pytest.mark.parametrize(
    ("given", "dsn"),
    [
        ("postgres://ann:geheim@db.example/footnote", "postgresql://ann:geheim@db.example/footnote"),
        ("postgresql+asyncpg://ann@db.example:6543/x", "postgresql://ann@db.example:6543/x"),
        (
            "postgres://ann:p%40ss%2F@db.example/x?sslmode=require&channel_binding=require",
            "postgresql://ann:p%40ss%2F@db.example/x?sslmode=require",
        ),
    ],
)
def test_every_form_that_hosts_give_is_understood(given: str, dsn: str) -> None:
    address = address_of(SecretStr(given))
    assert address.on_postgresql
    assert address.file is None
    assert address.dsn == dsn


def test_an_address_is_shown_without_user_and_password() -> None:
    assert str(address_of("postgres://ann:geheim@db.example/x?password=geheim")) == "“x” on db.example:5432"
    assert str(address_of("postgres://ann@/x?host=/run/postgres")) == "“x” on this machine"
    assert str(address_of("sqlite:////srv/footnote.db")) == "/srv/footnote.db"


def test_without_an_address_it_is_a_file_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def folder(_name: str, *, appauthor: bool) -> str:
        return str(tmp_path)

    monkeypatch.setattr(platformdirs, "user_data_dir", folder)
    assert address_of(None).file == tmp_path / "footnote.db"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "geheim",
            "is not an address of a database. Expected postgresql://user:password@host:5432/name, or sqlite:///",
        ),
        ("postgres://ann:geheim@db.example:geheim/x", "is not an address"),
        ("mysql://ann:geheim@db.example/x", "begins with “mysql”, which is not supported. Expected postgresql://"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_what_is_no_address_is_told_without_repeating_a_password(given: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        address_of(given)
    assert str(caught.value).startswith(f"DATABASE_URL {told}")
    assert "geheim" not in str(caught.value)


async def test_a_new_file_and_its_folder_are_made(tmp_path: Path) -> None:
    file = tmp_path / "a folder" / "100%" / "数据.db"
    async with opened(address_of(f"sqlite:///{file}")) as database, database.reading() as session:
        assert await session.scalar(text("SELECT count(*) FROM servers")) == 0
    assert file.exists()


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_sqlite_is_set_up_to_lose_nothing(database: Database) -> None:
    async with database.reading() as session:
        found = {
            name: await session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 2000,
        "secure_delete": 1,
    }


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_options_in_an_address_reach_the_server(address: Address) -> None:
    url = address.url.update_query_dict({"application_name": "footnote test", "channel_binding": "prefer"})
    database = Database(Address(url))
    async with database.reading() as session:
        assert await session.scalar(text("SHOW application_name")) == "footnote test"
        assert await session.scalar(text("SHOW lock_timeout")) == "2s"
    await database.close()
