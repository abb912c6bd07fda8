"""`migrate`, `export`, `import` and `suggestions`, on both databases."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import Result

from bot.clock import SystemClock
from bot.ports.feedback import SuggestedQuestion
from bot.storage.database import Database
from bot.storage.database_url import Address
from bot.storage.migrating import EMPTY, steps
from bot.storage.sql_store import DatabaseStore
from tests.support.command_line import Footnote

LAST = steps()[-1]
SETTINGS = {
    "mode": "mentions",
    "channels": ["7", "4611686018427387904"],
    "care": "strict",
    "language": "zh",
    "keep_suggestions": False,
}
FILE = {"version": 1, "server": "41", "settings": SETTINGS}


@pytest.fixture
def on(footnote: Footnote, address: Address) -> Callable[..., Result]:
    """Runs a command on a database of its own."""

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return footnote(*arguments, stdin=stdin, DATABASE_URL=address.dsn)

    return run


def put(place: Mapping[str, object], path: str, value: object) -> str:
    """The file with something else in one place; None takes it out."""
    changed = json.loads(json.dumps(place))
    *parts, last = path.split(".")
    inner = changed
    for part in parts:
        inner = inner[part]
    inner.pop(last, None)
    if value is not None:
        inner[last] = value
    return json.dumps(changed)


def test_migrating_says_which_database_it_is_and_what_was_done(footnote: Footnote, empty_address: Address) -> None:
    first = footnote("migrate", DATABASE_URL=empty_address.dsn)
    assert first.stdout == f"The database {empty_address} was brought from step {EMPTY} to step {LAST}.\n"
    second = footnote("migrate", DATABASE_URL=empty_address.dsn)
    assert second.stdout == f"The database {empty_address} is at step {LAST}.\n"


def test_going_down_asks_first_for_it_loses_what_is_stored(on: Callable[..., Result]) -> None:
    asked = on("migrate", "--to", EMPTY, stdin="n\n")
    assert asked.exit_code == 1
    assert f"drops what steps later than {EMPTY} hold" in asked.output
    assert on("migrate").stdout.endswith(f"is at step {LAST}.\n")
    assert f"from step {LAST} to step {EMPTY}" in on("migrate", "--to", EMPTY, "--yes").stdout


def test_a_backup_is_taken_and_brought_back_into_an_empty_database(
    on: Callable[..., Result], footnote: Footnote, tmp_path: Path
) -> None:
    on("import", "-", stdin=json.dumps(FILE))
    file = tmp_path / "kept"
    assert on("backup", str(file)).stdout.endswith(f" are in {file}.\n")
    empty = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    assert "rows of" in footnote("restore", file, DATABASE_URL=empty).stdout
    assert json.loads(footnote("export", "41", DATABASE_URL=empty).stdout)["settings"]["language"] == "zh"
    refused = on("restore", str(file))
    assert refused.exit_code == 1
    assert "restoring overwrites nothing" in refused.stderr
    missing = footnote("backup", tmp_path / "more", DATABASE_URL=f"sqlite:///{tmp_path / 'no.db'}")
    assert missing.exit_code == 2
    assert "There is no database" in missing.stderr
    assert not (tmp_path / "no.db").exists()


def test_a_step_that_does_not_exist_is_wrong_usage(on: Callable[..., Result]) -> None:
    result = on("migrate", "--to", "tomorrow")
    assert result.exit_code == 2
    assert "No step of the database is called 'tomorrow'" in result.stderr


def test_settings_come_back_as_they_were_exported(on: Callable[..., Result], tmp_path: Path) -> None:
    given = tmp_path / "given.json"
    given.write_text(json.dumps(FILE), "utf-8")
    assert "settings of server 41 were imported" in on("import", str(given)).stdout
    shown = on("export", "41")
    exported = json.loads(shown.stdout)
    assert {**exported["settings"], **SETTINGS} == exported["settings"]  # and what later versions add
    assert {**exported, "settings": SETTINGS, "daily": None} == {**FILE, "daily": None}
    assert on("export", "41", str(tmp_path / "kept.json")).exit_code == 0
    assert on("import", "-", stdin=put(FILE, "settings.channels", [])).exit_code == 0
    assert json.loads(on("export", "41").stdout)["settings"]["channels"] == []
    assert on("import", str(tmp_path / "kept.json")).exit_code == 0
    assert on("export", "41", "-").stdout == shown.stdout


def test_a_server_that_set_nothing_exports_the_defaults(on: Callable[..., Result]) -> None:
    exported = json.loads(on("export", "5").stdout)
    assert exported["settings"]["mode"] == "channels"
    assert exported["settings"]["channels"] == []


FAULTY = [
    (put(FILE, "settings.mode", "loud"), "settings.mode: found 'loud', expected 'commands', 'mentions' or 'channels'."),
    (put(FILE, "settings.channels", ["square"]), "settings.channels.0: found 'square', expected a whole number"),
    (put(FILE, "settings.care", None), "settings.care: is missing. Add it."),
    (put(FILE, "settings.colour", "red"), "settings.colour: is not known to this version. Take it out"),
    (put(FILE, "server", "-4"), "server: found '-4', expected a number greater than 0. Correct it."),
    (put(FILE, "version", 2), "version: found 2, expected 1. Correct it."),
    ('{"version": 1,', "this is not JSON (EOF while parsing a value at line 1 column 14). Mend the place named."),
    ("[]", "found [], expected an object"),
]


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("content", "told"), FAULTY)
def test_a_faulty_file_is_told_with_field_and_remedy_and_nothing_is_imported(
    on: Callable[..., Result], tmp_path: Path, content: str, told: str
) -> None:
    before = on("export", "41").stdout
    (tmp_path / "faulty.json").write_text(content, "utf-8")
    result = on("import", str(tmp_path / "faulty.json"))
    assert result.exit_code == 1
    assert f"faulty.json: {told}" in result.stderr
    assert "Nothing was imported." in result.stderr
    assert on("export", "41").stdout == before


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_all_faults_of_a_file_are_told_at_once(on: Callable[..., Result]) -> None:
    result = on("import", "-", stdin='{"server": 0, "settings": {"mode": "loud"}}')
    assert len(result.stderr.splitlines()) == 7


def test_the_curators_queue_is_listed_oldest_first(on: Callable[..., Result], address: Address) -> None:
    asyncio.run(_suggest(address, "Where is\nthe [bold]library?", "图书馆在哪里？"))
    lines = on("suggestions").stdout.splitlines()
    assert [line[24:] for line in lines] == ["en  Where is the [bold]library?", "en  图书馆在哪里？"]
    assert [line[:6].strip() for line in lines] == ["1", "2"]
    found = [json.loads(line) for line in on("suggestions", "--json").stdout.splitlines()]
    assert [(each["number"], each["server"]) for each in found] == [(1, "41"), (2, "41")]
    assert found[0]["text"] == "Where is\nthe [bold]library?"
    assert not any("member" in each for each in found)


def test_suggested_questions_are_marked_as_done_and_let_wait_again(on: Callable[..., Result], address: Address) -> None:
    asyncio.run(_suggest(address, "One?", "Two?", "Three?"))
    assert on("suggestions", "--done", "1,3-9").stdout == "2 are done: 1, 3\n"
    assert "Two?" in on("suggestions").stdout
    assert on("suggestions", "--reopen", "3").stdout == "1 wait again: 3\n"
    assert on("suggestions", "--done", "3", "--member").stdout == "2 are done: 2, 3\n"
    assert on("suggestions").stdout == ""
    assert on("suggestions", "--done", "all").stdout == "0 are done.\n"


def test_numbers_that_are_none_are_told(on: Callable[..., Result]) -> None:
    assert "'soon' is no number and no range. Write 3,5-9, or all." in on("suggestions", "--done", "soon").stderr
    assert on("suggestions", "--member").exit_code == 2


async def _suggest(address: Address, *texts: str) -> None:
    database = Database(address)
    store = DatabaseStore(database, SystemClock())
    for text in texts:
        await store.suggest(SuggestedQuestion(text, "en", member=1, server=41))
    await database.close()


def test_a_database_that_is_none_is_told_in_a_sentence(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Milk, bread, and much more that fills a page.\n" * 100)
    result = footnote("export", "41", DATABASE_URL=f"sqlite:///{tmp_path / 'notes.txt'}")
    assert result.exit_code == 1
    assert "file is not a database" in result.stderr
    assert "mistake in Footnote" not in result.stderr
