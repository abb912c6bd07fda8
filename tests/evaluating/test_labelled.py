"""Labelled files, and how their mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluating.labelled import LabelledFileError, read_labelled

KNOWN = {"opening-times", "late-fee"}


def file(folder: Path, text: str | bytes, name: str = "labelled.jsonl") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(path: Path) -> list[tuple[int, str]]:
    with pytest.raises(LabelledFileError) as caught:
        read_labelled(path, KNOWN)
    assert str(path) in str(caught.value)
    assert str(caught.value.faults[0].problem) in str(caught.value)
    return [(fault.line, fault.problem) for fault in caught.value.faults]


def test_gold_in_json_lines_is_an_id_several_or_none(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        '\ufeff{"text": "when", "gold": "opening-times", "id": 7}\n'
        '{"text": "how much", "gold": ["late-fee", "opening-times"]}\n\n'
        '{"text": "parking?", "gold": null, "kind": "near"}\n'
        '{"text": "hi\u2028there", "gold": null}\n',
    )
    read = read_labelled(path, KNOWN)
    assert [question.answers for question in read] == [("opening-times",), ("late-fee", "opening-times"), (), ()]
    assert [question.kind for question in read] == [None, None, "near", None]


def test_yaml_has_the_form_of_a_packs_calibration_questions(tmp_path: Path) -> None:
    path = file(tmp_path, "- text: when\n  answers: [opening-times]\n- text: parking\n  kind: near\n", "golden.yaml")
    assert [(q.text, q.answers, q.kind) for q in read_labelled(path, KNOWN)] == [
        ("when", ("opening-times",), None),
        ("parking", (), "near"),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"text": "when"}', "'gold': is missing."),
        ('{"text": " ", "gold": null}', "'text': expected text that is not empty."),
        ('{"text": "x", "gold": 3}', "'gold': expected text."),
        ('{"text": "x", "gold": null, "kind": "odd"}', "'kind': expected 'near' or 'far'."),
        ('{"text": "x", "gold": "closing-times"}', "The pack has no question 'closing-times'."),
        ("when", "this is not JSON (expected value at line 1 column 1)."),
    ],
)
def test_every_faulty_line_is_told_with_its_number(tmp_path: Path, line: str, told: str) -> None:
    path = file(tmp_path, f'{{"text": "fine", "gold": null}}\n{line}\n{line}\n')
    assert faults(path) == [(2, told), (3, told)]


def test_faults_in_yaml_have_their_lines_too(tmp_path: Path) -> None:
    path = file(tmp_path, "- text: when\n  answers: [closing-times]\n- txet: parking\n", "golden.yaml")
    assert [line for line, _ in faults(path)] == [2, 3, 3]
    assert faults(path)[0][1] == "The pack has no question 'closing-times'."


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        (b"\n\xff", "labelled.jsonl", (2, "The file is not UTF-8.")),
        ("", "labelled.jsonl", (1, "It holds no question.")),
        ("[]", "golden.yaml", (1, "It holds no question.")),
        ("text: when", "golden.yml", (1, "The file is not a list.")),
    ],
)
def test_a_file_without_questions_is_refused(
    tmp_path: Path, text: str | bytes, name: str, told: tuple[int, str]
) -> None:
    assert faults(file(tmp_path, text, name)) == [told]


def test_a_file_that_is_not_yaml_is_told_where(tmp_path: Path) -> None:
    ((line, problem),) = faults(file(tmp_path, '- text: "when\n', "golden.yaml"))
    assert line == 1
    assert "a quotation mark is never closed" in problem


def test_only_the_first_of_many_faults_are_shown(tmp_path: Path) -> None:
    path = file(tmp_path, "nonsense\n" * 30)
    assert len(faults(path)) == 30
    with pytest.raises(LabelledFileError, match="and 10 more"):
        read_labelled(path, KNOWN)
