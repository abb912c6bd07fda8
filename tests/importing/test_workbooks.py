"""Spreadsheets as FAQs: which sheet, which columns, and what merged cells, numbers and remarks become."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.pack.importing.models import ReadFaq, SourceError
from bot.pack.importing.sources import read_faq
from tests.importing.workbooks import Cells, write_xlsx

CLUB: Cells = [
    ["Climbing club"],
    ["last changed", "2026-10-01"],
    [None],
    ["Category", "Question", "Answer", "Whom to ask"],
    ["Members", "How do I join?", "Fill in [the form](https://example.org/join).\nThen come along.", "Mo"],
    [None, "What does it cost?", "**45 €** a year", None],
    ["Training", "When do you train?", "Tuesday 18:00", None],
    [None, None, "Thursday 19:30", None],
    [None, "How many lanes are there?", 12.0, None],
    [None, "May I bring a dog?", None, None],
]
MERGED = ("A1:D1", "A5:A6", "A7:A10", "B7:B8")


def read(path: Path, sheets: dict[str, Cells], merged: tuple[str, ...] = (), sheet: str = "") -> ReadFaq:
    return read_faq(write_xlsx(path / "faq.xlsx", sheets, merged), sheet=sheet)


def test_a_sheet_is_read_below_its_title_and_merged_cells_hold_for_all_their_rows(tmp_path: Path) -> None:
    found = read(tmp_path, {"FAQ": CLUB, "Prices": [["item", "€"], ["shoes", 3.0]], "Empty": []}, MERGED)
    assert found.title == "Climbing club"
    assert [(entry.question, entry.answer, entry.topic) for entry in found.entries] == [
        ("How do I join?", "Fill in [the form](https://example.org/join).\nThen come along.", "Members"),
        ("What does it cost?", "**45 €** a year", "Members"),
        ("When do you train?", "Tuesday 18:00\nThursday 19:30", "Training"),
        ("How many lanes are there?", "12", "Training"),
    ]
    assert [entry.place.line for entry in found.entries] == [5, 6, 7, 9]
    told = {f"{note.place}: {note.text}" for note in found.notes}
    assert len(told) == 5
    for piece in (
        "faq.xlsx:2: A row above",
        "faq.xlsx:10: 'May I bring a dog?' has no answer",
        "faq.xlsx:9: The answer is the bare number 12",
        "'Whom to ask' has no place",
        "The sheet 'Prices' was not read: it has no columns",
    ):
        assert any(piece in note for note in told), piece


def test_a_line_across_the_table_is_the_topic_of_the_rows_below_it(tmp_path: Path) -> None:
    rows: Cells = [["Q", "A"], ["Water", None], ["When?", "At dawn."], ["Dogs", None], ["Allowed?", "On a lead."]]
    found = read(tmp_path, {"one": rows}, ("A2:B2", "A4:B4"))
    assert [(entry.question, entry.topic) for entry in found.entries] == [("When?", "Water"), ("Allowed?", "Dogs")]


def test_the_first_sheet_with_questions_is_read_or_the_one_that_is_named(tmp_path: Path) -> None:
    sheets: dict[str, Cells] = {
        "Notes": [["todo"]],
        "English": [["question", "answer"], ["Who?", "We."]],
        "Deutsch": [["Fragen", "Antworten"], ["Wer?", "Wir."]],
    }
    assert [entry.question for entry in read(tmp_path, sheets).entries] == ["Who?"]
    assert [entry.answer for entry in read(tmp_path, sheets, sheet="Deutsch").entries] == ["Wir."]
    with pytest.raises(SourceError, match=r"has no sheet 'Español'\. It has: Notes, English, Deutsch"):
        read(tmp_path, sheets, sheet="Español")


def test_a_workbook_that_cannot_be_read_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="No column is called question"):
        read(tmp_path, {"Prices": [["item", "price"], ["shoes", 3.0]]})
    with pytest.raises(SourceError, match="The workbook is empty"):
        read(tmp_path, {"Prices": []})
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(SourceError, match="is no workbook, or a damaged one"):
        read_faq(tmp_path / "broken.xlsx")
    (tmp_path / "faq.md").write_text("## Who?\n\nWe.\n")
    with pytest.raises(SourceError, match="has no sheets"):
        read_faq(tmp_path / "faq.md", sheet="one")
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(SourceError, match="pip install python-calamine, or save the sheet as CSV"):
        read(tmp_path, {"one": CLUB})


def test_a_table_without_names_is_told_by_what_stands_in_it_and_no_column_is_lost_unnamed(tmp_path: Path) -> None:
    rows = [
        "general;;Where is it?;In the shed, behind the hedge.",
        "general;;When is it open?;From nine to five.",
        "general;new;Who has the key?;Ask at the gate.",
    ]
    path = tmp_path / "faq.csv"
    path.write_text("\n".join(rows))
    found = read_faq(path)
    assert [(entry.question, entry.topic) for entry in found.entries][:2] == [
        ("Where is it?", "general"),
        ("When is it open?", "general"),
    ]
    assert ["'column 2' has no place" in note.text for note in found.notes] == [True]
    path.write_text("question,answer,answer\nWho?,We.,Or they.\n")
    found = read_faq(path)
    assert found.entries[0].answer == "We."
    assert [note.text for note in found.notes] == ["A further answer was left out: 'Or they.'"]
