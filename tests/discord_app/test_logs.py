"""The log never holds a token."""

from __future__ import annotations

import logging

import pytest

from bot.discord_app.logs import DiscreetFormatter, start_logging

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


def test_the_client_library_stays_at_info_when_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    root, library = logging.getLogger(), logging.getLogger("discord")
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setattr(library, "level", library.level)
    start_logging("DEBUG")
    assert root.level == logging.DEBUG
    assert library.level == logging.INFO
