"""Faults that show only when the engine reads a pack's own texts."""

from __future__ import annotations

import json
from pathlib import Path

from bot.evaluating.audit import audit, lexical_index, nearly_phrasings
from bot.matching import Engine
from bot.pack.reading.draft import Draft
from tests.evaluating.conftest import engine_of, written
from tests.support.command_line import Footnote
from tests.support.packs import VILLAGE

VISITING = "questions/visiting.yaml"
FINE = "    - how high is the fine for overdue books\n"
ROOM = "    - can i rent a meeting room\n"


def line_of(folder: Path, name: str, text: str) -> int:
    return (folder / name).read_text("utf-8").split("\n").index(text) + 1


def misfiled(folder: Path) -> Path:
    """A pack in which a question bears the title that another one's phrasings ask for."""
    return written(
        folder, {VISITING: ("question: When is the library open?", "question: How do I get to the library?")}
    )


def test_a_pack_whose_texts_stand_where_they_belong_has_no_faults(village: tuple[Draft, Engine]) -> None:
    assert audit(*village) == []


def test_a_phrasing_that_would_be_answered_with_another_entry_is_told_with_its_place(tmp_path: Path) -> None:
    folder = misfiled(tmp_path)
    (fault,) = audit(*engine_of(folder))
    assert (fault.file, fault.entry) == (VISITING, "where-it-is")
    assert fault.line == line_of(folder, VISITING, "    - how do i get to the library")
    assert "would be answered with 'opening-times'" in fault.problem
    assert "nearest there: 'How do I get to the library?'" in fault.problem


def test_a_question_to_refuse_that_is_nearly_a_phrasing_is_told_with_its_place(tmp_path: Path) -> None:
    near = "    - how high is the fine for the overdue books"
    folder = written(tmp_path, {"unanswerable.yaml": (ROOM, f"{ROOM}{near}\n")})
    (fault,) = audit(*engine_of(folder))
    assert (fault.file, fault.line) == ("unanswerable.yaml", line_of(folder, "unanswerable.yaml", near))
    assert fault.entry == "other-services"
    assert "nearly a phrasing of 'late-fee'" in fault.problem


def test_calibration_questions_that_must_be_refused_are_looked_at_too(tmp_path: Path) -> None:
    parking = "- text: is there parking\n"
    near = "- text: how high is the fine for the overdue books"
    folder = written(tmp_path, {"calibration.yaml": (parking, f"{near}\n  kind: near\n{parking}")})
    (fault,) = audit(*engine_of(folder))
    assert (fault.file, fault.line) == ("calibration.yaml", line_of(folder, "calibration.yaml", near))


def test_another_number_sets_a_question_apart_however_alike_the_rest(tmp_path: Path) -> None:
    asked = "what does it cost to bring a book back {} days after it was due"
    folder = written(
        tmp_path,
        {
            "questions/lending.yaml": (FINE, f"{FINE}    - {asked.format(4)}\n"),
            "unanswerable.yaml": (ROOM, f"{ROOM}    - {asked.format(5)}\n"),
        },
    )
    draft, engine = engine_of(folder)
    index = lexical_index(engine.pack)
    assert index.query(asked.format(5)).cosines.max() >= 0.9
    assert list(nearly_phrasings(draft, index)) == []


def test_check_lists_these_faults_when_asked_to_build_the_engine(footnote: Footnote, tmp_path: Path) -> None:
    folder = misfiled(tmp_path)
    assert footnote("check", "--seeds", folder).exit_code == 0
    result = footnote("check", "--engine", "--seeds", folder)
    assert result.exit_code == 1
    assert "where-it-is: 'how do i get to the library' would be answered with" in result.stdout
    assert "Faults: 1, in files: 1." in result.stdout
    (fault,) = json.loads(footnote("check", "--engine", "--json", "--seeds", folder).stdout)["faults"]
    assert fault["line"] == 33


def test_check_does_not_build_the_engine_of_a_pack_with_other_faults(footnote: Footnote, tmp_path: Path) -> None:
    folder = written(tmp_path, {VISITING: ("[where-it-is]", "[where-it-was]")})
    result = footnote("check", "--engine", "--seeds", folder)
    assert result.exit_code == 1
    assert "The engine was not asked" in result.stderr
    assert "Faults: 1" in result.stdout


def test_a_clean_pack_passes_the_engine_too(footnote: Footnote) -> None:
    result = footnote("check", "--engine", "--seeds", VILLAGE)
    assert result.exit_code == 0
    assert "No faults." in result.stdout
