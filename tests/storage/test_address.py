"""Addresses of databases as hosts give them, and how they are shown."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.errors import UsageError
from bot.storage.database import Database
from bot.storage.database_url import Address, address_of
from bot.storage.migrating import migrate, opened


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
        ("sqlite:///file::memory:", "names no file"),
        ("sqlite://geheim/x.db", "has two slashes after “sqlite:”. Write sqlite:///folder/file.db, with three."),
        ("sqlite:///x.db?key=geheim", "has options for SQLite, which are not supported. Leave out what follows “?”."),
        ("sqlite:///file:x.db", "has options for SQLite"),
        ("sqlite:////", "names a folder, /. Name a file in it: sqlite:////footnote.db."),
        ("sqlite:////tmp/", "names a folder, /tmp. Name a file in it: sqlite:////tmp/footnote.db."),
        ("sqlite:///~geheim/x.db", ": after sqlite:/// something is wrong, expected a path that begins with a folder"),
        (
            "postgres://ann:geheim@geheim@db.example/x",
            "has a user or password with characters that mean something else",
        ),
        ("postgres://ann:geheim@ge/heim@db.example/x", "has a user or password with characters"),
        ("postgres://ann:gehe@heim?x@db.example/x", "has a user or password with characters"),
        ("postgres://an/n:geheim@db.example/x", "has a user or password with characters"),
        ("postgres://ann:geheim@db.exa<mple/x", "has a user or password with characters"),
        ("postgres://ann:geheim@db.example/x?sslmode=bogus", ": found sslmode=bogus, expected one of disable, allow, "),
        (
            "postgres://h/x?sslmode=require&sslmode=no",
            ": found sslmode=require and no, expected one of disable, allow, ",
        ),
    ],
)
def test_what_is_no_address_is_told_without_repeating_a_password(given: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        address_of(given)
    said = str(caught.value).replace("there is no user geheim", "")
    assert said.startswith(f"DATABASE_URL{'' if told.startswith(':') else ' '}{told}")
    assert "geheim" not in said
    assert "heim" not in said


@pytest.mark.parametrize("home", ["", "here"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows the home folder by other means")
def test_without_a_home_folder_the_variable_to_set_is_told(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_uid: int) -> None:
        raise KeyError("uid not found")

    monkeypatch.setattr("pwd.getpwuid", unknown)
    monkeypatch.setenv("HOME", home)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    with pytest.raises(UsageError, match=r"this user has no home folder\. Set DATABASE_URL to sqlite:///folder"):
        address_of(None)
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/data")
    assert address_of(None).file == Path("/srv/data/footnote/footnote.db")


def test_a_tilde_stands_for_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert address_of("sqlite:///~/sub/y.db").file == tmp_path / "sub" / "y.db"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
async def test_a_new_file_is_for_this_user_only(tmp_path: Path) -> None:
    def mode(name: str) -> int:
        return (tmp_path / name).stat().st_mode & 0o777

    file = tmp_path / "footnote.db"
    async with opened(address_of(f"sqlite:///{file}")) as database, database.writing() as session:
        await session.execute(text("UPDATE servers SET care = care"))
        assert [mode(f"footnote.db{end}") for end in ("", "-wal", "-shm")] == [0o600] * 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
async def test_a_file_that_the_operator_shared_stays_shared(tmp_path: Path) -> None:
    file = tmp_path / "footnote.db"
    file.touch(mode=0o660)
    file.chmod(0o660)
    async with opened(address_of(f"sqlite:///{file}")):
        assert file.stat().st_mode & 0o777 == 0o660


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "ann:passwort@127.0.0.1:1/x?target_session_attrs=geheim",
            "DATABASE_URL cannot be used (target_session_attrs is",
        ),
        (
            "ann:passwort@127.0.0.1:99999/x",
            "DATABASE_URL cannot be used (OverflowError). Check its user, host, port (at",
        ),
        (f"ann:passwort@{'a' * 70}.example/x", "DATABASE_URL cannot be used (UnicodeError). Check its user, host"),
        ("ann:passwort@/x?host=h:geheim", "DATABASE_URL cannot be used (ValueError). Check its user, host, port"),
    ],
)
async def test_what_the_driver_does_not_take_is_told_as_a_fault_of_the_address(given: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        await migrate(address_of(f"postgresql://{given}"))
    assert str(caught.value).startswith(told)
    assert "passwort" not in str(caught.value)


def test_files_that_an_address_names_must_be_there_and_may_begin_with_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    given = "postgresql://db.example/x?sslmode=verify-full&sslrootcert=~/root.crt"
    with pytest.raises(UsageError, match=r"DATABASE_URL: sslrootcert names .*root\.crt, which is no file"):
        address_of(given)
    (tmp_path / "root.crt").touch()
    assert address_of(given).url.query["sslrootcert"] == str(tmp_path / "root.crt")


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
