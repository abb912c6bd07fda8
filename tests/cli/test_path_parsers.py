"""Paths on the command line: `~`, what is not there, what is something else, and names that are none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.command_line import Footnote
from tests.support.packs import VILLAGE

BATCH = '{"id": "a", "text": "when is the library open"}\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a pack, a batch and a labelled file."""
    folder = tmp_path / "home"
    shutil.copytree(VILLAGE, folder / "pack")
    (folder / "batch.jsonl").write_text(BATCH)
    (folder / "labelled.jsonl").write_text('{"text": "when is the library open", "gold": null}\n')
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "--seeds=~/pack", "hello"),
        ("check", "--seeds", "~/pack"),
        ("ask", "--batch=~/batch.jsonl"),
        ("evaluate", "~/labelled.jsonl"),
        ("schemas", "--to", "~/schemas"),
        ("export", "41", "~/settings.json"),
    ],
)
def test_every_path_may_begin_with_a_tilde(footnote: Footnote, home: Path, arguments: tuple[str, ...]) -> None:
    result = footnote(*arguments, DATABASE_URL="sqlite:///~/footnote.db")
    assert result.exit_code == 0, result.output
    assert not Path("~").exists()
    assert list(home.iterdir())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "--seeds", "nowhere", "hello"), "There is no folder nowhere. Check the path, or make the folder."),
        (("ask", "--seeds", "~/batch.jsonl", "hello"), "There is no folder "),
        (("ask", "--batch", "nowhere"), "There is no file nowhere. Check the path."),
        (("ask", "--batch", "~/pack"), "There is no file "),
        (("import", "nowhere"), "There is no file nowhere. Check the path."),
        (("evaluate", "nowhere"), "There is no file nowhere. Check the path."),
        (("schemas", "--to", "~/batch.jsonl"), "batch.jsonl is a file. Name a folder."),
        (
            ("check", "--seeds", "~nobody-here/pack"),
            "~nobody-here/pack cannot be used, expected a path that begins with",
        ),
        (("check", "--seeds", "x" * 5000), f"There is no folder {'x' * 200}…. Check the path"),
        (("check", "--seeds", "a\0b"), "cannot be used, expected a path without NUL characters."),
    ],
)
def test_a_path_that_cannot_be_used_is_wrong_usage_told_in_a_sentence(
    footnote: Footnote, home: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert home.exists()
    result = footnote(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_is_kept_as_it_was_when_there_is_nothing_to_export(footnote: Footnote, tmp_path: Path) -> None:
    kept = tmp_path / "settings.json"
    kept.write_text("precious")
    assert footnote("export", "41", str(kept), DATABASE_URL="nonsense").exit_code == 2
    assert kept.read_text() == "precious"


@pytest.mark.parametrize("command", ["ask", "define", "search"])
@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "\u3164\u2060", "\ufeff \u00ad"])
def test_what_nobody_can_see_is_nothing_to_answer(footnote: Footnote, command: str, nothing: str) -> None:
    result = footnote(command, nothing)
    assert result.exit_code == 2
    assert result.stderr == "Nothing to answer. Give a TEXT, or --batch FILE.\n"
