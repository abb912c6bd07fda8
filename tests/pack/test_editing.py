"""Edits of YAML in place: one line more or less, and every other as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.pack.editing.text_files import TextFile
from bot.pack.editing.yaml_edits import EditError, add_entry, add_item, remove_entry, remove_item, set_text
from bot.resources import ROOT

QUESTIONS = sorted((ROOT / "seeds" / "questions").glob("*.yaml"))
each_file = pytest.mark.parametrize(
    "path",
    [*QUESTIONS[:4], *(pytest.param(path, marks=pytest.mark.slow) for path in QUESTIONS[4:])],
    ids=lambda path: path.stem,
)
TYPED = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool)


@each_file
def test_a_phrasing_more_in_a_shipped_file_is_one_line_more(path: Path) -> None:
    text = path.read_text("utf-8")
    entries = len(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    for index in {0, entries // 2, entries - 1}:
        after = add_item(text, (index,), "phrasings", "is it #1: yes")
        lines = after.split("\n")
        lines.remove("    - 'is it #1: yes'")
        assert lines == text.split("\n")
        assert remove_item(after, (index,), "phrasings", "is it #1: yes") == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a: 1\n  phrasings: [x, y] # c\n", '- a: 1\n  phrasings: [x, y, "new, one"] # c\n'),
        ("- a: 1\n  phrasings: []\n", '- a: 1\n  phrasings: ["new, one"]\n'),
        ("- a: 1\n  phrasings:\n- b: 2\n", "- a: 1\n  phrasings:\n    - new, one\n- b: 2\n"),
        ("- a: 1\n  phrasings:\n  - x # c\n  # end\n\n- b: 2\n",
         "- a: 1\n  phrasings:\n  - x # c\n  - new, one\n  # end\n\n- b: 2\n"),
        ("- a: |\n    x\n\n    y\n\n\n- b: 2\n", "- a: |\n    x\n\n    y\n  phrasings:\n    - new, one\n\n\n- b: 2\n"),
        ("- a: >-\n    x\n    y\n  # last", "- a: >-\n    x\n    y\n  phrasings:\n    - new, one\n  # last\n"),
        ("  - a: 1\n    phrasings:\n        - x\n", "  - a: 1\n    phrasings:\n        - x\n        - new, one\n"),
    ],
)  # fmt: skip
def test_an_item_is_added_in_the_style_of_the_file(before: str, after: str) -> None:
    assert add_item(before, (0,), "phrasings", "new, one") == after


@pytest.mark.parametrize("text", ["- {a: 1}\n", "- a: 1\n  phrasings: x\n", "- 1\n", "- &x {phrasings: [a]}\n- *x\n"])
def test_what_cannot_be_added_to_is_told_with_what_to_do_by_hand(text: str) -> None:
    with pytest.raises(EditError, match="by hand"):
        add_item(text, (0,), "phrasings", "new")


@given(TYPED, TYPED)
def test_whatever_people_type_is_written_and_read_back(question: str, phrasing: str) -> None:
    text = add_entry("# head\n- question: a # first\n  answer: b\n", {"question": question, "phrasings": [phrasing]})
    assert yaml.safe_load(text)[1] == {"question": question, "phrasings": [phrasing]}
    assert text.startswith("# head\n- question: a # first\n  answer: b\n")
    assert yaml.safe_load(set_text(text, (1, "question"), phrasing))[1]["question"] == phrasing


@given(st.lists(TYPED | st.just("") | TYPED.map(lambda line: f"   {line}"), min_size=2))
def test_answers_of_several_lines_are_read_back_as_they_were(lines: list[str]) -> None:
    answer = "\n".join(lines)
    assert yaml.safe_load(add_entry("", {"answer": answer}))[0].get("answer", "") == answer if answer else True


def test_an_answer_is_replaced_and_the_comment_beside_it_stays() -> None:
    text = "- question: a # asked daily\n  answer: b # checked\n  phrasings: [c]\n"
    assert set_text(text, (0, "answer"), "B") == text.replace("answer: b", "answer: B")
    assert set_text(text, (0, "answer"), "B\n\nC\n") == (
        "- question: a # asked daily\n  answer: |\n    B\n\n    C\n  phrasings: [c]\n"
    )


def test_an_entry_is_taken_out_with_nothing_else() -> None:
    text = "# head\n\n- a: 1\n\n# about b\n- b: |\n    x\n\n# end\n"
    assert remove_entry(add_entry(text, {"c": "d"}), 2).rstrip() == text.rstrip()


def test_line_ends_marks_and_permissions_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_bytes(b"\xef\xbb\xbf- a: 1\r\n  phrasings: [x]\r\n")
    path.chmod(0o640)
    file = TextFile.read(path)
    file.write(add_item(file.text, (0,), "phrasings", "y"))
    assert path.read_bytes() == b'\xef\xbb\xbf- a: 1\r\n  phrasings: [x, "y"]\r\n'
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["q.yaml"]
