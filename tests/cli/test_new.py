"""`new`: a pack to start from."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.packs import new_pack


def new(*arguments: str, typed: str = "") -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["new", *arguments], input=typed)
    return ran.exit_code, ran.output


def test_without_a_terminal_it_asks_nothing_and_names_the_pack_after_its_folder(tmp_path: Path) -> None:
    code, said = new(str(tmp_path / "makers-help"))
    assert code == 0
    assert f"python -m bot check --seeds {tmp_path / 'makers-help'}" in said.replace("\n", "")
    assert yaml.safe_load((tmp_path / "makers-help" / "pack.yaml").read_text("utf-8"))["title"] == "Makers help"


def test_at_a_terminal_it_asks_three_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_pack, "at_terminal", lambda: True)
    code, said = new(str(tmp_path / "p"), typed="Makers: a help\nde, en\nWann ist offen?\n")
    assert code == 0
    assert said.count("?") >= 3
    info = yaml.safe_load((tmp_path / "p" / "pack.yaml").read_text("utf-8"))
    assert (info["title"], info["languages"]) == ("Makers: a help", ["de", "en"])
    [question] = yaml.safe_load((tmp_path / "p" / "questions.yaml").read_text("utf-8"))
    assert question["question"] == "Wann ist offen?"


def test_what_is_given_is_not_asked_for(tmp_path: Path) -> None:
    given = ("--title", "Help", "--languages", "en", "--question", "Where?", "--answer", "Here.\n\n- or there")
    assert new(str(tmp_path / "p"), *given)[0] == 0
    [question] = yaml.safe_load((tmp_path / "p" / "questions.yaml").read_text("utf-8"))
    assert question == {"question": "Where?", "answer": "Here.\n\n- or there\n", "phrasings": []}


def test_a_folder_that_is_not_empty_is_refused_in_one_sentence_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert new(str(tmp_path)) == (2, f"{tmp_path} is not empty. Name a new folder, or an empty one.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_language_is_given_by_its_code(tmp_path: Path) -> None:
    code, said = new(str(tmp_path / "p"), "--languages", "German")
    assert code == 2
    assert "'German' is no code of a language" in said
    assert not (tmp_path / "p").exists()
