"""Progress, unexpected failures, and words that look like markup."""

from __future__ import annotations

import io
import unicodedata
from threading import Event

import pytest
from rich.console import Console
from rich.text import Text

from bot.cli.output.console import SafeConsole, patience, results
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


def test_nothing_in_a_text_steers_the_terminal(footnote: Footnote) -> None:
    evil = "\x1b]0;pwned\x07\x1b[31mred\x1b[2J\x9b2J\u202egnol"
    for arguments in (["ask", evil], ["define", evil], ["search", evil], ["ask", "--json", evil]):
        shown = footnote(*arguments).output
        assert all(unicodedata.category(letter) not in ("Cc", "Cf") for letter in shown.replace("\n", "")), arguments


def test_colours_of_the_console_s_own_are_kept() -> None:
    terminal = Watched()
    SafeConsole(file=terminal, force_terminal=True, color_system="standard").print(Text("red\x1b[2J", "red"))
    assert terminal.getvalue() == "\x1b[31mred[2J\x1b[0m\n"
