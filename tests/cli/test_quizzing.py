"""`quiz`: an object a line for machines, a game for people."""

from __future__ import annotations

import json
from pathlib import Path

from bot.settings import ROOT
from tests.support.command_line import Footnote

SHED = str(ROOT / "examples" / "makers-space")


def test_questions_are_written_an_object_a_line(footnote: Footnote) -> None:
    run = ("quiz", "--json", "--count", "12", "--seed", "7", "--seeds", str(ROOT / "seeds"))
    lines = footnote(*run).stdout.splitlines()
    assert len(lines) == 12
    for asked in map(json.loads, lines):
        assert {"kind", "question", "choices", "right", "citations"} <= set(asked)
        assert len(asked["choices"]) == 4
        assert 0 <= asked["right"] < 4
        assert all(cited["quote"] in cited["passage"] for cited in asked["citations"])
        assert asked["citations"]


def test_the_same_seed_writes_the_same_and_another_something_else(footnote: Footnote) -> None:
    one, again, other = (footnote("quiz", "--json", "--seeds", SHED, "--seed", seed).stdout for seed in ("7", "7", "8"))
    assert one == again != other


def test_a_pack_without_articles_proves_the_right_choice_by_its_own_words(footnote: Footnote) -> None:
    asked = [
        json.loads(line) for line in footnote("quiz", "--json", "--seeds", SHED, "--seed", "1").stdout.splitlines()
    ]
    assert len(asked) == 10
    assert all(each["line"] and not each["citations"] for each in asked)


def test_it_is_played_by_letters_every_answer_shows_its_passage_and_the_score_is_told(footnote: Footnote) -> None:
    run = ("--count", "2", "--seed", "4", "--seeds", SHED)
    asked = [json.loads(line) for line in footnote("quiz", "--json", *run).stdout.splitlines()]
    right = "ABCD"[asked[0]["right"]]
    wrong = "ABCD"[(asked[1]["right"] + 1) % 4]
    played = footnote("quiz", *run, stdin=f"{right}\nwhat?\n{wrong.lower()}\n").stdout
    assert "1/2" in played
    assert "Right!" in played
    assert "No: " + "ABCD"[asked[1]["right"]] in played
    assert "1 of 2 right." in played


def test_it_ends_where_what_is_typed_ends_and_counts_what_was_answered(footnote: Footnote) -> None:
    assert "0 of 0 right." in footnote("quiz", "--seeds", SHED, stdin="").stdout


def test_a_pack_with_nothing_to_ask_and_an_unknown_difficulty_are_told_so(footnote: Footnote, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("title: Help\n", "utf-8")
    (tmp_path / "questions.yaml").write_text("- question: May I?\n  answer: You may.\n", "utf-8")
    nothing = footnote("quiz", "--seeds", str(tmp_path))
    assert nothing.exit_code == 1
    assert "There is nothing to ask" in nothing.stderr
    wrong = footnote("quiz", "--difficulty", "brutal", "--seeds", SHED)
    assert wrong.exit_code == 2
    assert "easy, medium, hard" in wrong.stderr
