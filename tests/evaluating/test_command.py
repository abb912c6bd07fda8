"""`python -m bot evaluate FILE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.support.command_line import Footnote
from tests.support.packs import VILLAGE

LABELLED = """\
{"text": "when is the library open", "gold": "opening-times"}
{"text": "where is the library", "gold": ["where-it-is", "opening-times"]}
{"text": "how many books may i borrow", "gold": "late-fee"}
{"text": "is there parking", "gold": null, "kind": "near"}
{"text": "who won the match last night", "gold": null}
"""


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.jsonl"
    path.write_text(LABELLED, "utf-8")
    return path


def test_the_figures_are_shown_with_the_worst_examples(footnote: Footnote, labelled: Path) -> None:
    result = footnote("evaluate", labelled)
    assert result.exit_code == 0
    assert "5 questions: 3 answerable, 1 near misses, 1 far." in result.stdout
    rows = {" ".join(line.split()[:-1]): line.split()[-1] for line in result.stdout.splitlines() if line.strip()}
    assert rows["right answer first"] == "0.667"
    assert rows["as shipped: wrong among answers given"] == "0.333"
    assert "late-fee → how-many-books" in result.stdout
    assert "answer: 'how many books may i borrow' → how-many-books; wanted late-fee" in result.stdout


def test_json_holds_figures_curves_and_examples(footnote: Footnote, labelled: Path) -> None:
    result = footnote("evaluate", "--json", labelled)
    assert result.exit_code == 0
    card = json.loads(result.stdout)
    assert (card["questions"], card["answerable"], card["near"], card["far"]) == (5, 3, 1, 1)
    assert card["figures"]["right_first"] == pytest.approx(2 / 3)
    assert card["figures"]["far_answered"] == 0
    assert {"decision": "answer", "answerable": 3, "near": 0, "far": 0} in card["decisions"]
    assert len(card["reliability"]) == 10
    assert card["curve"][-1]["coverage"] == 1
    assert card["wrong"][0]["wanted"] == ["late-fee"]


def test_a_packs_calibration_questions_can_be_measured_as_they_are(footnote: Footnote) -> None:
    card = json.loads(footnote("evaluate", "--json", VILLAGE / "calibration.yaml").stdout)
    assert (card["answerable"], card["near"], card["far"]) == (2, 1, 1)


def test_a_channel_asks_for_more_confidence_and_tells_so(footnote: Footnote, labelled: Path) -> None:
    result = footnote("evaluate", "--json", "--mode", "channel", labelled)
    assert result.exit_code == 0
    decided = {row["decision"]: row["answerable"] for row in json.loads(result.stdout)["decisions"]}
    assert decided["passages"] == decided["suggest"] == 0


def test_plots_are_drawn_where_asked(footnote: Footnote, labelled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "plots"
    result = footnote("evaluate", labelled, "--plot", folder)
    assert result.exit_code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["operating.png", "reliability.png", "risk-coverage.png"]
    assert all((folder / name).read_bytes().startswith(b"\x89PNG") for name in names)
    assert all(name in result.stderr for name in names)


def test_only_what_there_are_questions_for_is_drawn(footnote: Footnote, tmp_path: Path) -> None:
    path = tmp_path / "far.jsonl"
    path.write_text('{"text": "who won", "gold": null}\n', "utf-8")
    assert footnote("evaluate", path, "--plot", tmp_path / "plots").exit_code == 0
    assert [each.name for each in (tmp_path / "plots").iterdir()] == ["reliability.png"]


def test_plots_without_matplotlib_are_refused_before_anything_is_measured(
    footnote: Footnote, labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = footnote("evaluate", labelled, "--plot", tmp_path / "plots")
    assert result.exit_code == 2
    assert "make setup" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "plots").exists()


def test_a_malformed_file_is_at_fault(footnote: Footnote, tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text(f'{LABELLED}{{"text": "x", "gold": "closing-times"}}\n', "utf-8")
    result = footnote("evaluate", path)
    assert result.exit_code == 1
    assert "labelled.jsonl:6: x: The pack has no question 'closing-times'." in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [(), ("--curate", "FILE"), ("--curate", "--plot", "plots"), ("missing.yaml",)])
def test_wrong_usage_is_told_and_nothing_is_measured(
    footnote: Footnote, labelled: Path, arguments: tuple[str, ...]
) -> None:
    result = footnote("evaluate", *(labelled if each == "FILE" else each for each in arguments))
    assert result.exit_code == 2
    assert result.stderr
    assert result.stdout == ""
