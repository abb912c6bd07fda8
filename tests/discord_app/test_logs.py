"""The log never holds a token, nor what members wrote."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.clock import SystemClock
from bot.discord_app.logs import DiscreetFormatter, start_logging
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
