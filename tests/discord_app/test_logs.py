"""The log never holds a token, nor what members wrote."""

from __future__ import annotations

import json
import logging
import unicodedata

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock
from bot.discord_app.logs import DiscreetFormatter, JsonFormatter, start_logging
from bot.ports.feedback import SuggestedQuestion
from bot.storage.database import Database
from bot.storage.sql_store import DatabaseStore

TOKEN = ".".join(["MTE0NTQ5NjQ5NzE2NTI5OTgz", "GabcDe", "x" * 38])


@pytest.mark.parametrize(
    "line",
    [
        f"login with {TOKEN} failed",
        f"POST https://discord.com/api/v10/webhooks/1145/{'aW50ZXJhY3Rpb24' * 5} responded with 429",
        f"POST https://discord.com/api/v10/interactions/1145/{'aW50ZXJhY3Rpb24' * 5}/callback failed",
    ],
)
def test_whatever_has_the_shape_of_a_token_is_blotted_out(line: str) -> None:
    shown = DiscreetFormatter("{message}", style="{").format(logging.LogRecord("n", 20, "f", 1, line, (), None))
    assert "(token)" in shown
    assert TOKEN not in shown
    assert "aW50ZXJhY3Rpb24" not in shown


def test_a_token_in_a_traceback_is_blotted_out_too() -> None:
    error = ValueError(TOKEN)
    record = logging.LogRecord("n", 40, "f", 1, "failed", (), (ValueError, error, error.__traceback__))
    shown = DiscreetFormatter("{message}", style="{").format(record)
    assert "ValueError" in shown
    assert TOKEN not in shown


def record(message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("bot.x", 30, "f", 1, message, arguments, None)


@pytest.mark.parametrize("formatter", [DiscreetFormatter("{levelname} {message}", style="{"), JsonFormatter()])
def test_nothing_in_a_record_steers_a_terminal(formatter: logging.Formatter) -> None:
    shown = formatter.format(record("left %s", "\x1b]0;pwned\x07\x9b2J\u202egnol"))
    assert all(unicodedata.category(letter) not in ("Cc", "Cf") for letter in shown)


def test_no_record_can_pass_for_two() -> None:
    forged = record("joined %s", "x\n2026-01-01 00:00:00 INFO    bot: all is well")
    shown = DiscreetFormatter("{asctime} {levelname:<7} {name}: {message}", style="{").format(forged)
    assert [line.startswith(" ") for line in shown.splitlines()] == [False, True]
    assert "\n" not in JsonFormatter().format(forged)


def test_a_record_in_json_tells_time_level_logger_message_and_traceback_without_tokens() -> None:
    error = ValueError(TOKEN)
    failed = logging.LogRecord("bot.x", 40, "f", 1, "log in as %s", (TOKEN,), (ValueError, error, error.__traceback__))
    failed.created = 1_800_000_000.25
    told = json.loads(JsonFormatter().format(failed))
    assert told.pop("traceback") == "ValueError: (token)"
    assert told == {
        "time": "2027-01-15T08:00:00.250+00:00",
        "level": "ERROR",
        "logger": "bot.x",
        "message": "log in as (token)",
    }


def test_json_is_written_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_before(monkeypatch)
    start_logging("INFO", "json")
    logging.getLogger("bot").info("Started %s", "碳")
    assert json.loads(capsys.readouterr().err)["message"] == "Started 碳"


def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back at the end what starting the log changes in the process."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    for name in ("", "discord", "aiosqlite", "alembic"):
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "level", logger.level)


def test_the_client_library_stays_at_info_when_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    root, library = logging.getLogger(), logging.getLogger("discord")
    as_before(monkeypatch)
    start_logging("DEBUG")
    assert root.level == logging.DEBUG
    assert library.level == logging.INFO


async def test_what_is_stored_is_in_no_log_even_when_debugging(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_before(monkeypatch)
    start_logging("DEBUG")
    logging.getLogger("bot").debug("This is logged")
    await DatabaseStore(database, SystemClock()).suggest(SuggestedQuestion("my secret plan", "en", 1, 2))
    with pytest.raises(DBAPIError) as mistaken:
        async with database.writing() as session:
            await session.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "my secret plan"})
    shown = capsys.readouterr().err
    assert "This is logged" in shown
    assert "secret" not in shown
    assert "secret" not in str(mistaken.value)
