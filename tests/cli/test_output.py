"""Progress, unexpected failures, and words that look like markup."""

from __future__ import annotations

import io
from threading import Event

import pytest
from rich.console import Console

from bot.cli.output.console import patience, results
from bot.matching import Engine
from tests.support.command_line import Footnote


class Watched(io.StringIO):
    """A terminal that notes when something is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = Event()

    def write(self, text: str, /) -> int:
        self.written.set()
        return super().write(text)

    def isatty(self) -> bool:
        return True


def test_what_takes_long_is_told_on_a_terminal() -> None:
    terminal = Watched()
    with patience("Counting sheep …", after=0, console=Console(file=terminal, force_terminal=True)) as tell:
        assert terminal.written.wait(timeout=10)
        tell("Counting goats …")
    assert "Counting goats …" in terminal.getvalue()


def test_what_is_quick_is_not_told() -> None:
    terminal = Watched()
    with patience("Counting sheep …", console=Console(file=terminal, force_terminal=True)):
        pass
    assert "sheep" not in terminal.getvalue()


def test_a_pipe_is_not_told_of_progress() -> None:
    pipe = io.StringIO()
    with patience("Counting sheep …", after=0, console=Console(file=pipe)):
        pass
    assert pipe.getvalue() == ""


def test_running_text_is_kept_short_enough_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert results().width == 100
    monkeypatch.setenv("COLUMNS", "60")
    assert results().width == 60


def test_a_failure_nobody_foresaw_is_one_sentence_and_a_traceback_only_on_demand(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(Engine, "ask", fail)
    result = footnote("ask", "who mends the roof")
    assert result.exit_code == 1
    assert "a mistake in Footnote itself" in result.stderr
    assert "ZeroDivisionError: of all things" in result.stderr
    assert "Traceback" not in result.output
    assert isinstance(footnote("--traceback", "ask", "who mends the roof").exception, ZeroDivisionError)
